"""The sample study, made once and copied from then on."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.operations import projects, sample_study
from annotator.storage import journals
from annotator.storage.project_file import ProjectFile


def copied_study(path: Path) -> ProjectFile:
    """The sample study at `path`, open."""
    path.write_bytes(_study())
    journals.make_distinct(path)
    return projects.open_(path)


@cache
def _study() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "study.annot"
        sample_study.build(file).close()
        return file.read_bytes()
