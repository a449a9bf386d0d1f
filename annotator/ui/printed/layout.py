"""Where pages stand in the view: one below the other, each in the middle, at one scale."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF

from annotator.operations.documents.printed_pages import Box


class PageLayout:
    """Pages of `sizes` (points) at `scale` (pixels to a point), with `gap` pixels around each, in
    a view `width` pixels wide."""

    def __init__(
        self, sizes: Sequence[tuple[float, float]], scale: float, gap: int, width: int
    ) -> None:
        self._sizes, self.scale, self._gap = sizes, scale, gap
        self.width = max([width, *(round(w * scale) + 2 * gap for w, _h in sizes)])
        heights = [h * scale + gap for _w, h in sizes]
        self._tops = [float(top) for top in accumulate(heights, initial=float(gap))]

    @property
    def height(self) -> float:
        """Of all pages with the gaps around them."""
        return self._tops[-1]

    def rect(self, page: int) -> QRectF:
        """A page (from 0) in pixels of the whole."""
        width, height = (length * self.scale for length in self._sizes[page])
        return QRectF((self.width - width) / 2, self._tops[page], width, height)

    def page_at(self, y: float) -> int:
        """The page at a height, the nearest where it is between two."""
        return min(max(bisect_right(self._tops, y) - 1, 0), len(self._sizes) - 1)

    def visible(self, top: float, bottom: float) -> range:
        """The pages that are seen between two heights."""
        if not self._sizes:
            return range(0)
        return range(self.page_at(top), self.page_at(bottom) + 1)

    def box(self, box: Box) -> QRectF:
        """A box of a page in pixels of the whole."""
        origin, scale = self.rect(box.page).topLeft(), self.scale
        return QRectF(
            origin.x() + box.left * scale,
            origin.y() + box.top * scale,
            (box.right - box.left) * scale,
            (box.bottom - box.top) * scale,
        )

    def point(self, place: QPointF) -> tuple[int, float, float]:
        """Page, and x and y in points on it, of a place in the whole."""
        page = self.page_at(place.y())
        rect = self.rect(page)
        return page, (place.x() - rect.x()) / self.scale, (place.y() - rect.y()) / self.scale
