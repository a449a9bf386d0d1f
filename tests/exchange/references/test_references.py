"""References in every format give the same facts, and the same titles and abstracts."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import UserError
from annotator.exchange.documents.recognition import sample_of
from annotator.exchange.documents.registry import reader_for
from annotator.exchange.references.files import attached
from annotator.exchange.references.reading import read_references, references_in
from tests.exchange.references.reference_samples import CSL, RDF, RIS

FACTS = {
    "title": "The harbour that nobody wanted",
    "author": "Moor, Ada; Lind, Ben",
    "year": "2019",
    "journal": "Coast Studies",
    "volume": "12",
    "pages": "1-20",
    "doi": "10.1000/x",
    "keywords": "harbour; council",
}
FORMATS = {"lib.ris": RIS, "lib.rdf": RDF, "lib.json": CSL}


@pytest.mark.parametrize("name", FORMATS)
def test_facts_and_files(name: str) -> None:
    data = FORMATS[name].encode()
    reader = reader_for(sample_of(data, "x"))
    assert reader is not None
    assert reader.name == "references"
    first, second = references_in(data, name)
    assert {key: first.facts.get(key) for key in FACTS} == FACTS
    assert [path.replace("%20", " ") for path in first.files] == ["files/12/Moor 2019.txt"]
    assert (second.facts["title"], second.facts["author"]) == ("Ferry stays in port", "Özil, C.")
    assert second.facts["year"] == "2020"


@pytest.mark.parametrize("name", FORMATS)
def test_titles_and_abstracts_as_documents(name: str) -> None:
    first, second = read_references(FORMATS[name].encode(), name, {})
    assert first.text.split("\n")[0] == FACTS["title"]
    assert " ".join(first.text.split("\n")[1:]) == "Nobody wanted it. It came anyway."
    assert second.text == "Ferry stays in port"
    assert any("no abstract" in remark.what for remark in second.remarks)
    assert first.key != second.key


def test_other_files_are_none() -> None:
    for text in ("TYPE - x\n", '[{"type": "x", "title": 1}]', "<rdf:RDF/>", '{"title": "x"}'):
        reader = reader_for(sample_of(text.encode(), "x.json"))
        assert reader is None or reader.name != "references"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b'[{"type": "book", "title": ', "no JSON"),
        (b'{"type": "book", "title": "x"}', "no list of references"),
        (RDF[:900].encode(), "damaged"),
        (RDF.replace("<rdf:RDF", '<!DOCTYPE x [<!ENTITY a "b">]><rdf:RDF').encode(), "refused"),
        (b"[]", "holds no references"),
    ],
)
def test_faults(data: bytes, what: str) -> None:
    with pytest.raises(UserError, match=what):
        read_references(data, "x", {})


@given(st.binary(max_size=200), st.sampled_from([RIS, CSL, RDF]), st.integers(0, 900))
def test_nothing_else_is_raised(noise: bytes, text: str, place: int) -> None:
    data = text.encode()
    with suppress(UserError):
        read_references(data[:place] + noise + data[place:], "x", {})


def test_only_files_within_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    (folder / "files" / "12").mkdir(parents=True)
    (folder / "files" / "12" / "Moor 2019.txt").write_text("inside")
    (tmp_path / "secret.txt").write_text("outside")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    for path, there in (
        ("files/12/Moor 2019.txt", True),
        ("files\\12\\Moor%202019.txt", True),
        ("../secret.txt", False),
        ("files/../../secret.txt", False),
        ("..%2Fsecret.txt", False),
        ("link.txt", False),
        (str(tmp_path / "secret.txt"), False),
        ("file:///etc/passwd", False),
        ("C:\\secret.txt", False),
        ("files/12", False),
        ("a" * 5_000, False),
        ("%00", False),
    ):
        text = RIS.replace("files/12/Moor 2019.txt", path)
        found, missing = attached(references_in(text.encode(), "x"), folder)
        assert [file.read_text() for _one, file in found] == ["inside"] * there, path
        assert "Ferry stays in port" in missing
