"""The command line on a blind project: no command tells of others' work, as text or as JSON."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.cli.arguments import COMMANDS
from annotator.operations import projects
from annotator.operations.viewing import everything
from tests.blind_pair import NUMBER, SECRET, Pair, make_pair
from tests.cli.test_commands import Run
from tests.making import ANN, BEN, text_file

ME = ("--coder", "Ann")

READING: dict[str, list[list[str]]] = {
    "info": [[*ME], [*ME, "--json"]],
    "codings": [
        [*ME, *more]
        for more in ([], ["--json"], ["--csv"], ["--to-complete"], ["--to-complete", "--json"])
    ],
    "query": [
        [line, *ME, *more]
        for line in ("all", "pairs all overlaps all", "coder:Ben", "coder:at-least(2) and memo:*")
        for more in ([], ["--json"], ["--csv", "--context", "20"])
    ]
    + [
        ["all", *ME, "--picture", kind, "--out", f"{{folder}}/{kind}.svg"]
        for kind in ("portrait", "distribution")
    ]
    + [["--list", *ME], ["--list", *ME, "--json"], ["set:Telling", *ME], ["--saved", "Kept", *ME]],
    "table": [
        ["--rows", "codes", "--columns", columns, *ME, *more]
        for columns in ("codes", "coders", "documents", "value.who", "coder:Ben")
        for more in ([], ["--json"], ["--csv", "--cell", "characters"])
    ]
    + [
        [f"{{folder}}/out{suffix}", "--rows", "codes", "--columns", "coders", *ME]
        for suffix in (".svg", ".graphml")
    ]
    + [
        ["--rows", "codes", "--columns", "documents", *ME, "--json", *more]
        for more in (
            ["--coders", "range"],
            ["--coders", "all", "--agreement"],
            ["--cell", "mean", "--tidy", "{folder}/tidy.csv"],
        )
    ]
    + [["--saved", "Kept", *ME, "--json"]],
    "agree": [[*ME], [*ME, "--json"], [*ME, "--csv"], ["--coder", "Ann", "--coder", "Ben"]],
    "report": [["{folder}/report.html", *ME]],
    "disagreements": [[], ["--json"], ["--coders", "Ann,Ben", "--json"]],
    "history": [[*ME], [*ME, "--json"], [*ME, "--csv"]],
    "rounds": [[*ME], [*ME, "--json"]],
    "check": [[*ME]],
    "unite": [[*ME, "--dry-run"], [*ME, "--dry-run", "--json"]],
    "export": [
        [f"{{folder}}/out{suffix}", *ME, "--json"]
        for suffix in (*(".qdpx", ".qdc", ".csv", ".xlsx", ".yaml"), *(".odt", ".html", ".md"))
    ]
    + [["{folder}/dry.qdpx", *ME, "--dry-run"]],
    "duplicates": [[], ["--json"], ["--json", "--differences"]],
    "joined": [
        [f"{{folder}}/joined{suffix}", *ME, "--cells", cells, "--json"]
        for suffix in (".csv", ".xlsx")
        for cells in ("presence", "counts", "words")
    ],
    "memos": [
        *([*ME], [*ME, "--json"], [*ME, "--csv"]),
        *([f"{{folder}}/memos{suffix}", *ME] for suffix in (".odt", ".html", ".md")),
    ],
    "attributes": [["{folder}/out.csv"], ["{folder}/out.xlsx", "--json"]],
    "draw": [
        ["--documents", "1", "--seed", "1", "--dry-run"],
        ["--words", "1", "--seed", "1", "--dry-run", "--json"],
        ["--need", *ME],
        ["--need", "--json", *ME],
    ],
    "sets": [[], ["--json"], ["--codes", "--json"]],
    "speakers": [[], ["--json"], ["{folder}/speakers.csv"]],
    "text": [["talks.txt"], ["talks.txt", "--json"]],
    "original": [["talks.txt", "{folder}/talks.txt"]],
    "concordance": [["the", *ME], ["the", *ME, "--json", "--sort", "left"]],
    "keywords": [
        ["all", *ME, "--least", "1", *more]
        for more in ([], ["--json"], ["--of", "collocates", "--csv"])
    ],
    "codebook": [
        [],
        ["--json"],
        ["--versions"],
        ["--versions", "--json"],
        ["--diff", "1"],
        ["--test", *ME],
        ["--test", "--json", *ME],
    ],
    "rules": [[*ME], [*ME, "--json"]],
    "protocol": [[*ME], [*ME, "--json"]],
    "methods": [[*ME], [*ME, "--json"], [*ME, "--checklist"]],
    "designate": [[*ME], [*ME, "--json"]],
    "blind": [[], ["--json"]],
    "backups": [[*ME], [*ME, "--json"]],
}
"""By command, what follows its project."""

ELSEWHERE = {
    "layouts": "opens no project",
    "archive": "refuses a blind project, tried in its own tests",
    "pseudonyms": "refuses a blind project, tried in its own tests",
    "demo": "makes its own project",
    "new": "makes a project",
    "code": "codes turns of texts, and says how many",
    "add": "brings texts, tried below",
    "merge": "brings others' work, tried below",
    "import": "brings files, tried below",
    "handout": "writes a copy for a coder by its own rules",
    "settle": "decides, which a blind project refuses; tried in its own tests",
    "repair": "reads a damaged file, and writes what is left of it whole",
    "decrypt": "writes the project that a file holds encrypted",
}


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    made = make_pair(tmp_path_factory.mktemp("pair"))
    yield made
    made.close()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


def _told(run: Run, command: str, project: Path, rest: list[str], folder: Path) -> str:
    """All that a command prints and writes, without how much is withheld."""
    folder.mkdir(exist_ok=True)
    out = run(command, project, *(one.format(folder=folder) for one in rest))
    if "--json" in rest:
        found = json.loads(out)
        found.pop("withheld", None)
        out = json.dumps(found, indent=1, ensure_ascii=False)
    said = re.sub(r"is withheld: .*?\. “", "is withheld. “", out + run.err)
    written = "".join(_content(file) for file in sorted(folder.iterdir()))
    text = said + written
    for place in (folder, project.parent):  # JSON doubles the strokes of Windows
        text = text.replace(json.dumps(str(place))[1:-1], "").replace(str(place), "")
    return text


def _content(file: Path) -> str:
    if not zipfile.is_zipfile(file):
        return file.read_text(encoding="utf-8")
    with zipfile.ZipFile(file) as archive:
        names = [name for name in archive.namelist() if not name.startswith("docProps")]
        return "".join(name + archive.read(name).decode(errors="replace") for name in names)


def test_every_command_is_tried() -> None:
    assert READING.keys() | ELSEWHERE.keys() == COMMANDS.keys()


@pytest.mark.parametrize("command", READING)
def test_no_command_tells_of_others(command: str, run: Run, pair: Pair, tmp_path: Path) -> None:
    for number, rest in enumerate(READING[command]):
        alone = _told(run, command, pair.alone.path, rest, tmp_path / f"alone {number}")
        among = _told(run, command, pair.among.path, rest, tmp_path / f"among {number}")
        assert among == alone, rest
        assert SECRET not in among and NUMBER not in among


@pytest.mark.parametrize("command", ["info", "codings", "history", "rounds", "agree"])
def test_json_says_that_something_is_withheld(command: str, run: Run, pair: Pair) -> None:
    found = run.json(command, pair.among.path, *ME)
    assert found["blind"] is True
    assert found["withheld"]["codings"] > 3
    assert found["withheld"]["memos"] == 4


@pytest.mark.parametrize("command", ["info", "codings", "history", "rounds", "agree", "unite"])
def test_one_sentence_says_so_to_people(command: str, run: Run, pair: Pair) -> None:
    run(command, pair.among.path, *ME, *(["--dry-run"] if command == "unite" else []))
    assert run.err.count("The project is blind") == 1
    assert "“annotator blind study.annot --off” shows it." in run.err


def test_nothing_is_compared(run: Run, pair: Pair, tmp_path: Path) -> None:
    found = run.json("agree", pair.among.path)
    assert (found["coders"], found["documents"], found["codes"]) == ([], [], [])
    found = run.json("disagreements", pair.among.path)
    assert (found["disagreements"], found["undecided"]) == ([], 0)
    run("report", pair.among.path, tmp_path / "report.html")
    assert not (tmp_path / "report.html").exists()
    assert "Coders are not compared in a blind project." in run.err


def test_somebody_whom_the_project_does_not_know_sees_nobodys_work(run: Run, pair: Pair) -> None:
    assert run.json("codings", pair.among.path, "--coder", "Nobody")["codings"] == []
    assert run.json("codings", pair.among.path)["codings"] == []


def test_blind_is_one_step_that_can_be_undone(run: Run, tmp_path: Path) -> None:
    pair = make_pair(tmp_path)
    path = pair.among.path
    assert run.json("blind", path, "--off", *ME) == {"blind": False, "changed": True}
    shown = run.json("codings", path)
    assert {one["coder"] for one in shown["codings"]} > {"Ann", "Ben"}
    assert shown.keys() == {"codings"}
    assert run.json("history", path)["history"][-1]["label"] == "Show everybody’s work"
    assert run.json("blind", path, "--off") == {"blind": False, "changed": False}
    pair.among.undo(ANN.guid)
    assert run("blind", path).strip() == "The project is blind: nobody else’s work is shown in it."
    pair.close()


def test_contracts_of_projects_that_are_not_blind_stay(run: Run, tmp_path: Path) -> None:
    pair = make_pair(tmp_path)
    projects.set_blind(pair.among, ANN.guid, False)
    for command in ("info", "codings", "history", "rounds", "agree", "disagreements"):
        found = run.json(command, pair.among.path)
        assert "blind" not in found and "withheld" not in found
        assert "blind" not in run.err
    pair.close()


def test_what_is_brought_in_is_counted_and_not_shown(run: Run, tmp_path: Path) -> None:
    pair = make_pair(tmp_path)
    source, target = pair.among.path, pair.alone.path
    for more in (["--dry-run"], ["--dry-run", "--json"], [], ["--json"]):
        out = run("merge", target, source, *more)
        assert SECRET not in out + run.err and NUMBER not in out + run.err
        if "--json" in more:
            found: dict[str, Any] = json.loads(out)
            assert found["blind"] and found["conflicts"] == found["deletions"] == []
    assert {one["coder"] for one in run.json("codings", target, *ME)["codings"]} == {"Ann"}
    pair.close()


def test_an_import_does_not_show_what_differs(run: Run, tmp_path: Path) -> None:
    pair = make_pair(tmp_path)
    projects.set_blind(pair.among, ANN.guid, False)
    file = tmp_path / "all.qdpx"
    run("export", pair.among.path, file)
    assert SECRET in _content(file)
    for more in ([], ["--json"]):
        out = run("import", pair.alone.path, file, *ME, *more)
        assert not more or json.loads(out)["blind"]
        assert SECRET not in out + run.err and NUMBER not in out + run.err
    pair.close()


def test_a_text_is_added_without_a_word_of_others(run: Run, tmp_path: Path) -> None:
    pair = make_pair(tmp_path)
    (tmp_path / "more.txt").write_text(text_file().text, encoding="utf-8")
    out = run("add", pair.among.path, tmp_path / "more.txt", *ME, "--json")
    assert SECRET not in out + run.err and BEN.guid not in out
    assert everything(pair.among).withheld() == {}
    pair.close()
