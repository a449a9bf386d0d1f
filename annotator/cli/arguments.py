"""What each command takes: one function a command, and the table of them all."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from annotator.cli import study_arguments
from annotator.corpus.messages import tr


def _demo(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--out", type=Path, metavar="DIR", default=Path("demo"), help="where to (default: demo)"
    )


def _new(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    command.add_argument("--codebook", metavar="NAME_OR_FILE", default="discourse")
    command.add_argument("--coder", metavar="NAME")


def _add(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    command.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="a file of any format below, told by its content; a folder or .zip for all in it",
    )
    command.add_argument("--coder", metavar="NAME")
    command.add_argument(
        "--as", dest="format", metavar="FORMAT", help="read the files as this, whatever is in them"
    )
    command.add_argument(
        "--option",
        action="append",
        metavar="NAME=VALUE",
        help="a choice of the format; several may be given",
    )
    command.add_argument(
        "--mapping",
        type=Path,
        metavar="FILE",
        help="the files are tables (.csv, .tsv, .xlsx, .xls, .ods, .json, .jsonl) whose rows become"
        " documents as this file says",
    )
    command.add_argument(
        "--take-over",
        action="store_true",
        help="of rows that the project has otherwise, take over what the table says",
    )
    command.add_argument(
        "--propose-mapping",
        action="store_true",
        help="print a mapping for the first file, to look at and save; add nothing",
    )
    command.add_argument(
        "--dry-run", action="store_true", help="tell what would come in, add nothing"
    )
    command.add_argument("--json", action="store_true")
    command.add_argument(
        "--replaces", metavar="DOCUMENT", help="it is a corrected text, a new version of this one"
    )
    command.add_argument(
        "--encoding", metavar="NAME", help="what the files are in, where a guess would be wrong"
    )


def _text(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    command.add_argument("document", metavar="DOCUMENT", help="its name or GUID")
    command.add_argument(
        "--json", action="store_true", help="with its structure and how it was read"
    )


def _original(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    command.add_argument("document", metavar="DOCUMENT", help="its name or GUID")
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--overwrite", action="store_true")


def _info(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    command.add_argument("--json", action="store_true")
    _looking(command)


def _codings(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    command.add_argument(
        "--to-complete", action="store_true", help="those with missing values or broken rules"
    )
    _output_format(command)
    _looking(command)


def _query(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    command.add_argument(
        "line",
        metavar="LINE",
        nargs="?",
        help="as in: code:prediction overlaps code:claim (see the manual)",
    )
    command.add_argument(
        "--saved", metavar="NAME", help="in place of LINE: a question that is kept"
    )
    command.add_argument("--list", action="store_true", help="list the questions that are kept")
    _output_format(command)
    command.add_argument(
        "--context",
        type=_count,
        default=0,
        metavar="N",
        help="characters before and after each passage",
    )
    command.add_argument(
        "--sort",
        metavar="PLACES",
        help="by the words around: left or right (by three words), or places: 1,2,3 to the right,"
        " -1 to the left, 0 the passage itself",
    )
    command.add_argument(
        "--sample", type=_count, metavar="N", help="so many of the results, drawn at random"
    )
    command.add_argument("--seed", type=int, default=0, help="of the sample (default: 0)")
    command.add_argument(
        "--picture",
        metavar="KIND",
        help="with --out: portrait, timeline, timeline-words (by 1,000 words), distribution"
        " (place in the text) or relations",
    )
    command.add_argument(
        "--attribute",
        default="",
        metavar="NAME",
        help="of documents: groups those of a portrait; has the dates of a timeline",
    )
    command.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write the picture: .svg, .png, .pdf; of relations .graphml, .dot, .drawio too",
    )
    command.add_argument("--overwrite", action="store_true")
    _looking(command)


def _count(text: str) -> int:
    """A number from 0. ValueError where it is none."""
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _table(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    command.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help="in place of text: a workbook (.xlsx), or a picture (.svg, .png, .pdf; of a network"
        " .graphml, .dot and .drawio too)",
    )
    command.add_argument(
        "--picture",
        metavar="KIND",
        help="heat-map (default), bars, dots, network or flow, for a FILE that is a picture",
    )
    for option in ("rows", "columns"):
        command.add_argument(
            f"--{option}",
            action="append",
            metavar="WHAT",
            help="codes, documents, coders, rounds, speakers, document.NAME, speaker.NAME,"
            " value.NAME, or a query; several queries by naming the option again",
        )
    command.add_argument(
        "--cell",
        metavar="MEASURE",
        help="codings, passages, documents, characters, row, column or table (shares), words (per"
        " 1,000), mean (of a document), document-share, without (documents), most (in one"
        " document), jaccard, expected (overlaps by chance); codings where nothing is said",
    )
    command.add_argument(
        "--by",
        metavar="RELATION",
        help="how codings of a row are to those of a column: overlaps, “in same sentence as”,"
        " “within 5 words of” …, or followed, “followed within 3 sentences”",
    )
    command.add_argument("--where", metavar="LINE", help="of which codings: a query")
    command.add_argument(
        "--weights",
        default="",
        metavar="NAME",
        help="an attribute of documents: how many others each stands for, of a stratified sample",
    )
    command.add_argument(
        "--coders",
        default="",
        metavar="WHOSE",
        help="all (each coding counts) or range (the mean of the coders, the least and the most);"
        " without it the analysis set",
    )
    command.add_argument(
        "--agreement", action="store_true", help="each code's agreement beside its row"
    )
    command.add_argument(
        "--tidy",
        type=Path,
        metavar="FILE.csv",
        help="what is counted as data for a statistics program: a line a document, row and column",
    )
    command.add_argument(
        "--saved", metavar="NAME", help="a question that is kept; other options change its table"
    )
    command.add_argument("--overwrite", action="store_true")
    _output_format(command)
    _looking(command)


def _concordance(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    command.add_argument("words", metavar="WORDS", help="what looks alike is the same")
    command.add_argument("--parts", action="store_true", help="inside of words too")
    command.add_argument(
        "--sort", metavar="PLACES", help="left, right, or places such as 1,2,3 (see query)"
    )
    command.add_argument(
        "--context", type=_count, default=40, metavar="N", help="characters around (default: 40)"
    )
    command.add_argument(
        "--sample", type=_count, metavar="N", help="so many of the lines, drawn at random"
    )
    command.add_argument("--seed", type=int, default=0, help="of the sample (default: 0)")
    _output_format(command)
    _looking(command)


def _keywords(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    command.add_argument("line", metavar="LINE", help="a query: the words of its passages")
    command.add_argument(
        "--against", metavar="LINE", help="those of these passages (default: all other words)"
    )
    command.add_argument(
        "--of",
        choices=("passages", "collocates", "documents"),
        default="passages",
        help="which words: in the passages, around them, or all of the documents",
    )
    command.add_argument(
        "--within", type=_count, default=5, metavar="N", help="words around, for collocates"
    )
    command.add_argument(
        "--least", type=_count, default=2, metavar="N", help="how often on one side at least"
    )
    command.add_argument("--top", type=_count, metavar="N", help="so many words, no more")
    _output_format(command)
    _looking(command)


def _designate(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    command.add_argument("--document", action="append", metavar="NAME")
    command.add_argument("--all", action="store_true", help="all documents")
    command.add_argument("--to", metavar="NAME", help="the coder whose codings answer questions")
    command.add_argument("--nobody", action="store_true", help="take the choice back")
    command.add_argument("--coder", metavar="NAME", help="who chooses, for the history")
    command.add_argument("--json", action="store_true")


def _agree(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    _output_format(command)
    _comparison_options(command)
    _agreement_options(command)


def _report(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--overwrite", action="store_true")
    command.add_argument(
        "--questions",
        action="store_true",
        help="with the questions that the project keeps: how the figures were made",
    )
    _comparison_options(command)


def _codebook(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    command.add_argument("--json", action="store_true")
    command.add_argument("--set", type=Path, metavar="FILE", help="make it what the file says")
    command.add_argument("--versions", action="store_true", help="what changed, when, by whom")
    study_arguments.codebook_test(command)
    command.add_argument(
        "--cues", choices=("locked", "allowed"), help="whether the window may mark cues"
    )
    command.add_argument("--coder", metavar="NAME")


def _merge(command: argparse.ArgumentParser) -> None:
    command.add_argument("target", type=Path)
    command.add_argument("sources", type=Path, nargs="+", metavar="SOURCE")
    command.add_argument("--json", action="store_true")
    command.add_argument(
        "--join-codes",
        action="store_true",
        help="codes of one name that were made apart become one",
    )
    command.add_argument("--dry-run", action="store_true", help="tell what would come in, no more")


def _import_(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    command.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="a file of any format below, or the folder of a project, told by its content",
    )
    command.add_argument("--new", action="store_true", help="make the project of the files alone")
    command.add_argument("--dry-run", action="store_true", help="tell what is in them, no more")
    command.add_argument("--coder", metavar="NAME", help="who makes the project")
    command.add_argument(
        "--take-theirs",
        action="store_true",
        help="what is otherwise in a .qdpx than in the project becomes as it is there",
    )
    command.add_argument("--json", action="store_true")


def _export(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--overwrite", action="store_true")
    for option in ("document", "coder", "code"):
        command.add_argument(f"--{option}", action="append", metavar="NAME")
    _by_attribute(command)
    command.add_argument("--for-nvivo", action="store_true", help="count positions as NVivo does")
    command.add_argument(
        "--what",
        choices=("text", "quotations", "codebook"),
        default="",
        help="what a document holds (.docx, .odt, .html, .md), a table: codebook",
    )
    command.add_argument(
        "--show",
        choices=("highlights", "comments", "margin"),
        default="highlights",
        help="how codings are shown in a text",
    )
    command.add_argument(
        "--group",
        default="code",
        metavar="WHAT",
        help="quotations by code, document, or an attribute of documents",
    )
    command.add_argument(
        "--citation",
        default=None,
        metavar="PATTERN",
        help="how a quotation is cited: “…” ({speaker}, {document}, {page})",
    )
    command.add_argument("--dry-run", action="store_true", help="tell what can't be carried")
    command.add_argument("--json", action="store_true", help="print the report on the export")
    _guard(command)


def _archive(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path, nargs="?")
    command.add_argument("file", type=Path, nargs="?", metavar="FILE.zip")
    command.add_argument(
        "--verify", type=Path, metavar="FILE.zip", help="compute every figure in an archive again"
    )
    command.add_argument(
        "--no-texts", action="store_true", help="names, digests and positions, but no texts"
    )
    command.add_argument(
        "--words", type=_count, default=0, metavar="N", help="without texts: words of each passage"
    )
    command.add_argument("--names", action="store_true", help="coders by name, not as “Coder A”")
    command.add_argument("--memos", action="store_true", help="the memos of coders as well")
    command.add_argument(
        "--history",
        choices=("none", "steps", "full"),
        default="steps",
        help="who did what when, or with what it was before and after (default: steps)",
    )
    command.add_argument("--query", action="append", default=[], metavar="LINE")
    command.add_argument(
        "--table", action="append", default=[], nargs=2, metavar=("ROWS", "COLUMNS")
    )
    command.add_argument("--measure", action="append", default=[], metavar="NAME")
    command.add_argument("--coder", metavar="NAME", help=argparse.SUPPRESS)
    command.add_argument("--overwrite", action="store_true")
    command.add_argument("--json", action="store_true")


def _joined(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    command.add_argument("file", type=Path, metavar="FILE", help=".csv or .xlsx")
    command.add_argument(
        "--cells",
        choices=("presence", "counts", "words"),
        default="presence",
        help="in the column of a code: 1 or 0, how many codings, or the words that were coded",
    )
    for option in ("document", "coder", "code"):
        command.add_argument(f"--{option}", action="append", metavar="NAME")
    _by_attribute(command)
    command.add_argument("--no-text", action="store_true", help="without the texts")
    command.add_argument("--overwrite", action="store_true")
    command.add_argument("--json", action="store_true")
    _guard(command)


def _attributes(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    command.add_argument("file", type=Path, metavar="FILE", nargs="?", help=".csv or .xlsx")
    command.add_argument(
        "--set",
        type=Path,
        metavar="TABLE",
        help="say of documents what the columns of this table say; a column “document” or “key”"
        " tells which",
    )
    command.add_argument("--overwrite", action="store_true")
    command.add_argument("--coder", metavar="NAME")
    command.add_argument("--json", action="store_true")
    _guard(command)


def _speakers(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    command.add_argument("file", type=Path, metavar="FILE", nargs="?", help=".csv or .xlsx")
    for option, pair, words in (
        ("merge", "NAME=INTO", "make two speakers one"),
        ("rename", "NAME=NEW", "call a speaker otherwise, in all texts"),
        ("role", "NAME=ROLE", "what a speaker is in the talk: interviewer, participant …"),
    ):
        command.add_argument(f"--{option}", action="append", metavar=pair, help=words)
    command.add_argument(
        "--set",
        type=Path,
        metavar="TABLE",
        help="say of speakers what the columns of this table say; the column “speaker” tells which",
    )
    command.add_argument("--overwrite", action="store_true")
    command.add_argument("--coder", metavar="NAME")
    command.add_argument("--json", action="store_true")
    _guard(command)


def _sets(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    command.add_argument("set", metavar="SET", nargs="?", help="made where there is none so called")
    command.add_argument("--put", action="append", metavar="DOCUMENT", help="put into the set")
    command.add_argument("--take", action="append", metavar="DOCUMENT", help="take out of it")
    command.add_argument("--rename", metavar="NEW")
    command.add_argument("--delete", action="store_true", help="its documents stay")
    command.add_argument("--coder", metavar="NAME")
    command.add_argument("--json", action="store_true")


def _draw(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    command.add_argument("name", metavar="ROUND", nargs="?", help="the round that gets the sample")
    for option, what in (("documents", "documents"), ("words", "words together")):
        command.add_argument(f"--{option}", type=int, metavar="N", help=f"draw so many {what}")
    command.add_argument(
        "--stratum", action="append", metavar="ATTRIBUTE", help="each value has its share"
    )
    _by_attribute(command)
    command.add_argument("--seed", type=int, help="of the draw; one is made up where none is named")
    command.add_argument("--coder", action="append", metavar="NAME", help="who codes the sample")
    command.add_argument("--by-coder", metavar="NAME", help="who draws, for the history")
    command.add_argument("--dry-run", action="store_true", help="draw, and make no round")
    command.add_argument("--need", action="store_true", help="say how many units are needed")
    for option, value, what in (
        ("alpha", 0.8, "the least alpha that is wanted"),
        ("risk", 0.05, "the risk that it is lower in truth"),
        ("level", 0.9, "percent agreement that is assumed"),
        ("margin", 0.05, "how far percent agreement may be from that in all"),
    ):
        command.add_argument(f"--{option}", type=float, default=value, metavar="X", help=what)
    command.add_argument("--share", type=float, metavar="X", help="of the rarest code, if known")
    command.add_argument("--population", type=int, metavar="N", help="units in all")
    units = ("word", "sentence", "turn")
    command.add_argument("--unit", choices=units, default="sentence")
    command.add_argument("--json", action="store_true")


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    _looking(command)


def _unite(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    command.add_argument("--coder", metavar="NAME", help="who does it, for the history")
    command.add_argument("--dry-run", action="store_true", help="count them, change nothing")
    command.add_argument("--json", action="store_true")


def _handout(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--coder", metavar="NAME", required=True)
    command.add_argument(
        "--blind", action="store_true", help="nothing in it tells of the other coders"
    )
    command.add_argument(
        "--no-codings", action="store_true", help="without the coder's own codings"
    )
    command.add_argument("--lock-cues", action="store_true", help="no cues are marked in it")
    command.add_argument("--document", action="append", metavar="NAME")
    _by_attribute(command)
    command.add_argument(
        "--round", metavar="NAME", help="the documents that are the coder's in it, by its rules"
    )
    command.add_argument("--overwrite", action="store_true")


def _rounds(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    study_arguments.units(command)
    command.add_argument("--json", action="store_true")
    _looking(command)
    verb = command.add_mutually_exclusive_group()
    verb.add_argument(
        "--seal",
        metavar="NAME",
        help="close a round: its codings, codebook and settings are kept as they are",
    )
    verb.add_argument(
        "--work-in", metavar="NAME", help="the round in which --coder codes from now on"
    )
    verb.add_argument(
        "--overlap",
        metavar="NAME",
        help="give a --share of a round’s documents to a second coder, drawn with --seed",
    )
    verb.add_argument(
        "--not-sought",
        nargs=2,
        metavar=("NAME", "BECAUSE"),
        help="record that agreement is not sought in a round, and why; empty: it is",
    )
    verb.add_argument(
        "--training",
        metavar="NAME",
        help="the coders of a round beside its gold set; --gold and --pass-mark state it",
    )
    command.add_argument("--gold", metavar="CODER", help="whose codings the gold set is")
    command.add_argument("--pass-mark", type=float, metavar="ALPHA", help="0.8 unless stated")
    command.add_argument("--share", type=float, default=10.0, metavar="PERCENT")
    command.add_argument("--seed", type=int, default=0, metavar="N")
    verb.add_argument(
        "--stability",
        metavar="NAME",
        help="of a round in which documents are coded again: each coder beside the first time",
    )
    work = command.add_mutually_exclusive_group()
    work.add_argument(
        "--touched", action="store_true", help="with --seal: unfinished work counts too"
    )
    work.add_argument(
        "--assigned", action="store_true", help="with --seal: what is assigned counts as coded"
    )


def _duplicates(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    command.add_argument(
        "--at-least",
        type=float,
        default=0.5,
        metavar="SHARE",
        help="the share of passages in common from which two are alike (default: 0.5)",
    )
    command.add_argument(
        "--differences", action="store_true", help="with --json: where each differs from the first"
    )
    command.add_argument(
        "--leave-out",
        action="store_true",
        help="delete all but the first of each group, where nothing is coded in them",
    )
    command.add_argument("--coder", metavar="NAME")
    command.add_argument("--json", action="store_true")


def _layouts(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--check", type=Path, metavar="FILE", help="look through a rule file, line by line"
    )
    command.add_argument(
        "--copy", metavar="NAME", help="a copy of its rules for you to change, which is then used"
    )
    command.add_argument("--json", action="store_true")


def _pseudonyms(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    command.add_argument("new", type=Path, nargs="?", metavar="NEW", help="the project to make")
    command.add_argument(
        "--names",
        type=Path,
        metavar="FILE",
        help="the key: CSV with the columns name and pseudonym; keep it apart from both projects",
    )
    command.add_argument(
        "--find", type=Path, metavar="FILE", help="write a list of what could be names, to fill in"
    )
    command.add_argument("--coder", metavar="NAME")
    command.add_argument("--overwrite", action="store_true")
    command.add_argument("--json", action="store_true")


def _blind(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    chosen = command.add_mutually_exclusive_group()
    chosen.add_argument(
        "--on", dest="blind", action="store_true", default=None, help="withhold others’ work"
    )
    chosen.add_argument("--off", dest="blind", action="store_false", help="show everybody’s work")
    command.add_argument("--coder", metavar="NAME", help="who does it, for the history")
    command.add_argument("--json", action="store_true")


def _looking(command: argparse.ArgumentParser) -> None:
    command.add_argument("--coder", metavar="NAME", help="in a blind project, whose work is shown")


def _disagreements(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    command.add_argument("--json", action="store_true")
    command.add_argument("--coders", metavar="A,B", help="two of them; else each two of all")
    command.add_argument("--document", action="append", metavar="NAME")
    command.add_argument("--code", action="append", metavar="NAME")
    _by_attribute(command)


def _project_to_read(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path)
    command.add_argument(
        "--faulty",
        action="store_true",
        help="read what is sound of a faulty project, and say what is left out",
    )


def _by_attribute(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--document-attribute",
        action="append",
        metavar="NAME=VALUE",
        help="only documents of which this is said; all of several must hold",
    )


def _history(command: argparse.ArgumentParser) -> None:
    _project_to_read(command)
    _output_format(command)
    command.add_argument("--coder", metavar="NAME")
    command.add_argument("--document", metavar="NAME")
    command.add_argument("--code", metavar="NAME")
    command.add_argument("--since", metavar="DATE")
    command.add_argument("--until", metavar="DATE", help="up to this day, or to this moment")


def _comparison_options(agree: argparse.ArgumentParser) -> None:
    """What is compared, in which unit, and with which intervals."""
    for option in ("coder", "document", "code"):
        agree.add_argument(f"--{option}", action="append", metavar="NAME")
    _by_attribute(agree)
    agree.add_argument(
        "--round",
        metavar="NAME",
        help="on what is assigned in a round; of a sealed one, as it was sealed",
    )
    agree.add_argument(
        "--purpose",
        choices=("training", "reliability", "production"),
        help="rounds of one purpose; they are never pooled",
    )
    missing = agree.add_mutually_exclusive_group()
    missing.add_argument(
        "--finished",
        action="store_true",
        help="a coder counts only where they are done, even where nobody marks it",
    )
    missing.add_argument(
        "--touched",
        action="store_true",
        help="a coder counts wherever they coded, finished or not",
    )
    missing.add_argument(
        "--assigned",
        action="store_true",
        help="documents assigned to a coder count as coded, even without a coding",
    )
    for option, words in (
        ("speaker", "only what these speakers say"),
        ("without-speaker", "not what these speakers say"),
        ("without-role", "not what speakers of this role say, such as interviewer"),
    ):
        agree.add_argument(f"--{option}", action="append", metavar="NAME", help=words)
    units = ("character", "word", "sentence", "turn")
    agree.add_argument("--unit", choices=units, default="character", help="what is counted")
    agree.add_argument(
        "--rule",
        choices=("any", "majority"),
        default="any",
        help="a code is present on a word, sentence or turn by any overlap, or on most of it",
    )
    agree.add_argument(
        "--bootstrap",
        type=int,
        metavar="N",
        help="intervals from N bootstrap draws in place of the cluster jackknife; 0: none",
    )
    agree.add_argument("--seed", type=int, default=0, help="of the draws (default: 0)")
    agree.add_argument(
        "--least-overlap", type=int, default=1, metavar="N", help="characters in common to match"
    )


def _agreement_options(agree: argparse.ArgumentParser) -> None:
    """Which tables are wanted besides the default one."""
    agree.add_argument(
        "--measure", nargs="+", action="extend", metavar="NAME", help="coefficients, or “all”"
    )
    agree.add_argument(
        "--pair-bootstrap",
        type=int,
        default=0,
        metavar="N",
        help=tr("Krippendorff's own bootstrap of alpha on words or sentences, from N draws"),
    )
    agree.add_argument("--pairs", action="store_true", help="each pair of coders")
    agree.add_argument(
        "--levels",
        action="store_true",
        help="where (unitizing), which code, which value; and confusion on aligned codings",
    )
    agree.add_argument(
        "--by",
        metavar="document|round|speaker|set|version|time|ATTRIBUTE",
        help="each document, round, speaker, set, (of sealed rounds) version of the codebook, or"
        " part of the documents in the order of their coding (drift) by itself, or the documents"
        " of each value of an attribute",
    )
    agree.add_argument(
        "--against",
        choices=("consensus",),
        help="each coder beside what adjudication settled on",
    )
    agree.add_argument("--confusion", action="store_true", help="which code where which other")


def _output_format(command: argparse.ArgumentParser) -> None:
    chosen = command.add_mutually_exclusive_group()
    chosen.add_argument("--json", action="store_true")
    chosen.add_argument("--csv", action="store_true", help="a table as data: every text as it is")
    _guard(command)


def _guard(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--guard-formulas",
        action="store_true",
        help="an apostrophe before text that spreadsheets would compute, in CSV",
    )
    command.add_argument(
        "--csv-form",
        choices=("comma", "semicolon", "semicolon-comma", "tab"),
        default="comma",
        help="what parts the cells of CSV; semicolon-comma writes fractions with a comma as well",
    )


def _formats() -> str:
    from annotator.cli.formats import described  # noqa: PLC0415  (for the help only)

    return described()


def _imported() -> str:
    from annotator.cli.formats import imported  # noqa: PLC0415  (only for this help)

    return imported()


EPILOGS: dict[str, Callable[[], str]] = {"add": _formats, "import": _imported}
"""By command, what stands below its help: made when that is asked for."""

LATE_FILE = ("table",)
"""Commands with a file that may be named behind the options."""

COMMANDS: dict[str, tuple[Callable[[argparse.ArgumentParser], None], str]] = {
    "demo": (_demo, "work through the sample project without a window"),
    "new": (_new, "make a project"),
    "add": (
        _add,
        tr("add documents to a project: texts, Word, PDF, web pages, e-mail …"),
    ),
    "text": (_text, "print the text of a document, or its structure"),
    "original": (_original, "write the file that a document was read from, byte for byte"),
    "info": (_info, "documents, codes, coders and numbers of codings"),
    "codings": (_codings, "list every coding"),
    "query": (_query, "ask the codings in one line: where is what, by whom, next to what"),
    "table": (_table, "codes by codes, documents, coders, attributes …: counts and shares"),
    "concordance": (_concordance, "every place that has some words, with what is around it"),
    "keywords": (_keywords, "the words that set passages, codes or groups of texts apart"),
    "designate": (_designate, "whose codings of a document answer questions"),
    "agree": (_agree, "agreement between coders, by code"),
    "report": (_report, "write the agreement report: .html, .pdf, .xlsx, .zip"),
    "codebook": (_codebook, "print, replace or look back at the codebook"),
    "merge": (_merge, "take over the work in colleagues' files"),
    "import": (_import_, "import .qdpx, other programs’ projects, codebooks, texts"),
    "export": (
        _export,
        "write .qdpx, .qdc, .csv, .xlsx, .yaml, documents (.docx, .odt, .html, .md) and corpora",
    ),
    "archive": (
        _archive,
        "a replication archive of a project, or --verify: is every figure in one as stated?",
    ),
    "joined": (_joined, "write the documents as a table with the codings joined on: .csv, .xlsx"),
    "attributes": (_attributes, "what is said of documents as a table, out and in"),
    "speakers": (_speakers, "who speaks in the texts: names, roles, attributes; as a table"),
    "check": (_check, "look for damage; status 1 where there is some"),
    "unite": (_unite, "make one of codings of one coder that say the same"),
    "handout": (_handout, "a copy for a coder, without others' work"),
    "sets": (_sets, "sets of documents with a name"),
    "draw": (_draw, "a sample for reliability as a round, and how many units it needs"),
    "rounds": (_rounds, "rounds, assignments, and how far everybody is"),
    "protocol": (
        study_arguments.protocol,
        "the plan of the study, frozen with a date, and what deviates from it",
    ),
    "methods": (study_arguments.methods, "the paragraph of a methods section, and a checklist"),
    "rules": (study_arguments.rules, "why coders differed, and the rules that came of it"),
    "disagreements": (_disagreements, "where coders differ, and what was decided"),
    "blind": (_blind, "withhold others’ work in a project, or show it again"),
    "duplicates": (_duplicates, "documents that are nearly the same"),
    "pseudonyms": (_pseudonyms, "a new project in which pseudonyms stand for names"),
    "layouts": (_layouts, "how exports of news databases are read, and rules of your own"),
    "history": (_history, "who did what, when, and what it was before"),
}
"""By name: what declares a command's arguments, and what it does, in the order of the help."""
