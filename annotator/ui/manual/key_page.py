"""The manual's page of keys, made from the one table of actions."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.ui.actions.key_table import normal
from annotator.ui.actions.spec import MENUS, SUBMENUS, ActionSpec, Where

_WHERE = {
    Where.WINDOW: "",
    Where.TREE: "in the codebook",
    Where.LIST: "in the list of documents",
    Where.PAGE: "on its page",
}


def key_page(specs: Iterable[ActionSpec]) -> str:
    """The page as Markdown: each menu's commands in its order, with the keys that these have."""
    table = list(specs)
    lines = [
        "# Keys and commands",
        "",
        "Every command with its menu and the key that comes with the program. **Help › Keys** shows"
        " your own;",
        "**Help › Change keys** changes them. A code has the key that its entry in the codebook"
        " says.",
    ]
    for menu in MENUS:
        lines += ["", f"## {_plain(menu)}", "", "| command | key | where |", "|---|---|---|"]
        lines += [_row(spec) for spec in table if spec.top == menu]
    return "\n".join(lines) + "\n"


def _row(spec: ActionSpec) -> str:
    name = _plain(spec.text)
    if spec.menu in SUBMENUS:
        name = f"{_plain(spec.menu)} › {name}"
    where = "in the text" if spec.in_reader else _WHERE[spec.where]
    key = f"`{normal(spec.key)}`" if spec.key else ""
    return f"| {name} | {key} | {where if key else ''} |".replace("  ", " ")


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…")
