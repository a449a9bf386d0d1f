"""What each command does: call the operation, print what it returned."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from annotator.cli.acting import acting_coder, coder_named, register
from annotator.cli.opening import opened
from annotator.cli.output import (
    print_csv,
    print_json,
    print_table,
    say,
)
from annotator.cli.viewing import say_withheld, viewer_of, withheld
from annotator.corpus.job import finish
from annotator.corpus.plurals import number_of
from annotator.exchange.codings_csv import (
    CodingRow,
    coding_cells,
    coding_rows,
    columns,
    document_attribute_names,
)
from annotator.operations import (
    codebook,
    coders,
    codes,
    integrity,
    open_points,
    projects,
)
from annotator.operations.viewing import Viewer


def run(options: argparse.Namespace) -> int:
    """Run the command that was parsed; returns the exit status."""
    return _COMMANDS[options.command](options)


def _new(options: argparse.Namespace) -> int:
    path: Path = options.project
    if not path.suffix:
        path = path.with_suffix(".annot")
    codebook = codes.load(options.codebook)
    with projects.create(path, codebook, coder_named(options.coder)):
        say(f"Made {path} with {len(codebook.codes)} codes.")
    return 0


def _add(options: argparse.Namespace) -> int:
    if options.mapping is not None or options.propose_mapping:
        from annotator.cli import tables  # noqa: PLC0415

        return tables.print_proposal(options) if options.propose_mapping else tables.add(options)
    if options.replaces is not None:
        from annotator.cli import versions  # noqa: PLC0415  (it compares texts)

        return versions.replace(options)
    from annotator.cli import adding  # noqa: PLC0415

    return adding.add(options)


def _text(options: argparse.Namespace) -> int:
    from annotator.cli import adding  # noqa: PLC0415

    return adding.print_text(options)


def _original(options: argparse.Namespace) -> int:
    from annotator.cli import adding  # noqa: PLC0415

    return adding.write_original(options)


def _info(options: argparse.Namespace) -> int:
    from annotator.cli import inventory  # noqa: PLC0415

    return inventory.run(options)


def _codings(options: argparse.Namespace) -> int:
    from annotator.operations import transfer  # noqa: PLC0415  (it knows every format)

    with opened(options) as project:
        viewer = viewer_of(project, options)
        content = transfer.whole(viewer)
        rows = list(coding_rows(content))
        names = document_attribute_names(content.document_attributes)
        places = bool(content.structures)
        if options.to_complete:
            status = _to_complete(viewer, options, rows, names, places=places)
        else:
            status = _all(viewer, options, rows, names, places=places)
        if not options.json:
            say_withheld(viewer)
    return status


def _all(
    viewer: Viewer,
    options: argparse.Namespace,
    rows: list[CodingRow],
    names: list[str],
    *,
    places: bool,
) -> int:
    if options.json:
        print_json({"codings": rows} | withheld(viewer))
    elif options.csv:
        cells = (coding_cells(row, names, places=places) for row in rows)
        header = columns(names, places=places)
        print_csv(header, cells, guard_formulas=options.guard_formulas)
    else:
        print_table(
            ("document", "start", "end", "code", "coder", "text"),
            [
                (
                    *(row["document"], row["start"], row["end"], " > ".join(row["code"])),
                    *(row["coder"], _shortened(row["text"])),
                )
                for row in rows
            ],
        )
    return 0


def _to_complete(
    viewer: Viewer,
    options: argparse.Namespace,
    rows: list[CodingRow],
    names: list[str],
    *,
    places: bool,
) -> int:
    """The codings on which something is left to do, of all coders, with what it is."""
    book = codebook.current(viewer.project)
    people = coders.everybody(viewer.project)
    found = [p for one in people for p in finish(open_points.open_points(viewer, one.guid))]
    by_guid = {point.coding.guid: point for point in found}
    left: list[dict[str, Any]] = [
        {
            **row,
            "from_cue": point.coding.from_cue,
            "missing": point.missing,
            "broken": [open_points.words(one, point.coding, book) for one in point.broken],
        }
        for row in rows
        if (point := by_guid.get(row["guid"])) is not None
    ]
    if options.json:
        print_json({"codings": left} | withheld(viewer))
    elif options.csv:
        kept = [row for row in rows if row["guid"] in by_guid]
        cells = (coding_cells(row, names, places=places) for row in kept)
        header = columns(names, places=places)
        print_csv(header, cells, guard_formulas=options.guard_formulas)
    else:
        print_table(
            ("document", "start", "code", "coder", "text", "to do"),
            [
                (
                    *(row["document"], row["start"], " > ".join(row["code"]), row["coder"]),
                    *(_shortened(row["text"], 40), _to_do(row["missing"], row["broken"])),
                )
                for row in left
            ],
        )
    return 0


def _to_do(missing: list[str], broken: list[str]) -> str:
    return " ".join([f"missing: {', '.join(missing)}."] * bool(missing) + broken)


def _shortened(text: str, longest: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"


def _agree(options: argparse.Namespace) -> int:
    from annotator.cli import agreement  # noqa: PLC0415  (NumPy is for this command only)

    return agreement.run(options)


def _codebook(options: argparse.Namespace) -> int:
    from annotator.cli import codebook  # noqa: PLC0415

    return codebook.run(options)


def _handout(options: argparse.Namespace) -> int:
    from annotator.cli import exchange  # noqa: PLC0415

    return exchange.hand_out(options)


def _rounds(options: argparse.Namespace) -> int:
    from annotator.cli import exchange  # noqa: PLC0415

    return exchange.list_rounds(options)


def _history(options: argparse.Namespace) -> int:
    from annotator.cli import exchange  # noqa: PLC0415

    return exchange.history(options)


def _disagreements(options: argparse.Namespace) -> int:
    from annotator.cli import settling  # noqa: PLC0415

    return settling.run(options)


def _merge(options: argparse.Namespace) -> int:
    from annotator.cli import merging  # noqa: PLC0415

    return merging.merge(options)


def _import(options: argparse.Namespace) -> int:
    from annotator.cli import transfer as command  # noqa: PLC0415

    return command.import_files(options)


def _export(options: argparse.Namespace) -> int:
    from annotator.cli import transfer as command  # noqa: PLC0415

    return command.export(options)


def _joined(options: argparse.Namespace) -> int:
    from annotator.cli import joined  # noqa: PLC0415

    return joined.run(options)


def _attributes(options: argparse.Namespace) -> int:
    from annotator.cli import attributes  # noqa: PLC0415

    return attributes.run(options)


def _check(options: argparse.Namespace) -> int:
    with projects.open_unvalidated(options.project) as project:
        faults = integrity.check(project)
        viewer = None if faults else viewer_of(project, options)
        remarks = integrity.remarks(viewer) if viewer is not None else []
        if viewer is not None:
            say_withheld(viewer)
    for fault in faults:
        print(fault)
    if not faults:
        print(f"{options.project.name} is sound.")
    for remark in remarks:
        print(remark)
    if remarks:
        print("“annotator unite PROJECT” makes one coding of each.")
    return 1 if faults else 0


def _unite(options: argparse.Namespace) -> int:
    from annotator.operations import identical_codings  # noqa: PLC0415

    with projects.open_(options.project) as project:
        viewer = viewer_of(project, options)
        number = sum(len(group) - 1 for group in identical_codings.find(viewer))
        said: tuple[str, ...] = ()
        if number and not options.dry_run:
            coder = acting_coder(project, options.coder)
            changes = identical_codings.unite(project, coder.guid)
            said = changes.remarks
            register(project, coder, changes)
        kept_back = withheld(viewer)
        if not options.json:
            say_withheld(viewer)
    if options.json:
        found_: dict[str, Any] = {"united": number, "remarks": list(said)}
        print_json(found_ | {"dry_run": options.dry_run} | kept_back)
        return 0
    done = "would be" if options.dry_run else "was" if number == 1 else "were"
    found = number_of(number, "identical coding")
    print(f"{found} {done} united with others." if number else "None.")
    for remark in said:
        print(remark)
    return 0


def _blind(options: argparse.Namespace) -> int:
    from annotator.cli import viewing  # noqa: PLC0415

    return viewing.set_blind(options)


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "new": _new,
    "add": _add,
    "text": _text,
    "original": _original,
    "info": _info,
    "codings": _codings,
    "agree": _agree,
    "merge": _merge,
    "import": _import,
    "export": _export,
    "joined": _joined,
    "attributes": _attributes,
    "check": _check,
    "unite": _unite,
    "codebook": _codebook,
    "handout": _handout,
    "rounds": _rounds,
    "history": _history,
    "disagreements": _disagreements,
    "blind": _blind,
}
