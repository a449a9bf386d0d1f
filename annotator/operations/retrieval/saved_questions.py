"""Questions that are kept in a project under a name, with how their results are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.corpus.changes import SAVED_QUERY, Changes
from annotator.corpus.identity import new_guid
from annotator.corpus.limits import name_fault
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.operations.retrieval.keywords import DISTANCE, KeyWordQuestion, Scope
from annotator.operations.retrieval.tables import TableQuestion
from annotator.operations.viewing import Viewer
from annotator.storage.project_file import ProjectFile
from annotator.storage.rows import columns_of, living_rows
from annotator.storage.study_rows import SavedQueryRow

PASSAGES, CONCORDANCE, TABLE, PICTURE = "passages", "concordance", "table", "picture"
KEYWORDS = "keywords"
SHOWN = (PASSAGES, CONCORDANCE, TABLE, PICTURE, KEYWORDS)
_CODES = ("codes",)


@dataclass(frozen=True, slots=True)
class QuestionView:
    """How the results of a question are shown: as what, sorted by which words around them (places
    from -3 to 3) or drawn as a sample (0 is all, with the seed), with which rows, columns and cells
    of a table, as which picture with which attribute of documents. `coders` and `weights` are as
    `TableQuestion` has them, and with `agreement` each code's agreement is beside its row. words:
    the keywords of a concordance; empty where these are the codings that were found. `against`,
    `scope`, `distance` and `least` are of key words, as `KeyWordQuestion` has them."""

    shown: str = PASSAGES
    sort: tuple[int, ...] = ()
    sample: int = 0
    seed: int = 1
    rows: tuple[str, ...] = _CODES
    columns: tuple[str, ...] = ("documents",)
    cell: str = "codings"
    by: str = ""
    picture: str = "portrait"
    attribute: str = ""
    coders: str = ""
    weights: str = ""
    words: str = ""
    agreement: bool = False
    against: str = ""
    scope: Scope = Scope.PASSAGES
    distance: int = DISTANCE
    least: int = 2

    def key_words(self, line: str) -> KeyWordQuestion:
        """The key words of the codings that a line finds."""
        return KeyWordQuestion(line, self.against, self.scope, self.distance, self.least)

    def table(self, line: str) -> TableQuestion:
        """The table of the codings that a line finds."""
        own = self.rows, self.columns, self.cell, self.by
        return TableQuestion(*own, line, self.weights, self.coders)

    def as_json(self) -> Mapping[str, object]:
        """As the project keeps it."""
        return {
            "shown": self.shown,
            "sort": list(self.sort),
            "sample": self.sample,
            "seed": self.seed,
            "rows": list(self.rows),
            "columns": list(self.columns),
            "cell": self.cell,
            "by": self.by,
            "picture": self.picture,
            "attribute": self.attribute,
            "coders": self.coders,
            "weights": self.weights,
            "words": self.words,
            "agreement": self.agreement,
            "against": self.against,
            "scope": self.scope.value,
            "distance": self.distance,
            "least": self.least,
        }


def view_from(kept: Mapping[str, object]) -> QuestionView:
    """The view that a project keeps so. What it says that can't be is as if it were not said: the
    file may be of a later version, or of anybody's making."""
    plain = QuestionView()
    shown = _text(kept, "shown", plain.shown)
    return QuestionView(
        shown=shown if shown in SHOWN else plain.shown,
        sort=tuple(
            place
            for place in _list(kept, "sort")
            if isinstance(place, int) and not isinstance(place, bool) and abs(place) <= 3
        ),
        sample=_number(kept, "sample", plain.sample),
        seed=_number(kept, "seed", plain.seed),
        rows=_texts(kept, "rows") or plain.rows,
        columns=_texts(kept, "columns") or plain.columns,
        cell=_text(kept, "cell", plain.cell),
        by=_text(kept, "by", plain.by),
        picture=_text(kept, "picture", plain.picture),
        attribute=_text(kept, "attribute", plain.attribute),
        coders=_text(kept, "coders", plain.coders),
        weights=_text(kept, "weights", plain.weights),
        words=_text(kept, "words", plain.words),
        agreement=kept.get("agreement") is True,
        against=_text(kept, "against", plain.against),
        scope=next((one for one in Scope if one.value == kept.get("scope")), plain.scope),
        distance=_number(kept, "distance", plain.distance),
        least=max(1, _number(kept, "least", plain.least)),
    )


def _text(kept: Mapping[str, object], name: str, otherwise: str) -> str:
    value = kept.get(name)
    return value if isinstance(value, str) else otherwise


def _number(kept: Mapping[str, object], name: str, otherwise: int) -> int:
    value = kept.get(name)
    fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31
    return value if fits and isinstance(value, int) else otherwise


def _list(kept: Mapping[str, object], name: str) -> Sequence[object]:
    value = kept.get(name)
    return value if isinstance(value, list | tuple) else ()


def _texts(kept: Mapping[str, object], name: str) -> tuple[str, ...]:
    return tuple(one for one in _list(kept, name) if isinstance(one, str))


@dataclass(frozen=True, slots=True)
class SavedQuestion:
    """A question with a name: a line of the query language, and how its results are shown."""

    guid: str
    name: str
    line: str
    view: QuestionView = field(default_factory=QuestionView)


def listed(viewer: Viewer) -> list[SavedQuestion]:
    """The questions of the project, in their order."""
    with viewer.reading() as connection:
        rows = living_rows(connection, SavedQueryRow)
    return [SavedQuestion(row.guid, row.name, row.line, view_from(row.view)) for row in rows]


def named(viewer: Viewer, name: str) -> SavedQuestion:
    """The question of this name, in any case. UserError where there is none, or several."""
    known = listed(viewer)
    found = [one for one in known if one.name.casefold() == name.strip().casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise UserError(
            tr("{count:,} questions are called “{name}”. Rename one.", count=len(found), name=name)
        )
    there = ", ".join(f"“{one.name}”" for one in known) or tr("none")
    raise UserError(
        tr("No question is called “{name}”. There are: {there}.", name=name, there=there)
    )


def save(
    project: ProjectFile,
    by: str,
    question: SavedQuestion | None,
    name: str,
    line: str,
    view: QuestionView,
) -> Changes:
    """Keep a question under a name: a new one, or `question` as it is now. UserError for a name
    that is none, or another question's."""
    name = _checked(name)
    with project.transaction(step_label("Keep the question {name}", name=name), by) as step:
        others = living_rows(step.record.connection, SavedQueryRow)
        guid = question.guid if question is not None else new_guid()
        if any(one.name.casefold() == name.casefold() and one.guid != guid for one in others):
            raise UserError(tr("Another question is called “{name}”.", name=name))
        position = next(
            (one.position for one in others if one.guid == guid),
            max((one.position for one in others), default=-1) + 1,
        )
        row = SavedQueryRow(guid=guid, name=name, position=position, line=line, view=view.as_json())
        step.record.put(SAVED_QUERY, [columns_of(row)])
    return step.changes


def delete(project: ProjectFile, by: str, question: SavedQuestion) -> Changes:
    """Keep a question no longer."""
    with project.transaction(
        step_label("Delete the question {name}", name=question.name), by
    ) as step:
        step.record.delete(SAVED_QUERY, [question.guid])
    return step.changes


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UserError(tr("A question needs a name."))
    reason = name_fault(name)
    if reason is not None:
        raise UserError(tr("The question can't be called so: {reason}.", reason=reason))
    return name
