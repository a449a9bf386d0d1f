"""What is said of a PDF beside its text: what could not be read, and where."""

from __future__ import annotations

from typing import Final

import numpy as np

from annotator.corpus.messages import tr
from annotator.exchange.documents.pdf.characters import Characters
from annotator.exchange.documents.pdf.layout import Page
from annotator.exchange.documents.reader import Remark

_NAMED: Final = 12


def remarks_on(pages: list[Page], labels: list[str], missing: int) -> list[Remark]:
    """Remarks on pages without text, on characters the fonts do not tell, and on the outline."""
    found: list[Remark] = []
    bare = [page.number for page in pages if not len(page.characters) and page.objects]
    if bare:
        count = f"{len(bare)} pages hold" if len(bare) > 1 else "A page holds"
        found.append(Remark(f"{count} pictures only, and no text.", _where(bare, labels)))
    for count_of, words in ((_unknown, _UNKNOWN), (_private, _PRIVATE)):
        counts = {page.number: count_of(page.characters) for page in pages}
        total = sum(counts.values())
        if total:
            where = _where([number for number, count in counts.items() if count], labels)
            text = words[total > 1].format(total)
            if words is _UNKNOWN and 5 * total > sum(len(page.characters) for page in pages):
                text += tr(" Text recognition (OCR) over the file would give its text.")
            found.append(Remark(text, where))
    if missing:
        found.append(
            Remark(
                f"{missing} entries of the outline are in no line of the text."
                if missing > 1
                else "An entry of the outline is in no line of the text."
            )
        )
    return found


_UNKNOWN: Final = (
    tr("The font does not tell what a character is; it may be a wrong one."),
    tr("The fonts do not tell what {} characters are; they may be wrong ones."),
)
_PRIVATE: Final = (
    tr("A character is a sign of its font's own (private use) and is kept as it is."),
    tr("{} characters are signs of their font's own (private use) and are kept as they are."),
)


def _unknown(characters: Characters) -> int:
    return int(np.count_nonzero(characters.unmapped | (characters.code == 0xFFFD)))


def _private(characters: Characters) -> int:
    code = characters.code
    private = ((code >= 0xE000) & (code < 0xF900)) | (code >= 0xF0000)
    return int(np.count_nonzero(private & ~characters.unmapped))


def _where(numbers: list[int], labels: list[str]) -> str:
    named = ", ".join(labels[number] for number in numbers[:_NAMED])
    more = f" and {len(numbers) - _NAMED} more" if len(numbers) > _NAMED else ""
    return f"{'pages' if len(numbers) > 1 else 'page'} {named}{more}"
