"""How the documents of a round were drawn, and what is asked of its coders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from annotator.corpus.team import Round


@dataclass(frozen=True, slots=True)
class RoundDesign:
    """What `Round.design` says; other entries of it are kept.

    repeat: its coders code documents again that they coded before, without seeing the first time.
    gold: the coder (a GUID) whose codings a training is measured against, "" for none. pass_mark:
    the alpha that is asked for of each code there. share: percent of a production's documents that
    go to two coders, drawn with `seed`. unsought: why agreement is not sought, where it is not.
    """

    repeat: bool = False
    gold: str = ""
    pass_mark: float | None = None
    share: float | None = None
    seed: int | None = None
    unsought: str = ""


def design_of(coding_round: Round) -> RoundDesign:
    """What a round says of its design; what can't be read counts as not said."""
    said = coding_round.design
    return RoundDesign(
        said.get("repeat") is True,
        _text(said, "gold"),
        _number(said, "pass_mark"),
        _number(said, "share"),
        seed if isinstance(seed := said.get("seed"), int) else None,
        _text(said, "unsought"),
    )


def with_design(coding_round: Round, design: RoundDesign) -> Round:
    """The round with another design."""
    values = {
        "repeat": design.repeat or None,
        "gold": design.gold or None,
        "pass_mark": design.pass_mark,
        "share": design.share,
        "seed": design.seed,
        "unsought": design.unsought or None,
    }
    rest = {name: value for name, value in coding_round.design.items() if name not in values}
    said = {name: value for name, value in values.items() if value is not None}
    return replace(coding_round, design={**rest, **said})


def _text(said: Mapping[str, object], name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""


def _number(said: Mapping[str, object], name: str) -> float | None:
    value = said.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
