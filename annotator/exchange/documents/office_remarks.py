"""What the readers of office documents say of what is not in the text as it stood in the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotator.exchange.documents.reader import Remark

_SENTENCES: Final = {
    "hidden": ("Hidden text was left out ({}).", "place"),
    "symbol": ("Characters of a symbol font have no known Unicode character ({}).", "place"),
    "embedded": ("Another document is embedded and was not read ({}).", "part"),
    "object": ("An embedded object was not read ({}).", "object"),
    "note": ("The text of a note is missing in the file ({}).", "note"),
    "covered": ("Text in cells that a merged cell covers was left out ({}).", "cell"),
    "accept": (
        "Tracked changes were accepted ({}); what was deleted is kept beside the text.",
        "place",
    ),
    "reject": (
        "Tracked changes were rejected ({}); what was inserted is kept beside the text.",
        "place",
    ),
    "show": (
        "Tracked changes are shown ({}): inserted and deleted words are both in the text.",
        "place",
    ),
    "pages": (
        "Page breaks are known as far as the author made them ({}), not where the text was laid"
        " out: page numbers may be lower than in print.",
        "break",
    ),
}


def remarks(met: Mapping[str, int]) -> list[Remark]:
    """A sentence for each kind of things that were met, with their number."""
    found = []
    for what, count in met.items():
        if count:
            sentence, noun = _SENTENCES[what]
            found.append(Remark(sentence.format(f"{count} {noun}{'' if count == 1 else 's'}")))
    return found
