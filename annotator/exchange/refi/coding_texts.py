"""What a coding says beyond its code, as the description of its selection, and back.

    Attributes:
    type: causal
    kind: [affect; judgement]
    Began from a cue.

The format has no attributes of codings. Child codes by value would show in every program, but
they can hold closed choices only, double each coding, and cannot be told from codes of the coder's
own once a program has renamed them. A description is what programs show beside the passage, as its
comment, and what they pass on; it holds every kind of value. It belongs to the selection, so a
coding that says something has a selection of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from annotator.corpus.codebook import Codebook, Value
from annotator.exchange.attribute_names import attribute_names
from annotator.exchange.refi.lines import from_pair, pair

_HEAD = "Attributes:"
_CUE = "Began from a cue."
_SHORT = 200
"""Characters of a line that is kept: short ones are said many times over."""


@dataclass(frozen=True, slots=True)
class Said:
    """The values of a coding by the name of the attribute, and whether it began from a cue."""

    values: Mapping[str, Value] = field(default_factory=dict)
    from_cue: bool = False


HEADS = (f"{_HEAD}\n", _CUE)
"""What a text of this kind begins with."""


def is_said(text: str) -> bool:
    """Whether a text says what `render_said` writes."""
    return parse_said(text) is not None


def render_said(said: Said) -> str:
    """The text; empty where nothing is said."""
    lines = [pair(name, value) for name, value in said.values.items()]
    if lines:
        lines.insert(0, _HEAD)
    if said.from_cue:
        lines.append(_CUE)
    return "\n".join(lines)


def parse_said(text: str) -> Said | None:
    """What the text says; None for a text that is not of this kind."""
    if not text.startswith((_HEAD, _CUE)):
        return None
    said = _parsed(text)
    return said or _parsed(text.strip("\n").rstrip())


def _parsed(text: str) -> Said | None:
    """What a text says that `render_said` would write exactly so."""
    lines = text.split("\n")
    from_cue = lines[-1] == _CUE
    values: dict[str, Value] = {}
    pairs = lines[1 : len(lines) - from_cue]
    if lines[0] != _HEAD if pairs else lines != [_CUE]:
        return None
    for line in pairs:
        found = _known_pair(line) if len(line) <= _SHORT else _exact_pair(line)
        if found is None or found[0] in values:
            return None
        values[found[0]] = found[1]
    return Said(values, from_cue)


def _exact_pair(line: str) -> tuple[str, Value] | None:
    """The name and value of a line that `pair` writes exactly so."""
    found = from_pair(line)
    return found if found is not None and pair(*found) == line else None


_known_pair = lru_cache(maxsize=1024)(_exact_pair)


class Names:
    """The names of attributes within their code, and back."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._names: dict[str, dict[str, str]] = {}
        self._guids: dict[str, dict[str, str]] = {}

    def of(self, code: str) -> dict[str, str]:
        """The names of a code's attributes by GUID, in order."""
        if code not in self._names:
            self._names[code] = attribute_names(self._codebook, code)
        return self._names[code]

    def guids(self, code: str) -> dict[str, str]:
        """The GUIDs of a code's attributes by name."""
        if code not in self._guids:
            self._guids[code] = {name: guid for guid, name in self.of(code).items()}
        return self._guids[code]
