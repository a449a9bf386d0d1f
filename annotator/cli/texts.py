"""How a text was read, in lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.cli.output import say
from annotator.corpus.messages import tr
from annotator.operations.documents import TextFile, encodings


def say_text(about: str, text: TextFile) -> None:
    """How a text was read, and what shows whether that is right."""
    guessed = " (guessed)" if text.guessed else ""
    say(f"{about}: {len(text.text):,} characters, {text.encoding}{guessed}")
    if text.odd:
        say(f"  {encodings.places(text)}")
    if text.guessed:
        found = encodings.readings(text)
        words = "; ".join(found[0].words)
        others = ", ".join(reading.encoding for reading in found[1:])
        say(
            tr(
                "  It reads: {words}. Should it read otherwise, add it with --encoding ({others}).",
                words=words,
                others=others,
            )
        )


def say_same_text(name: str, same_text: Mapping[str, Sequence[str]]) -> None:
    """That a new document has the text of others, where it has."""
    others = same_text.get(name)
    if others:
        say(
            tr(
                "  {name} has the text of {names}: one text is there more than once.",
                name=name,
                names=", ".join(others),
            )
        )
