"""A project with pseudonyms: codings at their words, and nothing of the originals in the file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from annotator.corpus.attribute_types import AttributeType, ValueType
from annotator.corpus.job import finish
from annotator.corpus.span import passage
from annotator.corpus.structure import Element, Structure
from annotator.errors import UserError
from annotator.exchange.pseudonym_list import read_list
from annotator.operations import documents, projects, transfer
from annotator.operations.codings import memos
from annotator.operations.documents import attribute_types, document_attributes, file_reading
from annotator.operations.merging import merges
from annotator.operations.projects import integrity
from annotator.operations.transfer import pseudonyms
from annotator.operations.transfer.name_finding import Names
from annotator.operations.viewing import everything, looking
from tests.making import ANN, BEN, Made, make

TEXT = (
    "Zenobia Quack: I met Quackel in Xanten.\nZENOBIA’s dog — Zenobias dog — ran.\n"
    "Quack 😀 said no.\n"
)
NAMES = {"Zenobia Quack": "Person A", "Zenobia": "Person A", "Quack": "A", "Xanten": "[town]"}
SECRETS = ("Zenobia", "Xanten", "Quack ", "Quack:", "quack.txt", "zenobia@")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    structure = Structure.of(
        [
            Element("turn", 0, 39, {"speaker": "Zenobia Quack"}),
            Element("comment", 21, 28, {"author": "Zenobia", "text": "Is it Xanten?"}),
        ]
    )
    made = make(tmp_path / "p.annot", text=TEXT, structure=structure)
    made.code_words(ANN, "claim", "I met Quackel in Xanten.")
    made.code_words(BEN, "claim", "Quack 😀 said")
    made.code(ANN, "prediction", (3, 9), (44, 50))
    documents.rename(made.project, ANN.guid, made.document, "Zenobia Quack.txt")
    memos.write(made.project, ANN.guid, made.document, "Ask Zenobia again.")
    document_attributes.set_value(made.project, ANN.guid, made.document, "who", "Zenobia Quack")
    choices = AttributeType(
        "who", ValueType.CHOICE, ("Zenobia", "Zenobia Quack", "Nobody"), "Is it Quack ?"
    )
    attribute_types.declare(made.project, ANN.guid, choices)
    data = b"{\\rtf1\\ansi Xanten is a town.\\par}"
    documents.add(made.project, ANN.guid, file_reading.read(data, "Xanten.rtf"))
    return made


def write(made: Made, target: Path) -> pseudonyms.Pseudonymised:
    return finish(pseudonyms.write(everything(made.project), target, ANN, NAMES))


def test_codings_are_at_the_same_words(made: Made, tmp_path: Path) -> None:
    before = made.project.path.read_bytes()
    found = write(made, tmp_path / "new.annot")
    assert made.project.path.read_bytes() == before
    assert (found.documents, found.codings) == (2, 3)
    assert found.replaced == {"Zenobia Quack": 1, "Zenobia": 2, "Quack": 1, "Xanten": 2}
    with projects.open_(tmp_path / "new.annot") as new:
        assert integrity.check(new) == []
        content = transfer.whole(everything(new))
        old = transfer.whole(everything(made.project))
    first, second = content.documents
    assert first.text == (
        "Person A: I met Quackel in [town].\nPerson A’s dog — Person As dog — ran.\nA 😀 said no.\n"
    )
    assert (first.name, second.text) == ("Person A.txt", "[town] is a town.")
    assert [passage(first.text, one.spans) for one in content.codings] == [
        "Person A … Person A’s ",
        "I met Quackel in [town].",
        "A 😀 said",
    ]
    assert {one.guid for one in content.codings}.isdisjoint(one.guid for one in old.codings)
    assert [one.name for one in content.coders] == [one.name for one in old.coders]
    assert {one.name for one in content.codebook.codes} == {one.name for one in old.codebook.codes}
    assert content.memos[0].text == "Ask Person A again."
    who = AttributeType("who", ValueType.CHOICE, ("Person A", "Nobody"), "Is it A ?")
    assert content.attribute_types == (who,)
    turn, comment = content.structures[first.guid]
    assert turn.values == {"speaker": "Person A"}
    assert comment.values == {"author": "Person A", "text": "Is it [town]?"}


def test_parts_of_a_coding_that_become_one(made: Made, tmp_path: Path) -> None:
    made.code(ANN, "attribution", (0, 2), (4, 6), (20, 23))
    write(made, tmp_path / "new.annot")
    with projects.open_(tmp_path / "new.annot") as new:
        assert integrity.check(new) == []
        content = transfer.whole(everything(new))
    (found,) = (
        one
        for one in content.codings
        if len(one.spans) == 2 and one.start == 0 and one.spans[1].start < 20
    )
    assert [content.documents[0].text[one.start : one.end] for one in found.spans] == [
        "Person A",
        TEXT[20:23],
    ]


def test_nothing_of_the_originals_is_in_the_file(made: Made, tmp_path: Path) -> None:
    write(made, tmp_path / "new.annot")
    written = (tmp_path / "new.annot").read_bytes()
    old = transfer.whole(everything(made.project))
    secrets = [word.encode() for word in SECRETS]
    secrets += [word.encode("utf-16-le") for word in SECRETS]
    secrets.append(old.guid.encode())
    guids = [
        *(document.guid for document in old.documents),
        *(coding.guid for coding in old.codings),
        *(coder.guid for coder in old.coders),
        *(code.guid for code in old.codebook.codes),
    ]
    secrets += [guid.encode() for guid in guids]
    for document in old.documents:
        for digest in (hashlib.sha256(document.text.encode()), hashlib.sha256(document.source)):
            secrets += [digest.digest(), digest.hexdigest().encode()]
        if document.origin is not None:
            secrets.append(document.origin.sha256.encode())
            secrets.append(bytes.fromhex(document.origin.sha256))
    for secret in secrets:
        assert secret.lower() not in written.lower(), secret
    # That the bytes would be found where they are is proved on the project itself.
    assert b"Zenobia" in made.project.path.read_bytes()


def test_the_two_are_not_merged(made: Made, tmp_path: Path) -> None:
    target = tmp_path / "new.annot"
    write(made, target)
    for call in (merges.preview, lambda one, paths: merges.merge(one, ANN.guid, paths)):
        with pytest.raises(UserError, match="with pseudonyms"):
            finish(call(made.project, [target]))
        with projects.open_(target) as new, pytest.raises(UserError, match="with pseudonyms"):
            finish(call(new, [made.project.path]))


def test_what_is_refused(made: Made, tmp_path: Path) -> None:
    target = tmp_path / "new.annot"
    target.write_bytes(b"")
    with pytest.raises(UserError, match="exists already"):
        write(made, target)
    assert target.read_bytes() == b""
    projects.set_blind(made.project, ANN.guid, True)
    with pytest.raises(UserError, match="The project is blind"):
        finish(pseudonyms.write(looking(made.project, ANN.guid), tmp_path / "x.annot", ANN, NAMES))
    assert not (tmp_path / "x.annot").exists()


def test_names_within_other_words_are_told(made: Made, tmp_path: Path) -> None:
    found = write(made, tmp_path / "new.annot")
    (told,) = (one for one in found.remarks if "within other words" in one)
    assert "“Quack”" in told  # Quackel stays
    names = Names({"Nobody": "X", "山田": "P1"})
    assert names.replaced("これは山田です。nobody's NOBODYs antinobody").text == (
        "これはP1です。X's Xs antinobody"
    )


def test_what_could_be_names(made: Made) -> None:
    found = {one.name: one for one in pseudonyms.find(everything(made.project))}
    assert found["Zenobia Quack"].kind == "speaker"
    assert "I met Quackel" in found["Zenobia Quack"].context


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a,b\n", "no columns"),
        ("name,pseudonym\n", "0 names"),
        ("name,pseudonym\nAnna,P1\nAnna,P2\n", "line 3: “Anna” has another"),
        ("name,pseudonym\nAnna,Ben\nBen,P2\n", "“Ben” of “Anna” holds one of the names"),
        ("name,pseudonym\nAnna,anna\n", "holds one of the names"),
    ],
)
def test_lists_that_cant_be_used(text: str, what: str) -> None:
    with pytest.raises(UserError, match=what):
        read_list(text.encode(), "key.csv")


def test_a_list_as_spreadsheets_write_it() -> None:
    data = "\ufeffname;pseudonym;kind\r\n Anna  Berg ;P 1;x\r\nBen;;x\r\n".encode()
    assert read_list(data, "key.csv") == {"Anna Berg": "P 1"}
