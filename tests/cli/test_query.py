"""``annotator query``: names and shapes that scripts depend on."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from annotator.corpus.folding import search_key
from annotator.operations import projects
from annotator.operations.retrieval import saved_questions
from annotator.operations.retrieval.saved_questions import CONCORDANCE, TABLE, QuestionView
from tests.cli.test_commands import Run
from tests.making import ANN


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


def test_json_has_its_shape(run: Run, sample_file: Path) -> None:
    line = 'code:"evaluative term" inside code:claim and coder:Noor'
    found = run.json("query", sample_file, line, "--context", "10")
    assert {"query", "unit", "count", "results"} <= found.keys()
    assert (found["query"], found["unit"], found["count"]) == (line, "codings", 4)
    first = found["results"][0]
    assert {"document", "start", "end", "text", "code", "coder"} <= first.keys()
    assert (first["document"], first["text"]) == ("harbour.txt", "remarkably clumsy")
    assert (first["code"], first["coder"]) == (["evaluative term"], "Noor")
    assert first["end"] - first["start"] == len(first["text"])
    assert first["before"].endswith(" It was a ")
    assert "blind" not in found


def test_pairs_and_common_passages_have_a_partner(run: Run, sample_file: Path) -> None:
    line = "common code:attribution overlaps code:prediction by same coder"
    found = run.json("query", sample_file, line)
    assert (found["unit"], found["count"]) == ("common", 1)
    (one,) = found["results"]
    assert one["text"] == "the school on Kærholm will close within a year"
    assert one["partner"]["code"] == ["prediction"] and one["partner"]["coder"] == "Noor"
    pairs = run.json("query", sample_file, line.replace("common", "pairs"))
    assert pairs["results"][0]["text"].startswith("the school on Kærholm will close within a y")


def test_csv_is_one_row_a_result(run: Run, sample_file: Path) -> None:
    line = "pairs code:attribution overlaps code:prediction by same coder"
    out = run("query", sample_file, line, "--csv")
    header, row = csv.reader(io.StringIO(out))
    assert header[:6] == ["document", "start", "end", "text", "code", "coder"]
    assert dict(zip(header, row, strict=True))["partner coder"] == "Noor"


def test_people_read_a_table_and_what_it_is_of(run: Run, sample_file: Path) -> None:
    out = run("query", sample_file, "code:prediction overlaps code:attribution", "--context", "5")
    assert "[if it does not" in out
    assert "1 coding in the codings of all coders (there is neither" in run.err
    run("query", sample_file, "code:claim and text:zebra")
    assert "0 codings in" in run.err


def test_a_mistake_is_one_sentence_with_its_place(run: Run, sample_file: Path) -> None:
    run("query", sample_file, "code:clam", status=2)
    assert run.err == (
        "annotator: At character 6 of the query: There is no code “clam”. Did you mean claim?\n"
    )
    run("query", sample_file, "x" * 10_000, status=2)
    assert len(run.err.splitlines()) == 1
    run("query", sample_file, "all", "--context", "-1", status=2)


# --- annotator table


def test_a_table_has_its_shape(run: Run, sample_file: Path) -> None:
    found = run.json("table", sample_file, "--rows", "codes", "--columns", "coders")
    assert (found["columns"], found["cell"]) == (["Bjarne", "Noor"], "codings")
    assert found["rows"][0] == "claim" and found["cells"][0] == [9, 12]
    assert (found["row_totals"][0], found["column_totals"], found["total"]) == (21, [23, 29], 52)
    assert found["totals_add_up"] == {"rows": True, "columns": True}
    line = found["queries"][0][1]
    assert run.json("query", sample_file, line)["count"] == 12
    assert {"head", "analysis_set", "documents", "remarks", "by", "where"} <= found.keys()


def test_a_table_is_text_csv_and_a_workbook(run: Run, sample_file: Path, tmp_path: Path) -> None:
    asked = ("--rows", "codes", "--columns", "codes", "--cell", "row", "--by", "overlaps")
    out = run("table", sample_file, *asked)
    assert "codes × codes" in out and "Share of row (overlaps)" in run.err
    rows = list(csv.reader(io.StringIO(run("table", sample_file, *asked, "--csv"))))
    assert rows[0][1:3] == ["claim", "prediction"] and len(rows) == 6
    target = tmp_path / "table.xlsx"
    run("table", sample_file, *asked, target)
    assert target.read_bytes()[:2] == b"PK"
    run("table", sample_file, *asked, target, status=2)
    assert "--overwrite" in run.err or "exists" in run.err
    run("table", sample_file, *asked, target, "--overwrite")
    run("table", sample_file, *asked, tmp_path / "table.bmp", status=2)
    run("table", sample_file, "--rows", "codes", status=2)


def test_several_queries_are_rows(run: Run, sample_file: Path) -> None:
    lines = ("code:prediction", "code:prediction overlaps code:attribution")
    rows = [part for line in lines for part in ("--rows", line)]
    found = run.json("table", sample_file, *rows, "--columns", "documents")
    assert found["rows"] == list(lines) and found["cells"] == [[13], [1]]
    assert found["totals_add_up"]["columns"] is False


# --- concordances


def test_results_are_sorted_and_drawn(run: Run, sample_file: Path) -> None:
    def texts(*more: str) -> list[str]:
        found = run.json("query", sample_file, "code:prediction", *more)
        return [one["text"] for one in found["results"]]

    assert texts("--sort", "0") == sorted(texts(), key=search_key) != texts()
    drawn = texts("--sample", "4", "--seed", "2")
    assert len(drawn) == 4 and drawn == texts("--sample", "4", "--seed", "2")
    assert drawn != texts("--sample", "4", "--seed", "4")
    found = run.json("query", sample_file, "code:prediction", "--sample", "4")
    assert found["remarks"] == ["4 of 13 results, drawn with the seed 0."]
    run("query", sample_file, "all", "--sort", "4", status=2)
    assert "from -3 to 3" in run.err


@pytest.mark.parametrize(
    "command",
    [
        ("query", "all", "--picture", "portrait", "--out"),
        ("query", "all", "--picture", "relations", "--out"),
        ("table", "--rows", "codes", "--columns", "codes"),
        ("table", "--rows", "codes", "--columns", "codes", "--picture", "network"),
    ],
)
@pytest.mark.parametrize("suffix", [".svg", ".drawio", ".bmp"])
def test_pictures_are_written(
    run: Run, sample_file: Path, tmp_path: Path, command: tuple[str, ...], suffix: str
) -> None:
    name, *options = command
    target = tmp_path / f"picture{suffix}"
    is_network = "relations" in command or "table" in command
    if suffix == ".svg" or (suffix == ".drawio" and is_network):
        run(name, sample_file, *options, target)
        assert "claim" in target.read_text(encoding="utf-8") and "Wrote" in run.err
        run(name, sample_file, *options, target, status=2)
        assert "exists already" in run.err
    else:
        run(name, sample_file, *options, target, status=2)
        assert "saved as" in run.err or "written as" in run.err
        assert not target.exists()


@pytest.mark.parametrize("suffix", [".png", ".pdf"])
def test_pictures_are_painted(run: Run, sample_file: Path, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"table{suffix}"
    run("table", sample_file, "--rows", "codes", "--columns", "coders", "--picture", "bars", target)
    assert target.read_bytes()[:4] in (b"\x89PNG", b"%PDF")


def test_a_picture_has_a_kind_and_a_file(run: Run, sample_file: Path) -> None:
    run("query", sample_file, "all", "--picture", "portrait", status=2)
    assert "--out FILE.svg" in run.err


def test_whose_codings_answer_is_chosen(run: Run, sample_file: Path, tmp_path: Path) -> None:
    project = tmp_path / "own.annot"
    project.write_bytes(sample_file.read_bytes())
    assert run.json("designate", project)["documents"] == [
        {"document": "harbour.txt", "coder": None}
    ]
    before = run.json("query", project, "all")
    chosen = run.json("designate", project, "--all", "--to", "Bjarne")
    assert chosen["documents"] == [{"document": "harbour.txt", "coder": "Bjarne"}]
    found = run.json("query", project, "all")
    assert found["count"] < before["count"]
    assert {one["coder"] for one in found["results"]} == {"Bjarne"}
    assert found["analysis_set"] == "one designated coder each (1 document)"
    run("designate", project, "--document", "harbour.txt", "--nobody")
    assert run.json("query", project, "all")["count"] == before["count"]
    for wrong in (["--all"], ["--to", "Noor"], ["--all", "--to", "Nobody"]):
        run("designate", project, *wrong, status=2)


def test_a_table_tells_intervals_dispersion_and_agreement(
    run: Run, sample_file: Path, tmp_path: Path
) -> None:
    asked = ("table", sample_file, "--rows", "codes", "--columns", "documents")
    found = run.json(*asked, "--cell", "words", "--agreement")
    assert found["intervals"]["low"][0] == [None, None], "of one document there is no interval"
    assert found["dispersion"]["most"][0] == found["dispersion"]["codings"][0]
    assert found["dispersion"]["documents"][0] == [1, 1]
    assert found["agreement"]["rows"][0] == pytest.approx(0.673, abs=0.001)
    assert found["agreement"]["columns"] == [None]
    assert run.json(*asked)["intervals"] is None and "agreement" not in run.json(*asked)
    mean = run.json(*asked, "--coders", "range")
    assert mean["intervals"]["what"] == "range over Bjarne and Noor"
    assert "[9.000, 12.000]" in run(*asked, "--coders", "range")
    target = tmp_path / "tidy.csv"
    run(*asked, "--tidy", target)
    assert "Wrote" in run.err and len(target.read_text(encoding="utf-8").splitlines()) == 5
    run(*asked, "--tidy", target, status=2)
    run(*asked, "--tidy", tmp_path / "tidy.xlsx", status=2)
    assert "α" in run(*asked, "--agreement")


def test_key_words_have_their_shape(run: Run, sample_file: Path) -> None:
    found = run.json("keywords", sample_file, "code:prediction", "--top", "3")
    assert found["words"] == {"first": 102, "second": 280} and found["against"] is None
    assert [one["word"] for one in found["keywords"]] == ["ferry", "kærholm", "mainland"]
    first = found["keywords"][0]
    assert first["low"] < first["log_ratio"] < first["high"] and first["g2"] > 0
    assert first["query"] == "code:prediction and text:ferry"
    around = run.json("keywords", sample_file, "code:claim", "--of", "collocates", "--within", "3")
    assert around["of"] == "collocates" and around["keywords"][0]["query"] is None
    out = run("keywords", sample_file, "code:claim", "--against", "code:prediction", "--csv")
    assert out.splitlines()[0] == "word,count,other,documents,log ratio,low,high,G2"


def test_left_and_right_are_the_words_beside(run: Run, sample_file: Path) -> None:
    for side, places in (("left", "-1,-2,-3"), ("right", "1,2,3")):
        named = run.json("query", sample_file, "code:claim", "--sort", side)
        assert named == run.json("query", sample_file, "code:claim", f"--sort={places}")


def test_saved_questions_run_by_name(run: Run, sample_file: Path, tmp_path: Path) -> None:
    project = tmp_path / "own.annot"
    project.write_bytes(sample_file.read_bytes())
    run("query", project, "--saved", "Claims", status=2)
    assert "No question is called" in run.err
    table = QuestionView(shown=TABLE, columns=("coders",), cell="documents")
    lines = QuestionView(shown=CONCORDANCE, sort=(-1,), sample=2, seed=5)
    with projects.open_(project) as opened:
        saved_questions.save(opened, ANN.guid, None, "Claims", "code:claim", lines)
        saved_questions.save(
            opened, ANN.guid, None, "By coder", "code:claim or code:prediction", table
        )
    found = run.json("query", project, "--saved", "claims")
    assert found["query"] == "code:claim" and len(found["results"]) == 2
    assert found == run.json(
        *("query", project, "code:claim", "--sort=-1", "--sample", "2", "--seed", "5")
    )
    made = run.json("table", project, "--saved", "By coder")
    assert (made["cell"], made["where"]) == ("documents", "code:claim or code:prediction")
    assert (
        run.json("table", project, "--saved", "By coder", "--cell", "row")["cell"] != made["cell"]
    )
    listed = run.json("query", project, "--list")["saved"]
    assert [one["name"] for one in listed] == ["Claims", "By coder"]
    assert listed[0]["line"] == "code:claim" and listed[1]["view"]["columns"] == ["coders"]
    run("query", project, "--saved", "Nothing", status=2)
    assert "There are: “Claims”, “By coder”" in run.err
    for wrong in ([], ["all", "--saved", "Claims"]):
        run("query", project, *wrong, status=2)
    run("table", project, "--rows", "codes", status=2)
    assert "Name the rows and the columns" in run.err


def test_a_concordance_of_words_is_sorted_and_drawn(run: Run, sample_file: Path) -> None:
    found = run.json("concordance", sample_file, "the", "--sort", "right", "--context", "60")
    assert found["count"] == len(found["lines"]) > 10
    after = [search_key(one["after"].split()[0].strip(".,;:”")) for one in found["lines"]]
    assert after == sorted(after)
    assert {one["keyword"].casefold() for one in found["lines"]} == {"the"}
    drawn = run.json("concordance", sample_file, "the", "--sample", "3", "--seed", "1")
    assert drawn["count"] == 3
    out = run("concordance", sample_file, "the", "--csv")
    assert out.splitlines()[0] == "document,start,end,before,keyword,after"
    assert "harbour.txt" in run("concordance", sample_file, "the", "--sort", "left")
    parts = run.json("concordance", sample_file, "the", "--parts")
    assert parts["count"] > found["count"], "“other” has it too"
    run("concordance", sample_file, "the", "--sort", "up", status=2)
    run("concordance", sample_file, " ", status=2)
    assert run.err.count("\n") == 1
