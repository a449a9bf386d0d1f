"""What the readers of office documents say of what is not in the text as it stood in the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from annotator.corpus.messages import number_of, tr
from annotator.exchange.documents.reader import Remark

_SENTENCES: Final = {
    "hidden": (tr("Hidden text was left out ({})."), "place"),
    "symbol": (
        tr("Characters of a symbol font have no known Unicode character ({})."),
        "place",
    ),
    "embedded": (
        tr("Another document is embedded and was not read ({})."),
        "part",
    ),
    "object": (tr("An embedded object was not read ({})."), "object"),
    "note": (tr("The text of a note is missing in the file ({})."), "note"),
    "covered": (
        tr("Text in cells that a merged cell covers was left out ({})."),
        "cell",
    ),
    "accept": (
        tr("Tracked changes were accepted ({}); what was deleted is kept beside the text."),
        "place",
    ),
    "reject": (
        tr("Tracked changes were rejected ({}); what was inserted is kept beside the text."),
        "place",
    ),
    "show": (
        tr("Tracked changes are shown ({}): inserted and deleted words are both in the text."),
        "place",
    ),
    "pages": (
        tr(
            "Page breaks are known as far as the author made them ({}), not where "
            "the text was laid out: page numbers may be lower than in print."
        ),
        "break",
    ),
}

_COUNTED: Final[Mapping[str, Callable[[int], str]]] = {
    "place": lambda n: number_of(n, "place"),
    "part": lambda n: number_of(n, "part"),
    "object": lambda n: number_of(n, "object"),
    "note": lambda n: number_of(n, "note"),
    "cell": lambda n: number_of(n, "cell"),
    "break": lambda n: number_of(n, "break"),
}


def remarks(met: Mapping[str, int]) -> list[Remark]:
    """A sentence for each kind of things that were met, with their number."""
    found = []
    for what, count in met.items():
        if count:
            sentence, noun = _SENTENCES[what]
            found.append(Remark(sentence.format(_COUNTED[noun](count))))
    return found
