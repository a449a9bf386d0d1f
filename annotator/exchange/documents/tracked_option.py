"""The option of office documents that says what becomes of tracked changes."""

from __future__ import annotations

from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.reader import OptionChoice, Options

TRACKED: Final = OptionChoice(
    "tracked",
    tr("what becomes of tracked changes"),
    {
        "accept": tr("as if all were accepted; what was deleted is kept beside the text"),
        "reject": tr("as if all were rejected; what was inserted is kept beside the text"),
        "show": tr("inserted and deleted words are both in the text"),
    },
)


def tracked_option(options: Options) -> str:
    """What was chosen: accept, reject or show. UserError where it is none of them."""
    found = options.get(TRACKED.name, TRACKED.default)
    if found not in TRACKED.values:
        names = ", ".join(TRACKED.values)
        raise UserError(
            tr(
                "“{found}” is no choice for tracked changes. Choose one of: {names}.",
                found=found,
                names=names,
            )
        )
    return found
