"""Agreement on attributes and relations, with figures computed by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.agreement import JACKKNIFE
from annotator.corpus.codebook import Attribute, AttributeKind, Choice, Level, RelationType
from annotator.corpus.identity import guid_from, new_guid
from annotator.corpus.moments import EPOCH
from annotator.corpus.span import Span
from annotator.exchange.codebook_file import read_codebook_text, write_codebook_file
from annotator.operations import codings, documents, reliability
from annotator.operations.codebook import attributes, relation_types
from annotator.operations.codings import coding_values, relations
from annotator.operations.reliability import (
    AgreementSettings,
    attribute_agreement,
    relation_agreement,
)
from annotator.operations.reliability.attribute_agreement import AttributeFigure
from annotator.operations.team import coders
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, Made, make, text_file

PLAIN = AgreementSettings(interval_method=None)
WORDS = ("weak", "middle", "strong")


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """Twelve places of five characters, all coded alike by Ann and Ben."""
    made = make(tmp_path / "p.annot")
    made.places = [(n * 10, n * 10 + 5) for n in range(12)]  # type: ignore[attr-defined]
    yield made
    made.project.close()


def declare(
    made: Made, kind: AttributeKind, level: Level = Level.UNSTATED, default: str = ""
) -> Attribute:
    choices = tuple(map(Choice, WORDS)) if kind is AttributeKind.CHOICE else ()
    one = Attribute(
        *(new_guid(), made.codes["claim"], "strength", kind, EPOCH, EPOCH),
        choices=choices,
        default=default,
        level=level,
    )
    attributes.declare(made.project, ANN.guid, one)
    return one


def judge(made: Made, attribute: Attribute, ann: Sequence[str], ben: Sequence[str]) -> None:
    """Both code as many places alike, and say these values; an empty one is not set."""
    for who, said in ((ANN, ann), (BEN, ben)):
        for n, value in enumerate(said):
            guid = made.code(who, "claim", (n * 10, n * 10 + 5))
            if value:
                coding_values.set_value(made.project, who.guid, guid, attribute.guid, value)


def figure(made: Made, settings: AgreementSettings = PLAIN) -> AttributeFigure:
    viewer = everything(made.project)
    (one,) = attribute_agreement.attributes(viewer, reliability.load(viewer, None, settings))
    return one


def test_what_nobody_chose_is_missing_and_no_judgement_by_default(made: Made) -> None:
    """Ten pairs decided by both: 8 alike (5 weak, 3 strong), 2 apart. n = 20, 12 weak, 8 strong:
    alpha = 1 − (n − 1) · 4 / (2 · 12 · 8) = 1 − 76 / 192."""
    kind = declare(made, AttributeKind.CHOICE, default="weak")
    ann = [*["weak"] * 5, *["strong"] * 3, "weak", "weak", "", "strong"]
    ben = [*["weak"] * 5, *["strong"] * 3, "strong", "strong", "strong", ""]
    judge(made, kind, ann, ben)
    found = figure(made)
    assert found.figure.value == pytest.approx(1 - 76 / 192)
    assert (found.decided, found.matched) == (10, 12)
    assert found.words == "decided by both: 10 of 12"


def test_below_ten_pairs_there_is_no_value(made: Made) -> None:
    kind = declare(made, AttributeKind.CHOICE)
    judge(made, kind, ["weak", "strong"] * 5, [*["weak", "strong"] * 4, "weak"])
    found = figure(made)
    assert found.decided == 9 and found.figure.value is None and found.spread is None
    assert found.figure.reason == attribute_agreement.FEW_PAIRS


def test_free_text_has_no_alpha(made: Made) -> None:
    kind = declare(made, AttributeKind.TEXT)
    judge(made, kind, ["so"] * 12, ["so"] * 11 + ["otherwise"])
    found = figure(made)
    assert (found.level, found.figure.value, found.decided) == ("", None, 12)
    assert found.figure.reason == attribute_agreement.FREE_TEXT


def test_ordinal_where_it_is_declared_a_neighbour_costs_less(made: Made) -> None:
    """Margins of 24 values: 8 weak, 8 middle, 8 strong. Distances (Krippendorff 2019):
    weak–middle (8 + 8 − 8)² = 64, middle–strong 64, weak–strong (24 − 8)² = 256.
    Two pairs weak–middle … alpha = 1 − 23 · 2·k·d / Σ n_c n_k d."""
    kind = declare(made, AttributeKind.CHOICE, Level.ORDINAL)
    ann = ["weak"] * 4 + ["middle"] * 4 + ["strong"] * 4
    ben = ["middle", *["weak"] * 3, "weak", *["middle"] * 3, *["strong"] * 4]
    judge(made, kind, ann, ben)
    expected = 2 * (64 * 64 + 64 * 64 + 64 * 256)
    found = figure(made)
    assert found.level == "ordinal"
    assert found.figure.value == pytest.approx(1 - 23 * (2 * 2 * 64) / expected)
    attributes.edit(made.project, ANN.guid, replace(kind, level=Level.UNSTATED))
    assert figure(made).figure.value == pytest.approx(1 - 23 * 4 / (2 * 3 * 64)), "nominal"


def test_the_level_is_kept_in_the_project_and_in_files(made: Made) -> None:
    declare(made, AttributeKind.CHOICE, Level.ORDINAL)
    viewer = everything(made.project)
    book = reliability.load(viewer).codebook
    (own,) = book.attributes_of(made.codes["claim"])
    assert own.level is Level.ORDINAL
    text = write_codebook_file(book).decode()
    assert "level: ordinal" in text
    again = read_codebook_text(text, "again", EPOCH)
    assert [one.level for one in again.attributes] == [Level.ORDINAL]


def relate(made: Made, who: str, name: str, source: str, target: str) -> None:
    kind = guid_from("type", name)
    book = reliability.load(everything(made.project)).codebook
    if kind not in {one.guid for one in book.relation_types}:
        declared = RelationType(kind, name, EPOCH, EPOCH)
        relation_types.declare(made.project, ANN.guid, declared)
    relations.relate(made.project, who, kind, source, target)


def test_relations_are_compared_where_both_ends_are_in_common(made: Made) -> None:
    """Ann has four relations with matched ends, Ben three; they share one as it is, one the other
    way round, and one of another type: F1 = 2·1 / 7, either way 2·2 / 7."""
    ann = [made.code(ANN, "claim", (n * 10, n * 10 + 5)) for n in range(6)]
    ben = [made.code(BEN, "claim", (n * 10, n * 10 + 6)) for n in range(5)]
    for name, source, target in (
        *(("supports", 0, 1), ("supports", 2, 1), ("attacks", 3, 4), ("supports", 0, 4)),
        ("supports", 0, 5),
    ):
        relate(made, ANN.guid, name, ann[source], ann[target])
    for name, source, target in (("supports", 0, 1), ("supports", 1, 2), ("supports", 3, 4)):
        relate(made, BEN.guid, name, ben[source], ben[target])
    viewer = everything(made.project)
    found = relation_agreement.relations(viewer, reliability.load(viewer, None, PLAIN))
    by_name = {one.type.name if one.type else "all": one for one in found}
    whole, supports = by_name["all"], by_name["supports"]
    assert (whole.given, whole.matched_ends) == (8, 7), "one end Ben did not code"
    assert whole.directed.value == pytest.approx(2 * 1 / 7)
    assert whole.undirected.value == pytest.approx(2 * 2 / 7)
    assert (whole.reversed, whole.other_type) == (1, 1)
    assert supports.directed.value == pytest.approx(2 * 1 / 6)
    assert by_name["attacks"].directed.value == 0


def test_relations_have_an_interval_over_documents(made: Made) -> None:
    """Five more texts: alike in three of them, the other way round in two."""
    files = [text_file(f"{n}.txt", f"{n} one two three four five six") for n in range(5)]
    documents.add(made.project, ANN.guid, files)
    coders.ensure(made.project, BEN)
    viewer = everything(made.project)
    others = [one.guid for one in reliability.load(viewer).documents][1:]
    for number, document in enumerate(others):
        for who in (ANN, BEN):
            ends: list[str] = []
            for span in (Span(0, 5), Span(8, 12)):
                changes = codings.add(made.project, who.guid, document, made.codes["claim"], [span])
                ends += changes.added["coding"]
            turned = who == BEN and number > 2
            relate(made, who.guid, "supports", *(reversed(ends) if turned else ends))
    (found, _all) = relation_agreement.relations(viewer, reliability.load(viewer))
    assert found.directed.value == pytest.approx(2 * 3 / 10)
    assert found.undirected.value == 1.0
    assert found.interval is not None and found.interval.method == JACKKNIFE
    assert found.interval.ends is not None and found.interval.ends[0] < 0.6 < found.interval.ends[1]
