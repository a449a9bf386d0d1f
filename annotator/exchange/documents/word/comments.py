"""Comments of a Word document: who said what when, and the passage it was said of."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.flow import Flow
from annotator.exchange.documents.word.names import W


class Comments:
    """The comments by id; their ranges are opened and closed as the text is walked."""

    def __init__(self, root: etree._Element | None) -> None:
        self._said: dict[str, dict[str, str]] = {}
        self._open: dict[str, int] = {}
        if root is None:
            return
        for one in root.iterchildren(W + "comment"):
            self._said[one.get(W + "id", "")] = {
                "author": one.get(W + "author", ""),
                "date": one.get(W + "date", ""),
                "text": plain_words(one),
            }

    def open(self, key: str, position: int) -> None:
        """The passage begins."""
        self._open[key] = position

    def close(self, key: str, flow: Flow) -> None:
        """The passage ends, or its reference is met: the comment is marked once."""
        said = self._said.pop(key, None)
        at = flow.builder.position
        start = min(self._open.pop(key, at), at)
        if said is not None:
            flow.mark("comment", start, at, **said)


def plain_words(element: etree._Element) -> str:
    """The words below an element, a line for each paragraph."""
    lines: list[str] = []
    for paragraph in element.iter(W + "p"):
        pieces = []
        for one in paragraph.iter(W + "t", W + "tab", W + "br", W + "cr"):
            pieces.append((one.text or "") if one.tag == W + "t" else " ")
        lines.append("".join(pieces).strip())
    return "\n".join(lines).strip()
