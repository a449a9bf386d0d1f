"""The command line as scripts depend on it: names, shapes, exit status, nothing half done."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from annotator.__main__ import main
from annotator.corpus.identity import new_guid
from annotator.corpus.span import Span
from annotator.operations import codings, projects
from annotator.operations.team import coders
from annotator.storage.row_values import coding_row
from tests.making import ANN, BEN, TEXT, Made, content, made_of, make, new_coding


class Run:
    """Runs commands in this process and keeps what they printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object, status: int = 0) -> str:
        self._capsys.readouterr()
        found = main([str(argument) for argument in arguments])
        self.out, self.err = self._capsys.readouterr()
        assert found == status, self.err
        assert "Traceback" not in self.err
        return self.out

    def json(self, *arguments: object) -> Any:
        return json.loads(self(*arguments, "--json"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    return path


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    """A project that two coders coded, one coding of two parts."""
    made = make(tmp_path / "coded.annot")
    made.code_words(ANN, "claim", "the US-hosted round")
    made.code(ANN, "attribution", (38, 50), (0, 6))
    made.code_words(BEN, "claim", "US-hosted")
    made.project.close()
    return tmp_path / "coded.annot"


def test_new_add_info(run: Run, tmp_path: Path, text: Path) -> None:
    project = tmp_path / "p.annot"
    run("new", project, "--coder", "Dora")
    run("add", project, text)
    found = run.json("info", project)
    assert set(found) >= {"project", "documents", "codes", "coders", "codings"}
    assert set(found["project"]) >= {"guid", "name", "schema"}
    assert found["project"]["name"] == "p"
    (document,) = found["documents"]
    assert set(document) >= {"guid", "name", "characters", "sha256", "codings", "attributes"}
    assert document["characters"] == len(TEXT), "CRLF became LF"
    assert [code["path"] for code in found["codes"]] == [
        ["claim"],
        ["prediction"],
        ["attribution"],
        ["evaluative term"],
    ]
    assert set(found["codes"][0]) >= {"guid", "path", "color", "codings"}
    assert [coder["name"] for coder in found["coders"]] == ["Dora"]
    assert found["codings"] == 0


def test_the_same_coder_has_the_same_identity_in_every_project(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        run("new", tmp_path / f"{name}.annot", "--coder", "Dora")
    one, two = (run.json("info", tmp_path / f"{n}.annot")["coders"] for n in ("a", "b"))
    assert one == two


def test_adding_the_same_file_twice_changes_nothing(run: Run, tmp_path: Path, text: Path) -> None:
    project = tmp_path / "p.annot"
    run("new", project)
    run("add", project, text)
    before = project.read_bytes()
    run("add", project, text)
    assert "already" in run.err
    assert project.read_bytes() == before


def test_a_binary_among_texts_is_told_and_the_others_come_in(
    run: Run, tmp_path: Path, text: Path
) -> None:
    project = tmp_path / "p.annot"
    run("new", project)
    before = project.read_bytes()
    (tmp_path / "x.bin").write_bytes(bytes(range(256)) * 20)
    run("add", project, tmp_path / "x.bin", "--coder", "Somebody", status=2)
    assert "x.bin" in run.err
    assert project.read_bytes() == before
    run("add", project, tmp_path / "x.bin", text, "--coder", "Somebody", status=2)
    assert "x.bin: not added" in run.err
    assert [one["name"] for one in run.json("info", project)["documents"]] == [text.name]


def test_codings(run: Run, coded: Path) -> None:
    rows = run.json("codings", coded)["codings"]
    keys = "guid document spans start end text code coder attributes memo created modified"
    added = {"coder_guid", "document_attributes", "page", "section", "note", "speaker", "time"}
    assert all(set(row) == {*keys.split(), *added} for row in rows)
    assert [(row["start"], row["end"]) for row in rows] == sorted(
        (row["start"], row["end"]) for row in rows
    )
    parted = next(row for row in rows if row["code"] == ["attribution"])
    assert parted["spans"] == [[0, 6], [38, 50]]
    assert (parted["start"], parted["end"]) == (0, 50)
    assert parted["text"] == f"{TEXT[0:6]} … {TEXT[38:50]}"
    table = list(csv.reader(io.StringIO(run("codings", coded, "--csv"))))
    assert len(table) == 4
    assert "the US-hosted round" in run("codings", coded)


def test_agree(run: Run, coded: Path) -> None:
    found = run.json("agree", coded)
    assert found["coders"] == ["Ann", "Ben"]
    assert found["documents"] == ["talks.txt"]
    assert [row["code"] for row in found["codes"]] == [
        ["claim"],
        ["prediction"],
        ["attribution"],
        ["evaluative term"],
    ]
    claim, prediction = found["codes"][:2]
    assert claim["codings"] == {"Ann": 1, "Ben": 1}
    assert (claim["f1_exact"]["value"], claim["f1_exact"]["reason"]) == (0.0, None)
    assert claim["f1_overlap"]["value"] == 1.0
    assert claim["f1_character"]["value"] == pytest.approx(2 * 9 / (19 + 9))
    assert prediction["alpha_character"]["value"] is None
    assert prediction["alpha_character"]["reason"]
    assert set(found["overall"]) == set(claim) - {"code"}
    only = run.json("agree", coded, "--code", "claim", "--coder", "Ann", "--coder", "Ben")
    assert [row["code"] for row in only["codes"]] == [["claim"]]
    assert only["codes"][0] == claim
    assert "0.6" in run("agree", coded)
    assert run("agree", coded, "--csv").startswith("code,")


def test_a_coder_who_touched_nothing_is_missing(run: Run, coded: Path) -> None:
    found = run.json("agree", coded, "--coder", "Ann")
    assert found["documents"] == []
    assert found["overall"]["alpha_character"]["value"] is None
    assert "two" in found["overall"]["alpha_character"]["reason"]


def test_merge_twice(run: Run, tmp_path: Path, coded: Path) -> None:
    colleague = make(tmp_path / "ben.annot", BEN)
    colleague.code_words(BEN, "prediction", "It may last")
    colleague.project.close()
    first = run.json("merge", coded, tmp_path / "ben.annot")
    assert first["codings"] == {"added": 1, "updated": 0, "deleted": 0, "unchanged": 0}
    assert first["documents"] == {"added": 0, "matched": 1}
    before = coded.read_bytes()
    second = run.json("merge", coded, tmp_path / "ben.annot")
    assert second["codings"]["added"] == 0
    assert second["codings"]["unchanged"] == 1
    assert coded.read_bytes() == before


def test_export_and_import_give_the_same_project_back(
    run: Run, tmp_path: Path, coded: Path
) -> None:
    run("export", coded, tmp_path / "out.qdpx")
    run("new", tmp_path / "back.annot", "--coder", "Dora")
    run("import", tmp_path / "back.annot", tmp_path / "out.qdpx")
    here, back = (run.json("codings", p)["codings"] for p in (coded, tmp_path / "back.annot"))
    assert here == back
    before = (tmp_path / "back.annot").read_bytes()
    run("import", tmp_path / "back.annot", tmp_path / "out.qdpx")
    assert (tmp_path / "back.annot").read_bytes() == before, "importing twice changes nothing"


@pytest.mark.parametrize("suffix", [".qdpx", ".qdc", ".csv", ".xlsx", ".yaml"])
def test_an_existing_target_is_refused_without_overwrite(
    run: Run, tmp_path: Path, coded: Path, suffix: str
) -> None:
    target = tmp_path / f"out{suffix}"
    target.write_bytes(b"mine")
    run("export", coded, target, status=2)
    assert target.read_bytes() == b"mine"
    run("export", coded, target, "--overwrite")
    assert target.stat().st_size > 100


def test_codebooks_go_out_and_in(run: Run, tmp_path: Path, coded: Path) -> None:
    for name in ("book.yaml", "book.qdc"):
        run("export", coded, tmp_path / name)
    run("new", tmp_path / "y.annot", "--codebook", tmp_path / "book.yaml")
    assert len(run.json("info", tmp_path / "y.annot")["codes"]) == 4
    found = run.json("import", tmp_path / "y.annot", tmp_path / "book.qdc")
    assert found["added"].get("code", 0) == 0, "the codes are known by identity"


def test_a_broken_codebook_names_every_line(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "book.yaml"
    book.write_text('annotator-codebook: 1\ncodes:\n  - key: "1"\n  - name: a\n    colour: x\n')
    run("new", tmp_path / "p.annot", "--codebook", book, status=2)
    assert "line 3" in run.err
    assert "line 5" in run.err
    assert not (tmp_path / "p.annot").exists()


def test_check(run: Run, coded: Path) -> None:
    assert "sound" in run("check", coded)
    with projects.open_(coded) as project, project.transaction("x", ANN.guid) as step:
        step.record.connection.exec_driver_sql("UPDATE coding SET end = 9999")
    assert "outside its text" in run("check", coded, status=1)


def test_a_faulty_project_is_listed_by_check_alone(run: Run, coded: Path) -> None:
    connection = sqlite3.connect(coded)
    connection.execute("UPDATE code SET unit = 'paragraph', cues = '{'")
    connection.commit()
    connection.close()
    assert "can't be read" in run("check", coded, status=1)
    for command in ("info", "codings", "agree", "history"):
        run(command, coded, status=2)
        assert "is faulty" in run.err and "annotator check" in run.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["info", "missing.annot"],
        ["info"],
        ["frobnicate"],
        ["--nonsense"],
        ["agree", "p.annot", "--json", "--csv"],
        ["export", "p.annot", "out.pages"],
        ["new", "p.annot"],
        ["new", "q.annot", "--codebook", "nothing"],
        ["new", "nowhere/q.annot"],
        ["merge", "p.annot", "p.annot"],
        ["merge", "p.annot", "missing.annot"],
        ["import", "p.annot", "p.annot"],
        ["agree", "p.annot", "--coder", "Nobody"],
        ["add", "p.annot", "."],
    ],
)
def test_bad_usage_is_one_sentence_and_status_2(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "p.annot").project.close()
    before = (tmp_path / "p.annot").read_bytes()
    assert run(*arguments, status=2) == ""
    assert len(run.err.strip().splitlines()) == 1
    assert run.err.strip().endswith((".", "--help"))
    assert (tmp_path / "p.annot").read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["p.annot"]


def test_json_is_one_document_and_nothing_else(tmp_path: Path, coded: Path) -> None:
    """Through a real process: messages of libraries would show here."""
    for command in ("info", "codings", "agree"):
        result = subprocess.run(
            [sys.executable, "-m", "annotator", command, str(coded), "--json"],
            capture_output=True,
            check=True,
        )
        json.loads(result.stdout.decode("utf-8"))
        assert result.stderr == b""


def test_a_reader_that_has_seen_enough_is_no_mistake(coded: Path) -> None:
    """As in `annotator history … | head -1`."""
    command = [sys.executable, "-m", "annotator", "history", str(coded), "--csv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as told:
        assert told.stdout is not None
        assert told.stderr is not None
        told.stdout.close()
        assert told.stderr.read() == b""
    assert told.returncode == 2


def test_the_command_line_needs_no_qt(coded: Path) -> None:
    code = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from annotator.__main__ import main\n"
        f"sys.exit(main(['agree', {str(coded)!r}]))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_two_coders_of_one_name_are_told_apart(run: Run, coded: Path) -> None:
    twin = type(BEN)(new_guid(), "Ben", BEN.created, BEN.created)
    with projects.open_(coded) as project:
        coders.ensure(project, twin)
        made: Made = made_of(project)
        codings.add(project, twin.guid, made.document, made.codes["claim"], [Span(0, 6)])
        assert len(content(project).coders) == 3
    found = run.json("agree", coded)
    assert len(set(found["coders"])) == 3
    run("add", coded, coded.parent / "coded.annot", "--coder", "Ben", status=2)


def test_demo_does_the_main_job(run: Run, tmp_path: Path, qapp: QApplication) -> None:
    out = run("demo", "--out", tmp_path / "demo")
    names = {path.name for path in (tmp_path / "demo").iterdir()}
    assert {
        "sample.annot",
        "sample.qdpx",
        "sample.csv",
        "window-light.png",
        "window-dark.png",
    } <= names
    assert "alpha" in out
    run("check", tmp_path / "demo" / "sample.annot")


def test_codebook_prints_sets_and_looks_back(run: Run, tmp_path: Path, coded: Path) -> None:
    text = run("codebook", coded)
    book = tmp_path / "book.yaml"
    book.write_text(text, encoding="utf-8")
    before = coded.read_bytes()
    run("codebook", coded, "--set", book)
    assert coded.read_bytes() == before, "the same codebook changes nothing"
    book.write_text(text.replace("name: claim", "name: assertion"), encoding="utf-8")
    assert run.json("codebook", coded, "--set", book) == {
        "changes": ["Code “claim” is now called “assertion”"]
    }
    assert run.json("codebook", coded)["codes"][0]["path"] == ["assertion"]
    versions = run.json("codebook", coded, "--versions")["versions"]
    assert [version["version"] for version in versions] == [1, 2]
    assert versions[1]["changes"] == ["Code “claim” is now called “assertion”"]
    (row,) = run.json("codebook", coded, "--diff", "1")["rows"]
    assert (row["before"], row["after"], row["changes"]) == (["claim"], ["assertion"], ["renamed"])
    assert run("codebook", coded, "--diff", "1", "now") == "assertion (before: claim): renamed\n"
    assert run("codebook", coded, "--diff", "2", book) == ""
    assert "say the same" in run.err
    run("codebook", coded, "--diff", "1", "9", status=2)
    assert "no version 9" in run.err
    run("codebook", coded, "--diff", "1", "2", "now", status=2)


def test_a_broken_codebook_changes_nothing(run: Run, tmp_path: Path, coded: Path) -> None:
    book = tmp_path / "book.yaml"
    book.write_text("annotator-codebook: 1\ncodes:\n  - nme: claim\n")
    before = coded.read_bytes()
    run("codebook", coded, "--set", book, status=2)
    assert "line 3" in run.err
    assert coded.read_bytes() == before


def test_codings_that_began_from_a_cue_are_counted(run: Run, tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    start = TEXT.index("It may last")
    for coder, from_cue in ((ANN, True), (BEN, False)):
        coders.ensure(made.project, coder)
        span = [Span(start, start + 11)]
        codings.add(
            made.project, coder.guid, made.document, made.codes["prediction"], span, from_cue
        )
    made.project.close()
    path = tmp_path / "p.annot"
    found = run.json("info", path)
    assert (found["codings"], found["from_cue"]) == (2, 1)
    assert [c["from_cue"] for c in found["codes"] if c["path"] == ["prediction"]] == [1]
    shares = run.json("agree", path)["from_cue"]
    assert shares["codings"] == 2 and shares["share"] == 0.5 and not shares["locked"]
    assert shares["coders"] == {"Ann": 1, "Ben": 0}
    run("report", path, tmp_path / "r.html", "--bootstrap", "0")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "1 of 2 codings (50%) began from a cue" in page


def test_cues_are_locked_and_allowed(run: Run, tmp_path: Path) -> None:
    make(tmp_path / "p.annot").project.close()
    path = tmp_path / "p.annot"
    assert run.json("codebook", path, "--cues", "locked") == {"cues_locked": True}
    assert run.json("info", path)["project"]["cues_locked"]
    assert run.json("agree", path)["from_cue"]["locked"]
    run("codebook", path, "--cues", "allowed")
    assert not run.json("info", path)["project"]["cues_locked"]


def test_codings_that_are_to_be_completed(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "p.annot", "--coder", "Ann")
    (tmp_path / "t.txt").write_text(TEXT, encoding="utf-8")
    run("add", tmp_path / "p.annot", tmp_path / "t.txt")
    with projects.open_(tmp_path / "p.annot") as project:
        made = made_of(project)
        made.code_words(ANN, "prediction", "the US-hosted round")
    found = run.json("codings", tmp_path / "p.annot", "--to-complete")["codings"]
    (row,) = found
    assert (row["text"], row["missing"]) == ("the US-hosted round", ["outcome"])
    assert found[0]["broken"] == [] and found[0]["from_cue"] is False
    assert "missing: outcome" in run("codings", tmp_path / "p.annot", "--to-complete")
    assert "US-hosted" in run("codings", tmp_path / "p.annot", "--to-complete", "--csv")


def test_codings_that_say_the_same_are_remarked_and_united(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "twice.annot"
    with make(path).project as project:
        made = made_of(project)
        made.code(ANN, "claim", (0, 6))
        with project.transaction("Code", ANN.guid) as step:
            again = new_coding(made.document, made.codes["claim"], ANN.guid, Span(0, 6))
            step.record.add("coding", [coding_row(again)])
    run("check", path)
    assert "2 times" in run.out and "unite" in run.out
    assert run.json("unite", path, "--dry-run")["united"] == 1
    assert run.json("unite", path)["united"] == 1
    run("check", path)
    assert "times" not in run.out
    assert run.json("unite", path)["united"] == 0


def test_coders_of_one_name_are_told_apart(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "kims.annot"
    first, second = replace(ANN, name="Kim"), replace(BEN, name="Kim")
    with make(path, by=first).project as project:
        made = made_of(project)
        made.code(first, "claim", (0, 6))
        made.code(second, "claim", (0, 6))
    rows = run.json("codings", path)["codings"]
    assert {row["coder_guid"] for row in rows} == {ANN.guid, BEN.guid}
    run("codings", path, "--csv")
    assert run.out.splitlines()[0].endswith(",coder guid")
    run("export", path, tmp_path / "kim.csv", "--coder", "Kim", status=2)
    assert ANN.guid in run.err and BEN.guid in run.err
    run("export", path, tmp_path / "kim.csv", "--coder", BEN.guid)
    assert ANN.guid not in (tmp_path / "kim.csv").read_text(encoding="utf-8-sig")


def test_add_says_how_a_text_was_read(run: Run, tmp_path: Path) -> None:
    project = tmp_path / "p.annot"
    run("new", project)
    path = tmp_path / "odd.txt"
    path.write_bytes("“It isn’t” – so.\n".encode() + b"It isn\x92t.\n")
    run("add", project, path)
    assert "utf-8 (guessed)" in run.err
    assert "1 place is no character, shown as \ufffd (line 2)" in run.err
    assert "--encoding" in run.err
    other = tmp_path / "mac.txt"
    other.write_bytes("un café".encode("mac_roman"))
    run("add", project, other, "--encoding", "mac-roman")
    assert "mac.txt: 7 characters, mac-roman\n" in run.err
    run("add", project, other, "--encoding", "klingon", status=2)
    copy = tmp_path / "copy.txt"
    copy.write_bytes(path.read_bytes())
    run("add", project, copy)
    assert "copy.txt has the text of odd.txt" in run.err


def test_csv_is_data_unless_formulas_are_to_be_guarded(run: Run, tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot", text="=1+1 is what they said.")
    made.code_words(ANN, "claim", "=1+1")
    made.project.close()
    path = tmp_path / "p.annot"

    def passages(table: str) -> list[str]:
        return [row["text"] for row in csv.DictReader(io.StringIO(table))]

    assert passages(run("codings", path, "--csv")) == ["=1+1"]
    assert passages(run("codings", path, "--csv", "--guard-formulas")) == ["'=1+1"]
    for option, passage in (((), "=1+1"), (("--guard-formulas",), "'=1+1")):
        target = tmp_path / f"{len(option)}.csv"
        run("export", path, target, *option)
        assert passages(target.read_text(encoding="utf-8-sig")) == [passage]
    for command in ("history", "agree", "codings"):
        run(command, path, "--csv", "--guard-formulas")
