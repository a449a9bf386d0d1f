"""Words on texts that are in a project more than once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.corpus.messages import tr


def same_text_sentences(same_text: Mapping[str, Sequence[str]]) -> list[str]:
    """A sentence for each new document (a name) that has the text of others (their names)."""
    words = tr("{0} has the text of {1}: one text is there more than once.")
    return [words.format(name, ", ".join(others)) for name, others in same_text.items()]
