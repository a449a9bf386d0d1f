"""Whether the names in a query are there, and what was meant where they are not."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.corpus.messages import gettext_noop, tr
from annotator.corpus.query.language import name as as_written
from annotator.retrieval.language.mistakes import QueryError, closest, did_you_mean
from annotator.retrieval.language.scanning import Token
from annotator.retrieval.language.vocabulary import (
    STRUCTURE_KINDS,
    Vocabulary,
    codes_named,
    same_name,
)


class NameCheck:
    """Looks the names of a line up in a vocabulary; without one, every name passes."""

    def __init__(self, vocabulary: Vocabulary | None) -> None:
        self._vocabulary = vocabulary

    def code(self, path: list[Token]) -> None:
        """The path must lead to one code."""
        if self._vocabulary is None:
            return
        codebook = self._vocabulary.codebook
        wanted = tuple(token.name for token in path)
        found = codes_named(codebook, wanted)
        if not found and len(path) == 1:
            self._look_up(gettext_noop("code"), path[0], self._vocabulary.code_names)
        paths = [_written(codebook.path(guid)) for guid in found]
        written = _written(wanted)
        first, last = path[0], path[-1]
        length = last.offset + last.length - first.offset
        if not found:
            every = [_written(codebook.path(code.guid)) for _depth, code in codebook.walk()]
            meant = closest(written, every)
            message = tr(
                "There is no code {written}.{meant}", written=written, meant=did_you_mean(meant)
            )
            raise QueryError(message, first.offset, length, meant)
        if len(found) > 1:
            raise QueryError(
                tr(
                    "There are {count} codes called {written}. Say which: {names}",
                    count=len(found),
                    written=written,
                    names=", ".join(paths),
                ),
                first.offset,
                length,
                paths[0],
            )

    def condition_meant(self, token: Token) -> str:
        """What a name by itself may be meant to ask for: the code that is called so, or nearly, or
        else words of the passage."""
        if self._vocabulary is None:
            return f"code:{token.text}"
        names = self._vocabulary.code_names
        found = next(iter(same_name(token.name, names)), "") or closest(token.name, names)
        return f"code:{as_written(found)}" if found else f"text:{as_written(token.name)}"

    def coder(self, token: Token) -> None:
        """The name must be that of a coder; QueryError where it is none."""
        if self._vocabulary is not None:
            self._look_up(gettext_noop("coder"), token, self._vocabulary.coders)

    def document(self, token: Token) -> None:
        """The name must be that of a document; QueryError where it is none."""
        if self._vocabulary is not None:
            self._look_up(gettext_noop("document"), token, self._vocabulary.documents)

    def coding_round(self, token: Token) -> None:
        """The name must be that of a round; QueryError where it is none."""
        if self._vocabulary is not None:
            self._look_up(gettext_noop("round"), token, self._vocabulary.rounds)

    def named_set(self, token: Token) -> None:
        """The name must be that of a set; QueryError where it is none."""
        if self._vocabulary is not None:
            self._look_up(gettext_noop("set"), token, self._vocabulary.sets)

    def attribute(self, token: Token) -> None:
        """The name must be that of an attribute of codings; QueryError where it is none."""
        if self._vocabulary is not None:
            self._look_up(gettext_noop("attribute of codings"), token, self._vocabulary.attributes)

    def document_attribute(self, token: Token) -> None:
        """The name must be that of an attribute of documents; QueryError where it is none."""
        if self._vocabulary is not None:
            known = self._vocabulary.document_values
            self._look_up(gettext_noop("attribute of documents"), token, known)

    def relation_type(self, token: Token) -> None:
        """The name must be that of a type of relations; QueryError where it is none."""
        if self._vocabulary is not None:
            self._look_up(
                gettext_noop("relation between codings"), token, self._vocabulary.relation_types
            )

    def structure_kind(self, token: Token) -> None:
        """Kinds of elements are the same in every project."""
        _look_up(gettext_noop("kind of place"), token, STRUCTURE_KINDS)

    def _look_up(self, what: str, token: Token, known: Iterable[str]) -> None:
        assert self._vocabulary is not None
        if token.name not in self._vocabulary.guids:
            _look_up(what, token, known)


def _look_up(what: str, token: Token, known: Iterable[str]) -> None:
    names = list(known)
    if same_name(token.name, names):
        return
    meant = as_written(closest(token.name, names)) if closest(token.name, names) else ""
    there = "" if meant or not names else tr(" There are: {names}.", names=_listed(names))
    raise QueryError(
        tr(
            "There is no {what} “{token}”.{meant}{there}",
            what=tr(what),
            token=_shortened(token.name),
            meant=did_you_mean(meant),
            there=there,
        ),
        token.offset,
        token.length,
        meant,
    )


def _written(path: tuple[str, ...]) -> str:
    return ">".join(map(as_written, path))


def _listed(names: list[str], most: int = 12) -> str:
    shown = [_shortened(name) for name in names[:most]]
    return ", ".join([*shown, "…"] if len(names) > most else shown)


def _shortened(name: str, longest: int = 60) -> str:
    return name if len(name) <= longest else name[: longest - 1] + "…"
