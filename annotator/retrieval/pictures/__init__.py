"""Pictures of answers and tables, laid out as drawings: no window, no file.

values.py    what is drawn
look.py      colours and the width of words
sheet.py     what pictures are laid out on
heat_map.py, bars.py, portrait.py, strips.py (timelines and distributions), network.py, flow.py
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from annotator.corpus.drawing import Drawing
from annotator.retrieval.pictures import bars, flow, heat_map, network, portrait, strips
from annotator.retrieval.pictures.look import Look
from annotator.retrieval.pictures.sheet import Sheet
from annotator.retrieval.pictures.values import (
    BarChart,
    Distribution,
    Flow,
    HeatMap,
    Network,
    Picture,
    Portrait,
    Timeline,
)

__all__ = [
    "BarChart",
    "Distribution",
    "Flow",
    "HeatMap",
    "Look",
    "Network",
    "Picture",
    "Portrait",
    "Timeline",
    "draw",
]


_LAYOUTS: Mapping[type, Callable[[Any, Sheet], Drawing]] = {
    HeatMap: heat_map.draw,
    BarChart: bars.draw,
    Portrait: portrait.draw,
    Timeline: strips.draw_timeline,
    Distribution: strips.draw_distribution,
    Network: network.draw,
    Flow: flow.draw,
}


def draw(picture: Picture, look: Look) -> Drawing:
    """The shapes of a picture, in these colours."""
    return _LAYOUTS[type(picture)](picture, Sheet(look, picture.heading, picture.marks))
