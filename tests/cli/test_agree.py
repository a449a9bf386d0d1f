"""What `agree` can be asked for beyond its table, as scripts depend on it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from annotator.corpus.span import Span
from annotator.corpus.team import Purpose
from annotator.operations import codings, documents, projects
from annotator.operations.documents import document_attributes
from annotator.operations.team import coders, rounds
from annotator.storage import coding_queries, queries
from tests.cli.test_commands import Run
from tests.making import ANN, BEN, make, text_file

SAMPLE_TEXT = "One claims this. Two expects that. Three says so. Four is bad. " * 4


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    """Sixteen sentences; claims of Ann on 1, 2 and 3, of Ben on 1, 2 and (a word of) 4."""
    made = make(tmp_path / "p.annot", text=SAMPLE_TEXT)
    for coder, spans in (
        (ANN, ((0, 16), (17, 34), (35, 49))),
        (BEN, ((0, 16), (17, 34), (50, 54))),
    ):
        for span in spans:
            made.code(coder, "claim", span)
    made.code(ANN, "prediction", (0, 3), (67, 70))
    made.project.close()
    return tmp_path / "p.annot"


@pytest.fixture
def merged(sample_file: Path) -> Path:
    return sample_file


def of_code(found: Any, name: str) -> Any:
    return next(row for row in found["codes"] if row["code"] == [name])


def test_sentences_by_any_overlap_and_by_majority(run: Run, coded: Path) -> None:
    found = run.json("agree", coded, "--unit", "sentence")
    assert found["unit"] == "sentences"
    # Present on 1 2 3 and on 1 2 4 of 16 sentences: n = 32 values, 6 of them 1, 4 unlike pairs.
    claim = of_code(found, "claim")
    assert claim["alpha_character"]["value"] == pytest.approx(1 - 31 * 4 / (2 * 6 * 26))
    assert claim["f1_character"]["value"] == pytest.approx(2 / 3)
    # Ben's one word is not most of a sentence: 1 2 3 and 1 2.
    most = of_code(run.json("agree", coded, "--unit", "sentence", "--rule", "majority"), "claim")
    assert most["alpha_character"]["value"] == pytest.approx(1 - 31 * 2 / (2 * 5 * 27))
    assert most["f1_exact"] == claim["f1_exact"], "whole codings know no unit"


def test_a_code_that_is_on_no_unit_is_not_called_unused(run: Run, coded: Path) -> None:
    found = run.json(
        "agree", coded, "--unit", "sentence", "--rule", "majority", "--measure", "cohen_kappa"
    )
    reason = of_code(found, "prediction")["alpha_character"]["reason"]
    assert "used" in reason and "none of the sentences" in reason
    assert of_code(found["measures"][0], "prediction")["reason"] == reason


def test_words_are_units(run: Run, coded: Path) -> None:
    found = run.json("agree", coded, "--unit", "word", "--bootstrap", "10")
    counts = of_code(found, "claim")["alpha_character"]["counts"]
    assert counts["words"] == 12 * 4


def test_named_measures_with_their_settings(run: Run, coded: Path) -> None:
    found = run.json(
        *("agree", coded, "--unit", "sentence", "--measure", "cohen_kappa", "gwet_ac1"),
        *("alpha_masi", "gamma", "u_alpha", "ku_alpha", "--seed", "7"),
    )
    by_name = {one["measure"]: one for one in found["measures"]}
    kappa = of_code(by_name["cohen_kappa"], "claim")
    assert kappa["value"] == pytest.approx((14 / 16 - 178 / 256) / (1 - 178 / 256))
    assert "masi" in by_name["alpha_masi"]["settings"]
    assert "seed 7" in by_name["gamma"]["settings"]
    assert "overlap" in by_name["u_alpha"]["overall"]["reason"]
    assert of_code(by_name["ku_alpha"], "claim")["coverage"]["reason"]
    assert "overlap" in by_name["gwet_ac1"]["overall"]["reason"], "a unit has two codes"


def test_ac1_over_all_codes_takes_the_codes_of_the_codebook(run: Run, coded: Path) -> None:
    found = run.json(
        "agree", coded, "--unit", "sentence", "--code", "claim", "--measure", "gwet_ac1"
    )
    share = 6 / 32
    chance = 2 * share * (1 - share) / (5 - 1)  # four codes and "uncoded"
    overall = found["measures"][0]["overall"]["value"]
    assert overall == pytest.approx((14 / 16 - chance) / (1 - chance))


def test_every_measure_has_a_value_or_a_reason(run: Run, merged: Path) -> None:
    found = run.json("agree", merged, "--measure", "all")
    assert len(found["measures"]) > 20
    for one in found["measures"]:
        for figure in [*one["codes"], *([one["overall"]] if one["overall"] else [])]:
            assert (figure["value"] is None) == bool(figure["reason"])
    assert "gamma" in run("agree", merged, "--measure", "all") or "γ" in run.out


def test_the_jackknife_is_the_default_and_codes_have_intervals_of_their_own(
    run: Run, merged: Path
) -> None:
    found = run.json("agree", merged)
    assert found["interval_method"] == "jackknife"
    assert found["interval_clusters"] == {"clusters": 11, "kind": "paragraph"}
    assert "bootstrap" not in found
    ends = [row["alpha_character"]["interval"] for row in found["codes"]]
    assert len({(end["low"], end["high"]) for end in ends}) == len(ends)
    for row in found["codes"]:
        own = row["f1_overlap"]
        assert own["interval"]["low"] <= own["value"] <= own["interval"]["high"]
        assert (own["interval"]["method"], own["interval"]["draws"]) == ("jackknife", 0)
        assert own["interval"]["clusters"] == 11
        assert own["interval"]["weights"] == "codings"
        assert row["alpha_character"]["interval"]["weights"] == "characters with the code"
        assert 3 <= own["interval"]["effective"] <= own["interval"]["carriers"] <= 11
        assert "fewer than 8" in own["interval"]["warning"]
    table = run("agree", merged)
    assert "for this document only" in run.err
    assert "paragraphs (effective)" in table
    assert "[" in table


def test_by_document_intervals_are_of_its_paragraphs(run: Run, merged: Path) -> None:
    found = run.json("agree", merged, "--by", "document")
    (document,) = found["by"]
    assert document["overall"]["alpha_character"]["interval"]["kind"] == "paragraph"
    run("agree", merged, "--by", "document")
    assert "Intervals of a single document are for this document only" in run.err


def many_texts(path: Path, count: int) -> Path:
    """Texts of which each has claims of Ann and Ben, here and there alike."""
    made = make(path, text="One claims this. Two expects that. " * 3)
    texts = [
        text_file(f"{n}.txt", f"Text {n}: one claims this, two expects that. " * (2 + n % 3))
        for n in range(count - 1)
    ]
    documents.add(made.project, ANN.guid, texts)
    with made.project.reading() as connection:
        known = queries.documents(connection)
    for number, document in enumerate(known):
        for coder in (ANN, BEN):
            coders.ensure(made.project, coder)
            shift = 3 * (number % 4) if coder is BEN else 0
            span = Span(2 + shift, 20 + number % 5)
            code = made.codes["claim"]
            codings.add(made.project, coder.guid, document.guid, code, [span])
    made.project.close()
    return path


def test_bootstrap_keeps_its_shape_and_asks_for_enough_documents(run: Run, tmp_path: Path) -> None:
    path = many_texts(tmp_path / "p.annot", 30)
    found = run.json("agree", path, "--bootstrap", "200", "--seed", "3")
    assert found["interval_method"] == "bootstrap"
    assert found["bootstrap"] == {"draws": 200, "seed": 3, "clusters": 30, "kind": "document"}
    interval = of_code(found, "claim")["f1_character"]["interval"]
    assert interval["method"] == "bca"
    assert [interval["low"], interval["high"]] == interval["bca"]
    assert interval["percentile"][0] < interval["percentile"][1]
    assert found == run.json("agree", path, "--bootstrap", "200", "--seed", "3")
    few = [f"--document={n}.txt" for n in range(12)]
    found = run.json("agree", path, "--bootstrap", "50", *few)
    interval = of_code(found, "claim")["f1_character"]["interval"]
    assert interval["low"] is None
    assert "the bootstrap takes 25" in interval["reason"]
    run("agree", path, "--bootstrap", "50", *few)
    assert "not estimable: carried by 12 documents" in run.err
    assert of_code(run.json("agree", path, *few), "claim")["f1_character"]["interval"]["low"]


def test_no_intervals_where_none_are_wanted(run: Run, merged: Path) -> None:
    found = run.json("agree", merged, "--bootstrap", "0")
    assert found["interval_method"] is None
    assert "interval" not in found["overall"]["alpha_character"]


def test_too_few_clusters_are_said(run: Run, coded: Path) -> None:
    found = run.json("agree", coded)
    interval = of_code(found, "claim")["f1_exact"]["interval"]
    assert interval["low"] is None
    assert interval["reason"].startswith("not estimable: carried by 1 paragraph, effectively 1.0")
    run("agree", coded)
    assert "not estimable" in run.err


def test_csv_ends_with_what_intervals_rest_on(run: Run, merged: Path) -> None:
    (header, first, *_rest) = csv.reader(io.StringIO(run("agree", merged, "--csv")))
    line = dict(zip(header, first, strict=True))
    assert float(line["alpha_character low"]) < float(line["alpha_character"])
    assert header[-5] == "alpha_character effective"
    assert float(line["alpha_character effective"]) > 3
    assert 0 < float(line["percent_character"]) < 1, "programs get a share"


def test_people_read_percent_in_percent(run: Run, merged: Path) -> None:
    lines = run("agree", merged, "--bootstrap", "0").splitlines()
    assert lines[2].endswith("%")


def test_pairs_documents_and_confusion(run: Run, merged: Path) -> None:
    found = run.json("agree", merged, "--pairs", "--by", "document", "--confusion")
    (pair,), (document,) = found["pairs"], found["by"]
    assert pair["overall"] == found["overall"]
    assert document["codes"] == found["codes"]
    (confusion,) = found["confusion"]
    assert len(confusion["units"]) == len(found["codes"]) + 1
    for option in ("--pairs", "--confusion", "--by=document"):
        rows = list(csv.reader(io.StringIO(run("agree", merged, option, "--csv"))))
        assert len({len(row) for row in rows}) == 1
        assert ("alpha_character low" in rows[0]) == (option != "--confusion")
    run("agree", merged, "--pairs", "--confusion", "--csv", status=2)
    assert "uncoded" in run("agree", merged, "--confusion")


def test_least_overlap(run: Run, coded: Path) -> None:
    strict = run.json("agree", coded, "--least-overlap", "17")
    assert of_code(strict, "claim")["f1_overlap"]["value"] == pytest.approx(2 / 6)


def test_attributes_have_the_number_of_matched_codings(run: Run, merged: Path) -> None:
    found = run.json("agree", merged)["attributes"]
    claim = next(one for one in found if one["code"] == ["claim"])
    assert claim["matched"] == 9
    assert (claim["value"] is None) == bool(claim["reason"])


@pytest.mark.parametrize(
    "wrong", [["--measure", "kapa"], ["--bootstrap", "-1"], ["--unit", "line"], ["--by", "day"]]
)
def test_wrong_options_are_one_sentence(run: Run, coded: Path, wrong: list[str]) -> None:
    assert run("agree", coded, *wrong, status=2) == ""
    assert len(run.err.strip().splitlines()) == 1


def test_krippendorffs_own_bootstrap_on_fixed_units(run: Run, coded: Path) -> None:
    found = run.json("agree", coded, "--unit", "word", "--pair-bootstrap", "200")
    for entry, code in zip(found["pair_bootstrap"], found["codes"], strict=True):
        assert entry["alpha"] == pytest.approx(code["alpha_character"]["value"]), entry
        if entry["alpha"] is not None:
            assert entry["low"] <= entry["alpha"] <= entry["high"]
            assert entry["draws"] == 200
            assert 0 <= entry["below_0.667"] <= entry["below_0.800"] <= 1
    assert "q(.667)" in run("agree", coded, "--unit", "sentence", "--pair-bootstrap", "50")
    run("agree", coded, "--pair-bootstrap", "50", status=2)
    assert "words or sentences" in run.err


def test_missing_coders_are_said_and_assigned_documents_can_count(run: Run, tmp_path: Path) -> None:
    path = many_texts(tmp_path / "p.annot", 6)
    with projects.open_(path) as project:
        with project.reading() as connection:
            (last,) = [one.guid for one in queries.documents(connection)][-1:]
            there = coding_queries.codings(connection, last)
            own = [coding.guid for coding in there if coding.coder == BEN.guid]
        codings.delete(project, BEN.guid, own)
        rounds.add(project, ANN.guid, "Main", Purpose.PRODUCTION)
        rounds.assign(project, ANN.guid, rounds.find(project, "Main").guid, {(last, BEN.guid)})
    found = run.json("agree", path)["missing"]
    assert found.pop("only_done") is False and len(found.pop("unfinished")) > 3
    assert found == {
        "documents": 1,
        "dropped": 1,
        "coders": {"Ann": 0, "Ben": 1},
        "assigned": 1,
        "assigned_count_as_coded": False,
    }
    run("agree", path)
    assert "has no coding and has not marked it as done" in run.err
    counted = run.json("agree", path, "--assigned")
    assert counted["missing"]["documents"] == 0
    assert counted["missing"]["assigned_count_as_coded"]
    assert len(counted["documents"]) == 6
    assert run("agree", path, "--assigned", "--finished", status=2) == ""
    note = run.json("disagreements", path, "--document", "4.txt")["missing"]
    assert "Ben has no coding in 4.txt" in note[0]["note"]
    run("disagreements", path)
    assert "Ann and Ben: Not compared, since a coder is missing" in run.err


def test_measures_have_intervals_too(run: Run, tmp_path: Path) -> None:
    path = many_texts(tmp_path / "p.annot", 9)
    names = ("cohen_kappa", "percent_units", "alpha_masi", "alpha_u", "u_alpha", "gamma")
    found = run.json("agree", path, "--measure", *names, "--code", "claim")
    for one in found["measures"]:
        figures = [*one["codes"], *([one["overall"]] if one["overall"] else [])]
        assert figures
        for figure in figures:
            interval = figure["interval"]
            assert interval["method"] == "jackknife", (one["measure"], interval)
            assert interval["low"] < figure["value"] < interval["high"]
            assert interval["clusters"] == 9
    rows = list(csv.DictReader(io.StringIO(run("agree", path, "--measure", *names, "--csv"))))
    kappa = next(row for row in rows if row["measure"] == "cohen_kappa")
    assert float(kappa["low"]) < float(kappa["value"]) < float(kappa["high"])
    assert float(kappa["effective"]) > 5
    plain = run.json("agree", path, "--measure", "cohen_kappa", "--bootstrap", "0")
    assert "interval" not in plain["measures"][0]["codes"][0]


def test_documents_are_compared_by_what_is_said_of_them(run: Run, coded: Path) -> None:
    run("agree", coded, "--document-attribute", "genre=news", status=2)
    assert "no document with genre=news" in run.err
    with projects.open_(coded) as project:
        with project.reading() as connection:
            (document,) = queries.documents(connection)
        document_attributes.set_value(project, ANN.guid, document.guid, "genre", "news")
    found = run.json("agree", coded, "--document-attribute", "genre=news")
    assert found == run.json("agree", coded)
    run("export", coded, coded.with_suffix(".csv"), "--document-attribute", "genre=news")
    first = coded.with_suffix(".csv").read_text(encoding="utf-8-sig").splitlines()
    assert first[0].endswith(",coder guid,document: genre")
    assert first[1].endswith(",news")


def test_by_the_values_of_an_attribute(run: Run, coded: Path) -> None:
    with projects.open_(coded) as project:
        guid = documents.listed(project)[0].guid
        document_attributes.set_value(project, ANN.guid, guid, "outlet", "Daily")
    found = run.json("agree", coded, "--by", "outlet")
    (daily,) = found["by"]
    assert (daily["attribute"], daily["value"]) == ("outlet", "Daily")
    assert daily["codes"] == found["codes"]
    assert "\noutlet: Daily\n" in run("agree", coded, "--by", "outlet")
    lines = list(csv.reader(io.StringIO(run("agree", coded, "--by", "outlet", "--csv"))))
    assert lines[0][:2] == ["outlet", "code"]
    assert lines[1][0] == "Daily"
    run("agree", coded, "--by", "genre", status=2)
    assert "No document has an attribute “genre”" in run.err
    assert "(“outlet”)" in run.err
