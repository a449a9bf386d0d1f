"""The codebooks that ship: whole, without a problem, and fit for single keys and every eye."""

from __future__ import annotations

import itertools
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]

from annotator.corpus.codebook import AttributeKind, Code, Codebook
from annotator.cues.finder import CueFinder
from annotator.exchange.codebook_file import read_codebook_file
from annotator.operations.codebook import codes
from annotator.paths import resource

WHEN = datetime(2026, 1, 1, tzinfo=UTC)
FILES = sorted(resource("codebooks").glob("*.yaml"))
EACH = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def read(path: Path) -> Codebook:
    return read_codebook_file(path.read_bytes(), path.name, WHEN)


def codable(codebook: Codebook) -> list[Code]:
    return [code for _depth, code in codebook.walk() if code.codable]


def test_six_ship() -> None:
    names = ["appraisal", "argument", "discourse", "framing", "source-cue-content", "stance"]
    assert [path.stem for path in FILES] == names


def test_a_codebook_is_found_by_the_name_that_it_had() -> None:
    assert codes.load("attribution-pdtb").codes[0].guid == "c41e9a37-50d2-5e68-a3f4-91b7d6084a01"
    assert codes.load("attribution-pdtb").name == "Source, cue, content"


@EACH
def test_nothing_is_asserted_that_nobody_judged(path: Path) -> None:
    assert [attribute.name for attribute in read(path).attributes if attribute.default] == []


@EACH
def test_mixed_and_unclear_are_two_values(path: Path) -> None:
    for attribute in read(path).attributes:
        values = {choice.name for choice in attribute.choices}
        if {"positive", "negative"} <= values:
            assert {"mixed", "unclear"} <= values, attribute.name


@EACH
def test_every_code_says_what_a_coder_must_know(path: Path) -> None:
    codebook = read(path)
    for code in codebook.codes:
        assert code.definition and code.when_to_use and code.when_not_to_use, code.name
        assert code.examples, code.name
        assert code.counter_examples or not code.codable, code.name
        assert not code.name.startswith(" ") and "\n" not in code.definition, code.name
    for attribute in codebook.attributes:
        assert attribute.definition, attribute.name
        for choice in attribute.choices:
            assert choice.definition, (attribute.name, choice.name)
    for kind in codebook.relation_types:
        assert kind.definition and kind.key and kind.sources, kind.name


@EACH
def test_one_key_sets_one_value(path: Path) -> None:
    codebook = read(path)
    codes = [code.key for code in codable(codebook)]
    assert all(codes) and len(set(codes)) == len(codes)
    for code in codebook.codes:
        keys: list[str] = []
        for attribute in codebook.attributes_of(code.guid):
            yes_no = attribute.kind is AttributeKind.YES_NO
            keys += ["y", "n"] if yes_no else [choice.key for choice in attribute.choices]
        assert all(keys) and len(set(keys)) == len(keys), (code.name, keys)


@EACH
def test_little_is_required(path: Path) -> None:
    codebook = read(path)
    for code in codebook.codes:
        required = [a.name for a in codebook.attributes_of(code.guid) if a.required]
        assert len(required) <= 2, (code.name, required)


@EACH
def test_everything_has_an_id_of_its_own(path: Path) -> None:
    def ids(value: object) -> list[str]:
        if isinstance(value, list):
            return [found for item in value for found in ids(item)]
        if not isinstance(value, dict):
            return []
        below = [found for item in value.values() for found in ids(item)]
        is_value = not ("color" in value or "kind" in value or "from" in value)
        if is_value or "annotator-codebook" in value:
            return below
        return [value["id"], *below]

    found = ids(yaml.safe_load(path.read_text(encoding="utf-8")))
    codebook = read(path)
    parts = (codebook.codes, codebook.attributes, codebook.relation_types)
    assert len(found) == len(set(found)) == sum(map(len, parts))


def test_ids_differ_between_codebooks() -> None:
    books = [read(path) for path in FILES]
    guids = [code.guid for book in books for code in book.codes]
    guids += [attribute.guid for book in books for attribute in book.attributes]
    guids += [kind.guid for book in books for kind in book.relation_types]
    assert len(guids) == len(set(guids))


def test_the_ids_of_the_discourse_codes_never_change() -> None:
    stem = "5f0a3c52-7d0e-5b5c-8a59-2f6f0c1d7"
    codebook = read(resource("codebooks", "discourse.yaml"))
    assert [(code.guid, code.name, code.key) for code in codebook.codes] == [
        (f"{stem}a01", "claim", "1"),
        (f"{stem}a02", "prediction", "2"),
        (f"{stem}a03", "attribution", "3"),
        (f"{stem}a04", "evaluative term", "4"),
    ]


@EACH
def test_cues_are_short_lists_and_all_can_be_found(path: Path) -> None:
    codebook = read(path)
    finder = CueFinder(codebook)
    assert finder.problems == ()
    for code in codebook.codes:
        assert len(code.cues) <= 45, code.name
        assert len({cue.casefold() for cue in code.cues}) == len(code.cues), code.name
        for cue in code.cues:
            if not cue.startswith("/"):
                found = [hit.rule for hit in finder.find(f"x {cue} x") if hit.code == code.guid]
                assert found == [cue]


def test_no_list_of_evaluative_words_ships() -> None:
    for path in FILES:
        for code in read(path).codes:
            if code.name in {"evaluative term", "attitude", "affect", "judgement", "appreciation"}:
                assert code.cues == ()


# Colours as people with the three kinds of colour blindness see them: matrices of Viénot, Brettel
# and Mollon (1999) for red and green, and of Machado and others (2009) for blue, in linear light.
BLINDNESS = {
    "protan": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deutan": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    "tritan": ((1.2555, -0.0767, -0.1788), (-0.0784, 0.9308, 0.1476), (0.0047, 0.6914, 0.3039)),
}
Triple = tuple[float, float, float]


def lab(color: str, kind: str | None) -> Triple:
    """CIE L*a*b* (D65) of ``#rrggbb`` as it is seen."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    light = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    if kind is not None:
        rows = BLINDNESS[kind]
        light = [
            min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in rows
        ]
    red, green, blue = light
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@EACH
@pytest.mark.parametrize("kind", [None, *BLINDNESS])
def test_colours_differ_for_every_eye(path: Path, kind: str | None) -> None:
    codes = codable(read(path))
    for one, other in itertools.combinations(codes, 2):
        a, b = lab(one.color, kind), lab(other.color, kind)
        distance = sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5
        assert distance > 10, (one.name, other.name, distance)


@EACH
def test_files_are_plain_to_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= 100
    assert not re.search(r"[ \t]$|\t|\r", text, re.MULTILINE)
    assert text.startswith("# ") and text.endswith("\n")
