"""What is wrong with a query line, and where."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.corpus.messages import tr
from annotator.errors import UserError


class QueryError(UserError):
    """A line that is no query. `offset` and `length` are the place of the mistake in code points;
    `suggestion` is what may have been meant there, or empty."""

    def __init__(self, message: str, offset: int, length: int, suggestion: str = "") -> None:
        self.offset, self.length, self.suggestion = offset, length, suggestion
        end = "" if message.endswith((".", "?")) else "."
        super().__init__(
            tr(
                "At character {offset} of the query: {message}{end}",
                offset=offset + 1,
                message=message,
                end=end,
            )
        )


def closest(written: str, known: Iterable[str]) -> str:
    """The known name that is most like what was written; empty where none is."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  (start-up)

    names = list(known)
    # A slip of the keys first; else a name of which a part was written.
    for scorer, cutoff in ((fuzz.ratio, 60), (fuzz.partial_ratio, 90)):
        found = process.extractOne(
            written, names, scorer=scorer, processor=str.casefold, score_cutoff=cutoff
        )
        if found:
            return str(found[0])
    return ""


def did_you_mean(suggestion: str) -> str:
    """The sentence that offers a suggestion, with a space before it; empty where there is none."""
    return tr(" Did you mean {suggestion}?", suggestion=suggestion) if suggestion else ""
