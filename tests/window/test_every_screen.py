"""Every screen of the gallery in the dark, with letters of 200 % and markup in every name. That of
light screens is `message_walk.py`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from annotator.ui.theme import ThemeChoice
from tests.window import looking, markup
from tests.window.screen_checks import Check, NothingIsCut, PlainNames, RingsAreSeen


def walk(
    folder: Path, theme: ThemeChoice, zoom: int, checks: Mapping[str, Check], mark: str = ""
) -> str:
    """What each check finds on each screen, a line each; no line where all is well."""
    faults: dict[str, list[str]] = {name: [] for name in checks}
    with looking.every_screen(folder, theme, zoom, mark) as screens:
        for screen, top in screens:
            for name, check in checks.items():
                faults[name] += [f"{name}: {screen}: {fault}" for fault in check.faults(top)]
    return "\n".join(line for lines in faults.values() for line in lines)


def test_dark_screens_with_letters_of_200_percent_and_markup_in_every_name(
    qapp: object, home: Path, tmp_path: Path
) -> None:
    cut, plain, focus = NothingIsCut(), PlainNames(), RingsAreSeen()
    checks: dict[str, Check] = {"names are plain": plain, "nothing is cut": cut, "focus": focus}
    faults = walk(tmp_path, ThemeChoice.DARK, 200, checks, markup.MARK)
    assert not faults, faults
    assert len(focus.seen) > 100, "the walk went everywhere"
    assert plain.seen >= {
        "title",
        "label",
        "page",
        "button",
        "action",
        "tip",
        "tip of an action",
        "tip of a cell",
        "tip of a heading",
    }, "the mark stood where names stand"
