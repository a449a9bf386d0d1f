"""How a text was read, in lines."""

from __future__ import annotations

from annotator.cli.output import say
from annotator.operations import encodings
from annotator.operations.documents import TextFile


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
        say(f"  It reads: {words}. Should it read otherwise, add it with --encoding ({others}).")
