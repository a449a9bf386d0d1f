"""The words of a TEI text, and where its elements are in them.

White space of the markup is none of the text: it becomes one space, and a line end between blocks,
unless ``xml:space="preserve"`` says that it counts (TEI Guidelines, 1.3.1.1.6). Pointers count the
characters as they stand in the file.
"""

from __future__ import annotations

import re
from array import array
from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]

ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_BLOCKS: Final = frozenset(
    {
        *("ab", "argument", "back", "body", "byline", "cell", "closer", "dateline", "div", "div1"),
        *(
            "div2",
            "div3",
            "docTitle",
            "epigraph",
            "front",
            "group",
            "head",
            "item",
            "l",
            "lb",
            "lg",
        ),
        *("list", "opener", "p", "pb", "postscript", "quote", "row", "salute", "signed", "sp"),
        *("speaker", "stage", "table", "titlePage", "trailer", "u"),
    }
)
_BLANKS: Final = " \t\n\r"
_WORD: Final = re.compile(f"[^{_BLANKS}]+|[{_BLANKS}]+")
_NOWHERE: Final = -1


class TeiText:
    """`words` is the text; `element` and `stretch` say where in it a place of the file is, in code
    points."""

    def __init__(self, text: Any) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._break = False
        self._blank = _NOWHERE
        # For each character of the file where it is in the words, or nowhere.
        self._place = array("q")
        self._ranges: dict[str, tuple[int, int]] = {}
        self._walk(text)
        self.words = "".join(self._pieces)

    def element(self, key: str) -> tuple[int, int] | None:
        """The words of the element of this xml:id; None where there is none, or it has no words."""
        found = self._ranges.get(key)
        return None if found is None else self._words(*found)

    def stretch(self, key: str, offset: int, length: int) -> tuple[int, int] | None:
        """So many characters of an element from a place in it."""
        found = self._ranges.get(key)
        if found is None or offset + length > found[1] - found[0]:
            return None
        return self._words(found[0] + offset, found[0] + offset + length)

    def _words(self, first: int, last: int) -> tuple[int, int] | None:
        """Where the characters of the file from `first` to `last` are, without white space that is
        nowhere at the ends."""
        while first < last and self._place[first] == _NOWHERE:
            first += 1
        while first < last and self._place[last - 1] == _NOWHERE:
            last -= 1
        if first >= last:
            return None
        return self._place[first], self._place[last - 1] + 1

    # --- from the tree

    def _walk(self, text: Any) -> None:
        """Every element in the order of the file; recursion would end at a few hundred levels."""
        kept: list[bool] = []
        starts: list[int] = []
        for event, one in etree.iterwalk(text, events=("start", "end")):
            block = etree.QName(one).localname in _BLOCKS
            if event == "start":
                says = one.get(_SPACE)
                kept.append(says == "preserve" if says else bool(kept and kept[-1]))
                self._break_line(block)
                starts.append(len(self._place))
                self._add(one.text, keep=kept[-1])
                continue
            key, start = one.get(ID), starts.pop()
            if key:
                self._ranges.setdefault(key, (start, len(self._place)))
            kept.pop()
            self._break_line(block)
            if one is not text:
                self._add(one.tail, keep=bool(kept and kept[-1]))

    def _break_line(self, block: bool) -> None:
        if block:
            self._break, self._blank = bool(self._length), _NOWHERE

    def _add(self, text: str | None, *, keep: bool) -> None:
        if not text:
            return
        if keep:
            self._write(text)
            return
        for found in _WORD.finditer(text):
            if found[0][0] in _BLANKS:
                self._pass_over(len(found[0]))
            else:
                self._write(found[0])

    def _pass_over(self, number: int) -> None:
        """White space: one space, once words follow on the same line."""
        if self._blank == _NOWHERE and self._length and not self._break:
            self._blank = len(self._place)
        self._place.extend([_NOWHERE] * number)

    def _write(self, words: str) -> None:
        between = ""
        if self._break:
            between = "\n"
        elif self._blank != _NOWHERE:
            between = " "
            self._place[self._blank] = self._length
        self._break, self._blank = False, _NOWHERE
        start = self._length + len(between)
        self._pieces += (between, words)
        self._length = start + len(words)
        self._place.extend(range(start, self._length))
