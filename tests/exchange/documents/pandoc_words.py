"""Words of texts compared in order, for tests against what other programs read from a file."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from rapidfuzz.distance import LCSseq

needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")

_MARKS = re.compile(r"[*_`~^|\\↩\ufe0e]+")
_NOTE = re.compile(r"^\[\d+\] ", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[[\d*]+\]")
# Pictures have descriptions there, and marks of notes are links in one format, nothing in another.
_FILTER = """
function Image(image)
  if image.title:match('^fig:') then return image.caption end
  return {}
end
function Link(link)
  local shown = pandoc.utils.stringify(link)
  if link.target:match('#') and shown:match('^%[?%d+%]?$') then return {} end
end
function Superscript(raised)
  if pandoc.utils.stringify(raised) == '' then return {} end
end
function Superscript(raised)
  if pandoc.utils.stringify(raised) == '' then return {} end
end
"""
_RULE = re.compile(r"(?:[-=+:─—*]{2,}|[-•◦▪‣+|]|\(?(?:\d+|[a-zA-Z]|[ivxlcIVXLC]+)[.)])")


def words(text: str) -> list[str]:
    """The words of a text without what only marks emphasis, notes, bullets, numbers and rules;
    what stands higher or lower is like other characters."""
    text = _NOTE_MARK.sub("", _NOTE.sub("", text))
    text = unicodedata.normalize("NFKC", text)
    found = (_MARKS.sub("", word) for word in text.split() if not _RULE.fullmatch(word))
    return [word for word in found if word and not _RULE.fullmatch(word)]


def by_pandoc(data: bytes, kind: str) -> str:
    """A document as pandoc writes it as plain text, without the descriptions of pictures."""
    with TemporaryDirectory() as folder:
        script = Path(folder) / "filter.lua"
        script.write_text(_FILTER)
        done = subprocess.run(
            # Columns as wide as any table: cells must not be wrapped side by side.
            [
                *("pandoc", "-f", kind, "-t", "plain", "--wrap=none", "--columns=100000"),
                f"--lua-filter={script}",
            ],
            input=data,
            capture_output=True,
            check=True,
            timeout=120,
        )
    return done.stdout.decode()


def share_in_order(ours: list[str], theirs: list[str]) -> float:
    """The share of the words that both have in the same order, of the longer of them; 0 to 1."""
    longer = max(len(ours), len(theirs))
    return 1.0 if longer == 0 else LCSseq.similarity(ours, theirs) / longer


def differences(ours: list[str], theirs: list[str]) -> Iterable[str]:
    """What differs, a line each, to be read by a person."""
    for what, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if what != "equal":
            yield f"ours {' '.join(ours[a:b])!r}, theirs {' '.join(theirs[c:d])!r}"
