"""Codebooks that ship in newer words: which text stays in a merge, and the offer to take it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.corpus.codebook import Codebook
from annotator.corpus.job import finish
from annotator.operations import codebook, projects
from annotator.operations.codebook import codes, shipped
from annotator.operations.merging import merges
from annotator.paths import resource
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, BEN

SHIPPED = {
    1: "eb27a2fc5d5e4e76",
}
"""By revision, what the texts of all built-in codebooks come to."""


def digest() -> str:
    files = sorted(resource("codebooks").glob("*.yaml"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def test_a_changed_text_has_a_revision_of_its_own() -> None:
    assert SHIPPED[codes.REVISION] == digest(), (
        "A codebook that ships was changed. Raise REVISION in operations/codebook/codes.py, and"
        f" write {digest()} beside the new number here."
    )


def earlier() -> Codebook:
    """The discourse codebook as an earlier program had it: a code in other words, one missing."""
    book = codes.load()
    first, *others = book.codes
    old = replace(first, definition="As it was.", examples=("an old example",))
    kept = [one for one in others if one.name != "evaluative term"]
    attributes = [one for one in book.attributes if one.code in {one.guid for one in [old, *kept]}]
    relations = book.relation_types[:1]
    return Codebook((old, *kept), book.name, tuple(attributes), relations, revision=0)


def definition(project: ProjectFile) -> str:
    book = codebook.current(project)
    return next(code.definition for code in book.codes if code.name == "claim")


@pytest.mark.parametrize("older_first", [True, False])
def test_of_two_that_ship_the_newer_text_stays(tmp_path: Path, older_first: bool) -> None:
    old = projects.create(tmp_path / "old.annot", earlier(), ANN)
    new = projects.create(tmp_path / "new.annot", codes.load(), BEN)
    target, source = (old, new) if older_first else (new, old)
    source.close()
    merged = finish(merges.merge(target, ANN.guid, [source.path]))
    assert merged.reports[0].conflicts == []
    assert definition(target) == codes.load().codes[0].definition
    target.close()


def test_an_edit_is_later_than_any_revision(tmp_path: Path) -> None:
    old = projects.create(tmp_path / "old.annot", earlier(), ANN)
    claim = codebook.current(old).codes[0]
    codes.edit(old, ANN.guid, replace(claim, definition="Ours."))
    projects.create(tmp_path / "new.annot", codes.load(), BEN).close()
    finish(merges.merge(old, ANN.guid, [tmp_path / "new.annot"]))
    assert definition(old) == "Ours."
    old.close()


def test_the_difference_is_shown_and_taken_over(tmp_path: Path) -> None:
    project = projects.create(tmp_path / "p.annot", earlier(), ANN)
    claim = codebook.current(project).codes[0]
    codes.edit(project, ANN.guid, replace(claim, name="assertion", key="z"))
    (offer,) = shipped.offers(project)
    assert (offer.name, offer.title) == ("discourse", "Discourse")
    assert offer.edited == {claim.guid}
    what = [one.what for one in offer.differences]
    assert "New code “evaluative term”" in what
    assert any(one.startswith("Code “assertion” changed: definition") for one in what)
    texts = {title: (was, now) for title, was, now in shipped.compared(offer, claim.guid)}
    assert texts["definition"] == ("As it was.", codes.load().codes[0].definition)
    assert texts["examples"][0] == "an old example"
    shipped.take(project, ANN.guid, offer, [claim.guid])
    now = codebook.current(project)
    assert now.by_guid[claim.guid].definition == codes.load().codes[0].definition
    assert (now.by_guid[claim.guid].name, now.by_guid[claim.guid].key) == ("assertion", "z")
    assert len(now.codes) == 3, "the other code was not wanted"
    (offer,) = shipped.offers(project)
    shipped.take(project, ANN.guid, offer)
    assert shipped.offers(project) == []
    assert len(codebook.current(project).relation_types) == len(codes.load().relation_types)
    project.close()


def test_what_is_as_it_ships_is_not_offered(tmp_path: Path) -> None:
    project = projects.create(tmp_path / "p.annot", codes.load(), ANN)
    assert shipped.offers(project) == []
    assert not shipped.has_earlier_texts(project)
    project.close()
    other = projects.create(tmp_path / "q.annot", earlier(), ANN)
    assert shipped.has_earlier_texts(other)
    other.close()
