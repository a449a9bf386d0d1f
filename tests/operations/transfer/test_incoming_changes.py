"""A project that was changed in another program and comes back: ours, theirs, take."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from annotator.corpus.codebook import Attribute, AttributeKind, RelationType
from annotator.corpus.identity import new_guid
from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.exchange.refi import LEFT_BEHIND, SETTLED
from annotator.operations import codings, documents, projects, transfer
from annotator.operations.codebook import attributes, codes, relation_types
from annotator.operations.codings import memos, relations
from annotator.operations.merging import merges
from annotator.operations.merging.merge_words import MergeFinding, MergeWords
from annotator.operations.projects import integrity
from annotator.operations.transfer import Imported
from annotator.operations.viewing import everything
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, BEN, TEXT, Made, content, make, text_file
from tests.refi_editing import edited, replaced, with_new_guids


@dataclass
class Abroad:
    """A project and its export, to be changed and taken in again."""

    made: Made
    file: Path
    number: int = 0

    def take_in(self, *, take_theirs: bool = False, **changes) -> Imported:  # type: ignore[no-untyped-def]
        self.number += 1
        file = edited(self.file, self.file.with_name(f"back{self.number}.qdpx"), **changes)
        job = transfer.import_files(self.made.project, ANN.guid, [file], take_theirs=take_theirs)
        return finish(job)


@pytest.fixture
def abroad(tmp_path: Path):  # type: ignore[no-untyped-def]
    made = make(tmp_path / "p.annot")
    made.code_words(ANN, "claim", "talks")
    made.code_words(ANN, "prediction", "It may last")
    made.code_words(BEN, "claim", "the US-hosted round")
    file = tmp_path / "out.qdpx"
    finish(transfer.export_file(everything(made.project), file))
    yield Abroad(made, file)
    assert integrity.check(made.project) == []
    made.project.close()


def told(made: Made, done: Imported) -> list[tuple[str, str, str, str]]:
    """(what, field, here, there) of all differences."""
    words = MergeWords(made.project, ())
    worded = [
        words.of(MergeFinding("", one)) for found in done.differences.values() for one in found
    ]
    return [(one.title, *version) for one in worded for version in one.versions]


def messages(done: Imported, kind: str = "") -> str:
    (report,) = done.reports.values()
    return "\n".join(f"{f.place}: {f.message}" for f in report.findings if kind in ("", f.kind))


def passages(made: Made) -> list[str]:
    return [TEXT[c.start : c.end] for c in content(made.project).codings]


def test_an_untouched_export_differs_in_nothing(abroad: Abroad) -> None:
    for xml in (str, with_new_guids):
        name = str if xml is str else with_new_guids
        done = abroad.take_in(xml=xml, name=name)
        assert not done.changes
        assert told(abroad.made, done) == []
        assert "here and not in the file" not in messages(done)


START = TEXT.index("talks")
BOUNDARY = replaced(f'endPosition="{START + 5}"', f'endPosition="{START + 13}"')
CODE_NAME = replaced('name="claim"', 'name="assertion"')


@pytest.mark.parametrize("anew", [False, True])
def test_a_boundary_moved_elsewhere_is_shown_and_taken(abroad: Abroad, anew: bool) -> None:
    def xml(words: str) -> str:
        words = BOUNDARY(words)
        return with_new_guids(words) if anew else words

    name = with_new_guids if anew else str
    done = abroad.take_in(xml=xml, name=name)
    assert not done.changes
    assert told(abroad.made, done) == [
        ("The coding “talks” as claim", "passage", "“talks”", "“talks to fail”")
    ]
    assert "talks" in passages(abroad.made)
    taken = abroad.take_in(xml=xml, name=name, take_theirs=True)
    assert [len(guids) for guids in taken.changes.changed.values()] == [1]
    assert "talks to fail" in passages(abroad.made)
    assert len(passages(abroad.made)) == 3
    abroad.made.project.undo(ANN.guid)
    assert "talks" in passages(abroad.made)


def test_one_difference_is_taken_as_one_of_a_merge_is(abroad: Abroad) -> None:
    done = abroad.take_in(xml=lambda words: CODE_NAME(BOUNDARY(words)))
    found = {one.kind: one for one in done.differences["back1.qdpx"]}
    assert set(found) == {"code", "coding"}
    merges.take_other(abroad.made.project, ANN.guid, found["code"])
    names = {code.name for code in content(abroad.made.project).codebook.codes}
    assert "assertion" in names
    assert "claim" not in names
    assert "talks" in passages(abroad.made)


@pytest.mark.parametrize("anew", [False, True])
def test_another_code_is_a_change_of_the_coding(abroad: Abroad, anew: bool) -> None:
    claim, prediction = (abroad.made.codes[name] for name in ("claim", "prediction"))

    def xml(words: str) -> str:
        words = replaced(f'CodeRef targetGUID="{claim}"', f'CodeRef targetGUID="{prediction}"')(
            words
        )
        return with_new_guids(words) if anew else words

    name = with_new_guids if anew else str
    done = abroad.take_in(xml=xml, name=name)
    assert not done.changes
    assert told(abroad.made, done) == [
        ("The coding “talks” as claim", "code", "claim", "prediction")
    ]
    abroad.take_in(xml=xml, name=name, take_theirs=True)
    (coding,) = [c for c in content(abroad.made.project).codings if c.start == START]
    assert coding.code == prediction


def test_definition_and_colour_are_shown_and_their_lack_is_none(abroad: Abroad) -> None:
    color = content(abroad.made.project).codebook.by_guid[abroad.made.codes["claim"]].color

    def xml(words: str) -> str:
        words = replaced(f'color="{color}"', 'color="#123456"')(words)
        return replaced("An assertion: a statement", "Any statement")(words)

    done = abroad.take_in(xml=xml)
    fields = {field: (here, there) for _what, field, here, there in told(abroad.made, done)}
    assert fields["colour"] == (color, "#123456")
    assert fields["definition"][1].startswith("Any statement put forward")

    def without(words: str) -> str:
        import re  # noqa: PLC0415

        return re.sub(r"<Description>An assertion.*?</Description>", "", words, flags=re.DOTALL)

    bare = abroad.take_in(xml=without)
    assert told(abroad.made, bare) == []


def test_what_the_file_lacks_is_listed_and_stays(abroad: Abroad) -> None:
    def xml(words: str) -> str:
        start = words.index("<PlainTextSelection")
        end = words.index("</PlainTextSelection>") + len("</PlainTextSelection>")
        return words[:start] + words[end:]

    done = abroad.take_in(xml=xml, take_theirs=True)
    assert not done.changes
    assert len(passages(abroad.made)) == 3
    assert "coding at 25 to 30 as claim" in messages(done, SETTLED) or (
        f"coding at {START} to {START + 5} as claim" in messages(done, SETTLED)
    )


def test_memos_relations_and_attributes_that_the_file_lacks_stay_and_are_listed(
    abroad: Abroad,
) -> None:
    project, made = abroad.made.project, abroad.made
    first, second = (c.guid for c in content(project).codings if c.coder == ANN.guid)
    kind = RelationType(new_guid(), "supports", ANN.created, ANN.created)
    relation_types.declare(project, ANN.guid, kind)
    relations.relate(project, ANN.guid, kind.guid, first, second)
    for subject in (first, made.document, made.codes["claim"]):
        memos.write(project, ANN.guid, subject, "Mine.")
    attribute = Attribute(
        new_guid(), made.codes["claim"], "holder", AttributeKind.TEXT, ANN.created, ANN.created
    )
    attributes.declare(project, ANN.guid, attribute)
    before = content(project)
    done = abroad.take_in(take_theirs=True)  # the export from before all of this
    assert not done.changes
    assert content(project) == before
    lines = messages(done, SETTLED)
    for place in (
        "attribute “holder” of code “claim”",
        "relation “supports” between two codings",
        "memo on a coding",
        "memo on document “talks.txt”",
        "memo on code “claim”",
    ):
        assert place in lines


def test_a_relation_is_not_changed_by_a_code_that_has_another_name_there(abroad: Abroad) -> None:
    project, claim = abroad.made.project, abroad.made.codes["claim"]
    kind = RelationType(
        new_guid(), "supports", ANN.created, ANN.created, sources=(claim,), targets=(claim,)
    )
    relation_types.declare(project, ANN.guid, kind)
    finish(transfer.export_file(everything(project), abroad.file, overwrite=True))
    done = abroad.take_in(xml=CODE_NAME)
    assert [one.kind for one in done.differences["back1.qdpx"]] == ["code"]


def test_a_name_that_another_text_has_here_gets_a_number(abroad: Abroad) -> None:
    documents.add(abroad.made.project, ANN.guid, [text_file("other.txt", "Something else.")])
    rename = replaced('name="talks.txt"', 'name="other.txt"')
    done = abroad.take_in(xml=rename)
    assert told(abroad.made, done) == [
        ("The document “talks.txt”", "name", "talks.txt", "other.txt")
    ]
    abroad.take_in(xml=rename, take_theirs=True)
    names = [document.name for document in content(abroad.made.project).documents]
    assert names == ["other (2).txt", "other.txt"]


def test_codes_never_end_below_themselves(abroad: Abroad) -> None:
    project, made = abroad.made.project, abroad.made
    claim, prediction = made.codes["claim"], made.codes["prediction"]
    codes.move(project, ANN.guid, claim, prediction)
    finish(transfer.export_file(everything(project), abroad.file, overwrite=True))
    codes.move(project, ANN.guid, claim, None)
    codes.move(project, ANN.guid, prediction, claim)
    done = abroad.take_in()
    (first, second) = sorted(done.differences["back1.qdpx"], key=lambda one: one.guid != claim)
    with pytest.raises(UserError, match="below itself"):
        merges.take_other(project, ANN.guid, first)
    merges.take_other(project, ANN.guid, second)
    merges.take_other(project, ANN.guid, first)


def test_texts_that_differ_by_spaces_are_one_with_all_codings(abroad: Abroad) -> None:
    for text in (
        lambda words: words + "\n",
        lambda words: words.replace("\u00a0", " ").replace(" ", "\u00a0"),
        lambda words: words.replace(" ", "\u2002") + " \n\n",
    ):
        done = abroad.take_in(text=text)
        assert not done.changes, messages(done)
        assert len(content(abroad.made.project).documents) == 1
        assert "3 codings moved with their passages" in messages(done)
        assert told(abroad.made, done) == []


def test_a_corrected_text_keeps_codings_and_tells_those_without_a_place(abroad: Abroad) -> None:
    codings.delete(
        abroad.made.project,
        BEN.guid,
        [c.guid for c in content(abroad.made.project).codings if c.coder == BEN.guid],
    )
    done = abroad.take_in(text=replaced("US-hosted", "EU-hosted"))
    assert len(content(abroad.made.project).documents) == 1
    assert "“the EU-hosted round” finds no place in the text here" in messages(done, LEFT_BEHIND)


def test_of_another_text_under_the_identity_of_ours_each_coding_is_told(
    abroad: Abroad,
) -> None:
    done = abroad.take_in(text=lambda words: "".join(reversed(words)))
    documents = content(abroad.made.project).documents
    assert len(documents) == 2
    assert "added anew" in messages(done)
    assert len(told(abroad.made, done)) == 3
    assert all(
        "in talks (2).txt" in there for _what, _field, _here, there in told(abroad.made, done)
    )


def test_new_root_codes_come_after_those_that_are_here(abroad: Abroad, tmp_path: Path) -> None:
    other = projects.create(tmp_path / "o.annot", codes.load(), ANN)
    for name in ("early", "late"):
        codes.add(other, ANN.guid, codes.new_code(name, "#123456"))
    book = content(other).codebook
    codes.move(
        other,
        ANN.guid,
        next(c.guid for c in book.codes if c.name == "early"),
        None,
        book.children(None)[0].guid,
    )
    finish(transfer.export_file(everything(other), tmp_path / "o.qdpx"))
    before = [code.name for code in content(abroad.made.project).codebook.children(None)]
    finish(transfer.import_files(abroad.made.project, ANN.guid, [tmp_path / "o.qdpx"]))
    after = [code.name for code in content(abroad.made.project).codebook.children(None)]
    assert after == [*before, "early", "late"]
    other.close()


def test_two_exports_of_one_project_become_one_set_of_documents(tmp_path: Path) -> None:
    folder = Path(__file__).parents[4] / "shared" / "refi" / "fixtures"
    if not folder.is_dir():
        pytest.skip("the fixtures of the format are not beside this checkout")
    files = [folder / "nvivo-win.qdpx", folder / "nvivo-mac.qdpx"]
    done = finish(transfer.import_as_project(tmp_path / "n.annot", ANN, files))
    with projects.open_(tmp_path / "n.annot") as project:
        first = finish(transfer.import_as_project(tmp_path / "1.annot", ANN, files[:1]))
        with projects.open_(tmp_path / "1.annot") as alone:
            assert len(content(project).documents) == len(content(alone).documents)
            assert len(content(project).codings) == len(content(alone).codings)
    assert len(first.reports) == 1
    assert len(done.reports) == 2


@pytest.mark.parametrize("anew", [False, True])
@pytest.mark.parametrize("on", ["coding", "document", "code", "project"])
def test_a_memo_changed_elsewhere_is_shown_and_taken(abroad: Abroad, on: str, anew: bool) -> None:
    project, made = abroad.made.project, abroad.made
    coding = next(c for c in content(project).codings if c.start == START)
    subject = {
        "coding": coding.guid,
        "document": made.document,
        "code": made.codes["claim"],
        "project": content(project).guid,
    }[on]
    memos.write(project, ANN.guid, subject, "Mine, as it was.")
    finish(transfer.export_file(everything(project), abroad.file, overwrite=True))

    def change(words: str) -> str:
        return words.replace("Mine, as it was.", "Theirs, as it is.")

    def xml(words: str) -> str:
        return with_new_guids(change(words)) if anew else change(words)

    name = with_new_guids if anew else str
    done = abroad.take_in(xml=xml, text=change, name=name)
    assert not done.changes
    ((_what, field, ours, theirs),) = told(made, done)
    assert (field, ours, theirs) == ("text", "Mine, as it was.", "Theirs, as it is.")
    assert abroad.take_in(xml=xml, text=change, name=name, take_theirs=True).changes
    assert [memo.text for memo in content(project).memos] == ["Theirs, as it is."]
    project.undo(ANN.guid)
    assert [memo.text for memo in content(project).memos] == ["Mine, as it was."]


@pytest.mark.parametrize("anew", [False, True])
@pytest.mark.parametrize("ids", [False, True])
def test_a_relation_finds_its_codes_after_renaming_elsewhere(
    abroad: Abroad, anew: bool, ids: bool
) -> None:
    project, made = abroad.made.project, abroad.made
    claim, prediction = made.codes["claim"], made.codes["prediction"]
    kind = RelationType(new_guid(), "grounds", ANN.created, ANN.created)
    kind = replace(kind, sources=(claim,), targets=(prediction, claim))
    relation_types.declare(project, ANN.guid, kind)
    finish(transfer.export_file(everything(project), abroad.file, overwrite=True))

    def xml(words: str) -> str:
        words = replaced('name="prediction"', 'name="forecast"')(CODE_NAME(words))
        words = words if ids else re.sub(r"\nIds: [^<\n]*", "", words)
        return with_new_guids(words) if anew else words

    new = tmp_copy(abroad, xml, anew)
    (type_,) = content(new).codebook.relation_types
    named = {code.guid: code.name for code in content(new).codebook.codes}
    assert [named[code] for code in type_.sources] == ["assertion"]
    assert [named[code] for code in type_.targets] == ["forecast", "assertion"]
    new.close()
    done = abroad.take_in(xml=xml, name=with_new_guids if anew else str)
    assert "no code is named so" not in messages(done)
    if not anew:
        assert {one.kind for one in done.differences["back1.qdpx"]} == {"code"}


def test_a_name_that_another_code_has_now_is_not_followed(abroad: Abroad) -> None:
    project, made = abroad.made.project, abroad.made
    claim, prediction = made.codes["claim"], made.codes["prediction"]
    kind = RelationType(new_guid(), "grounds", ANN.created, ANN.created, sources=(claim,))
    relation_types.declare(project, ANN.guid, kind)
    finish(transfer.export_file(everything(project), abroad.file, overwrite=True))

    def xml(words: str) -> str:
        return replaced('name="prediction"', 'name="claim"')(CODE_NAME(words))

    new = tmp_copy(abroad, xml, anew=False)
    (type_,) = content(new).codebook.relation_types
    assert type_.sources == (claim,)
    assert content(new).codebook.by_guid[prediction].name == "claim"
    new.close()


def tmp_copy(abroad: Abroad, xml: Callable[[str], str], anew: bool) -> ProjectFile:
    """A new project of the changed file."""
    name = with_new_guids if anew else str
    file = edited(abroad.file, abroad.file.with_name("new.qdpx"), xml=xml, name=name)
    path = abroad.file.with_name("new.annot")
    finish(transfer.import_as_project(path, ANN, [file]))
    return projects.open_(path)
