"""The main job without hands: two coders, merge, agreement, exports, pictures of the window."""

from __future__ import annotations

from pathlib import Path

from annotator.cli.agreement import print_comparison
from annotator.cli.output import finish_with_progress
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations import reliability, transfer
from annotator.operations import sample_project as sample
from annotator.operations.merging import merges
from annotator.operations.merging.merge_words import MergeWords
from annotator.operations.viewing import everything

MADE = "sample.annot"


def run(folder: Path) -> int:
    """Work through the sample in `folder`, replacing what an earlier run left there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            tr("{folder} can't be used: {strerror}.", folder=folder, strerror=error.strerror)
        ) from error
    first, second = sample.sample_coders()
    target, colleague = folder / MADE, folder / f"sample-{second.name}.annot"
    for old in (target, colleague):
        old.unlink(missing_ok=True)
    sample.build(colleague, second).close()
    with sample.build(target, first) as project:
        print(
            tr(
                "{first} and {second} have coded the same commentary apart.",
                first=first.name,
                second=second.name,
            )
        )
        merged = finish_with_progress(merges.merge(project, first.guid, [colleague]))
        words = MergeWords(project, merged.reports)
        print("\n".join(words.lines(colleague.name, merged.reports[0])))
        print_comparison(reliability.compare(everything(project)))
        for name in ("sample.qdpx", "sample.qdc", "sample.csv", "sample.yaml"):
            job = transfer.export_file(everything(project), folder / name, overwrite=True)
            finish_with_progress(job)
            print(tr("Wrote {file}.", file=folder / name))
    for picture in _pictures(target, folder):
        print(tr("Drew {file}.", file=picture))
    return 0


def _pictures(project: Path, folder: Path) -> list[Path]:
    from annotator import app  # noqa: PLC0415  (everything above works without Qt)

    return app.draw_pictures(project, folder)
