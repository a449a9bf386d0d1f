"""A project as the library shows it: read-only, seen as one coder may see it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.library import reading, values
from annotator.library.sequences import Values
from annotator.operations import reading as stored
from annotator.operations import viewing
from annotator.operations.projects import ProjectFile

if TYPE_CHECKING:
    from annotator.library.answers import Agreement, Answer, Table


class NotFoundError(UserError):
    """What was named is not in the project, or the name is that of several things."""


class ComparingBlindError(UserError):
    """Coders are not compared in a blind project."""


class Project:
    """An open project. Each of its sequences is read when it is first asked for and then stays as
    it was; `refresh` forgets what was read. Close it, or use it as a context.

    In a blind project only the work of the coder who looks is in any of them.
    """

    def __init__(self, file: ProjectFile, coder: str | None = None) -> None:
        self._file, self._coder = file, coder
        self._viewer = viewing.looking(file, coder)
        self._facts = stored.project_facts(self._viewer)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<annotator.{type(self).__name__} {self.name!r}>"

    def close(self) -> None:
        """Close the file. What was read stays readable."""
        self._file.close()

    def refresh(self) -> None:
        """Forget what was read: others may have worked in the project."""
        for name in _SEQUENCES:
            self.__dict__.pop(name, None)
        self._viewer = viewing.looking(self._file, self._coder)
        self._facts = stored.project_facts(self._viewer)

    @property
    def path(self) -> Path:
        """The project file."""
        return self._file.path

    @property
    def guid(self) -> str:
        """The identity of the project, the same in all its copies."""
        return self._facts.guid

    @property
    def name(self) -> str:
        """The name of the project."""
        return self._facts.name

    @property
    def blind(self) -> bool:
        """Whether others' work is withheld."""
        return self._viewer.blind

    @cached_property
    def documents(self) -> Values[values.Document]:
        """The documents in their order; `columns()` are without the texts."""
        return reading.documents(self._viewer)

    @cached_property
    def codes(self) -> Values[values.Code]:
        """The codes of the codebook, parents before children."""
        return reading.codes(self._viewer)

    @cached_property
    def codings(self) -> Values[values.Coding]:
        """The codings by document, start and end; those of the consensus too."""
        return reading.codings(self._viewer)

    @cached_property
    def relations(self) -> Values[values.Relation]:
        """The relations between codings."""
        return reading.relations(self._viewer)

    @cached_property
    def memos(self) -> Values[values.Memo]:
        """The memos, oldest first."""
        return reading.memos(self._viewer)

    @cached_property
    def coders(self) -> Values[values.Coder]:
        """Everyone who has worked in the project, in the order they came."""
        return reading.people(self._viewer)

    @cached_property
    def rounds(self) -> Values[values.Round]:
        """The rounds of the study in their order."""
        return reading.rounds(self._viewer)

    @cached_property
    def decisions(self) -> Values[values.Decision]:
        """What adjudicators decided, in the order of time."""
        return reading.decisions(self._viewer)

    @cached_property
    def history(self) -> Values[values.Step]:
        """Who did what when, in the order of time."""
        return reading.history(self._viewer)

    def query(self, line: str, *, context: int = 0) -> Answer:
        """The passages that a line of the query language finds, with so many characters before and
        after each. QueryError has the place of a mistake in it."""
        from annotator.library import answers  # noqa: PLC0415  (a script may never ask)

        return answers.ask(self._viewer, line, context)

    def table(
        self,
        rows: str | Sequence[str],
        columns: str | Sequence[str],
        *,
        cell: str = "codings",
        by: str = "",
        where: str = "",
    ) -> Table:
        """Groups of codings by groups: `rows` and `columns` as in ``annotator table``, such as
        “codes” and “documents”; `cell` is what is counted, `by` a relation of place, `where` a line
        of the query language. UserError for what can't be shown."""
        from annotator.library import answers  # noqa: PLC0415
        from annotator.operations.retrieval.tables import TableQuestion  # noqa: PLC0415

        wanted = TableQuestion(_words(rows), _words(columns), cell, by, where)
        return answers.tabulate(self._viewer, wanted)

    def agreement(
        self,
        *,
        coders: Sequence[str] | None = None,
        documents: Sequence[str] | None = None,
        codes: Sequence[str] | None = None,
        round: str | None = None,  # noqa: A002  (the word of the field)
        measures: Sequence[str] = (),
        unit: Literal["character", "word", "sentence"] = "character",
        intervals: Literal["jackknife", "bootstrap"] | None = "jackknife",
        resamples: int = 1000,
        seed: int = 0,
    ) -> Agreement:
        """Agreement by code and over all codes: the default figures, and the named `measures` (as
        ``annotator agree --measure``; “all” for every one). What is compared is named by name or
        GUID. ComparingBlindError in a blind project; UserError for a name that is unknown."""
        from annotator.library import answers  # noqa: PLC0415
        from annotator.operations.reliability import AgreementSettings  # noqa: PLC0415

        if self.blind:
            raise ComparingBlindError(tr("Coders are not compared in a blind project."))
        wanted = answers.Wanted(coders, documents, codes, round)
        settings = AgreementSettings(
            unit=unit, interval_method=intervals, n_resamples=resamples, seed=seed
        )
        return answers.agree(self._viewer, wanted, measures, settings)


_SEQUENCES = (
    *("documents", "codes", "codings", "relations", "memos", "coders"),
    *("rounds", "decisions", "history"),
)


def _words(given: str | Sequence[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
