"""``annotator info``: documents, codes, coders and numbers of codings."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import Any

from annotator.cli import team
from annotator.cli.opening import opened
from annotator.cli.output import print_json, print_table
from annotator.cli.viewing import say_withheld, viewer_of, withheld
from annotator.corpus.document import Progress
from annotator.corpus.messages import localised, number_of, tr
from annotator.operations.projects.inventory import SCHEMA, Inventory, inventory
from annotator.operations.team import coders


def run(options: argparse.Namespace) -> int:
    """Print what is in a project, of others' work in a blind one only how much there is."""
    with opened(options) as project:
        viewer = viewer_of(project, options)
        found = _document(inventory(viewer))
        found["rounds"] = team.rounds_document(viewer)
        if options.json:
            print_json(found | withheld(viewer))
            return 0
        _print(found)
        say_withheld(viewer)
    return 0


def _print(found: dict[str, Any]) -> None:
    print(f"{found['project']['name']}: {number_of(found['codings'], 'coding')}")
    rows = [
        (
            d["name"],
            localised(f"{d['characters']:,}"),
            ", ".join(f"{c} {n}" for c, n in d["codings"].items()),
        )
        for d in found["documents"]
    ]
    print_table((tr("document"), tr("characters"), tr("codings")), rows)
    print()
    codes_ = [(" > ".join(c["path"]), c["color"], c["codings"]) for c in found["codes"]]
    print_table((tr("code"), tr("colour"), tr("codings")), codes_)
    print()
    print(tr("Coders: {coders}", coders=", ".join(c["name"] for c in found["coders"])))
    if found["to_settle"]:
        print(
            tr(
                "Codings to settle, in earlier versions of texts: {to_settle:,}",
                to_settle=found["to_settle"],
            )
        )
    if found["from_cue"]:
        print(
            tr(
                "Codings that began from a cue: {from_cue:,} of {codings:,}",
                from_cue=found["from_cue"],
                codings=found["codings"],
            )
        )
    if found["project"]["cues_locked"]:
        print(tr("Cues are locked."))
    for one in found["rounds"]:
        done = sum(given["progress"] == Progress.DONE for given in one["assignments"])
        print(
            tr(
                "Round {name}: {done} of {count} done",
                name=one["name"],
                done=done,
                count=len(one["assignments"]),
            )
        )


def _document(there: Inventory) -> dict[str, Any]:
    names = coders.labels(there.coders)
    by_document: dict[str, Counter[str]] = {}
    by_code: Counter[str] = Counter()
    for (document, code, coder), number in there.codings.items():
        by_document.setdefault(document, Counter())[names[coder]] += number
        by_code[code] += number
    from_cue: Counter[str] = Counter()
    for (_document, code, _coder), number in there.from_cue.items():
        from_cue[code] += number
    left_behind = by_document.keys() - {d.guid for d in there.documents}
    project = there.project
    return {
        "project": {
            "guid": project.guid,
            "name": project.name,
            "schema": SCHEMA,
            "cues_locked": project.cues_locked,
            "blind": project.blind,
        },
        "documents": [
            {
                "guid": d.guid,
                "name": d.name,
                "characters": d.characters,
                "sha256": there.files[d.guid],
                "attributes": there.attributes.get(d.guid, {}),
                "codings": dict(sorted(by_document.get(d.guid, Counter()).items())),
            }
            for d in there.documents
        ],
        "to_settle": sum(by_document[guid].total() for guid in left_behind),
        "codes": [
            {
                "guid": code.guid,
                "path": list(there.codebook.path(code.guid)),
                "color": code.color,
                "codings": by_code[code.guid],
                "from_cue": from_cue[code.guid],
            }
            for _depth, code in there.codebook.walk()
        ],
        "coders": [{"guid": c.guid, "name": c.name} for c in there.coders],
        "codings": by_code.total(),
        "from_cue": from_cue.total(),
    }
