"""``annotator layouts``: the rules by which exports of news databases are read."""

from __future__ import annotations

import argparse
from typing import Any

from annotator.atomic_file import replacing
from annotator.cli.output import print_json, say
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.news import rule_files
from annotator.exchange.news.layout import Layout
from annotator.paths import resource


def run(options: argparse.Namespace) -> int:
    """List the layouts and what is wrong with files of one's own; check or copy one. UserError
    for a file with mistakes, and where a copy is there already."""
    if options.check is not None:
        layout = rule_files.read_rule_file(options.check)
        say(f"{options.check} is sound: {layout.title}.")
        return 0
    if options.copy is not None:
        _copy(options.copy)
        return 0
    found = rule_files.rule_files()
    if options.json:
        print_json(
            {
                "folder": str(rule_files.own_folder()),
                "layouts": [_layout(one) for one in found.layouts],
                "problems": list(found.problems),
            }
        )
    else:
        _print(found)
    return 1 if found.problems else 0


def _layout(layout: Layout) -> dict[str, Any]:
    return {
        "name": layout.name,
        "title": layout.title,
        "rests_on": layout.rests_on,
        "tried_on": layout.tried,
        "file": layout.file or None,
    }


def _print(found: rule_files.RuleFiles) -> None:
    for layout in found.layouts:
        print(f"{layout.name:<14} {layout.title}")
        print(f"{'':<14} rests on: {layout.rests_on}")
        print(f"{'':<14} tried on: {layout.tried or 'no real file'}")
        if layout.file:
            print(f"{'':<14} your own: {layout.file}")
    say(tr("Rules of your own belong in {own_folder}.", own_folder=rule_files.own_folder()))
    for problem in found.problems:
        say(problem)


def _copy(name: str) -> None:
    names = [path.stem for path in sorted(resource("news").glob("*.yaml"))]
    if name not in names:
        raise UserError(
            tr("There is no layout “{name}”. There are {names}.", name=name, names=", ".join(names))
        )
    target = rule_files.own_folder() / f"{name}.yaml"
    if target.exists():
        raise UserError(
            tr("{target} is there already; change that file, or delete it first.", target=target)
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target) as partial:
            partial.write_bytes(resource("news", f"{name}.yaml").read_bytes())
    except OSError as error:
        raise UserError(
            tr("{target} can't be written: {strerror}.", target=target, strerror=error.strerror)
        ) from error
    say(
        tr(
            "Wrote {target}. It is used from now on; “annotator layouts” tells of mistakes in it.",
            target=target,
        )
    )
