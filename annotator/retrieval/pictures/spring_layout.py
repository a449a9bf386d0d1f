"""Places of the nodes of a network: springs pull together what is joined (Fruchterman & Reingold
1991, Graph drawing by force-directed placement)."""

from __future__ import annotations

import numpy as np

from annotator.retrieval.arrays import Floats

_ROUNDS = 300


def spring_layout(weights: Floats) -> Floats:
    """(nodes, 2) places from 0 to 1 for symmetric (nodes, nodes) weights. The same weights have
    the same places: it begins on a circle, not by chance."""
    size = len(weights)
    if size < 2:
        return np.full((size, 2), 0.5)
    turn = 2 * np.pi * np.arange(size) / size + 0.3
    places = np.stack((np.cos(turn), np.sin(turn)), axis=1)
    strength = _strength(weights)
    natural = 1.6 / np.sqrt(size)
    for heat in np.linspace(0.25, 0.005, _ROUNDS):
        way = places[:, None] - places[None]
        distance = np.maximum(np.sqrt((way**2).sum(axis=2)), 1e-3)
        push = natural**2 / distance**2
        pull = strength * distance / natural
        force = (way * (push - pull)[..., None]).sum(axis=1) - 0.35 * places
        length = np.maximum(np.sqrt((force**2).sum(axis=1, keepdims=True)), 1e-9)
        places = places + force / length * np.minimum(length, heat)
    return _stretched(places)


def _strength(weights: Floats) -> Floats:
    """How strongly pairs are pulled: the strongest by 1, weak ones still a little."""
    own = weights.astype(np.float64, copy=True)
    np.fill_diagonal(own, 0)
    highest = own.max()
    return np.sqrt(own / highest) if highest > 0 else own


def separated(places: Floats, radii: Floats, gap: float, room: Floats) -> Floats:
    """The same (nodes, 2) places in pixels, moved as little as is needed for circles not to touch,
    with a gap between them; in a room so wide and high, as far as that is possible."""
    wanted = radii[:, None] + radii[None] + gap
    np.fill_diagonal(wanted, 0)
    for _round in range(_ROUNDS):
        way = places[:, None] - places[None]
        distance = np.sqrt((way**2).sum(axis=2))
        short = np.maximum(wanted - distance, 0)
        if not short.any():
            break
        # Those at one place are parted along a line by their numbers.
        way[distance < 1e-6] = (1.0, 0.0)
        step = way / np.maximum(distance, 1.0)[..., None] * short[..., None] / 2
        upper = np.triu(np.ones_like(short), 1)[..., None]
        moved = (step * upper).sum(axis=1) - (step * upper).sum(axis=0)
        places = np.clip(places + moved * 0.6, 0, room)
    return places


def _stretched(places: Floats) -> Floats:
    low, high = places.min(axis=0), places.max(axis=0)
    span = high - low
    level = np.where(span > 1e-6, span, 1.0)
    return np.where(span > 1e-6, (places - low) / level, 0.5)
