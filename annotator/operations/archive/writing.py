"""A replication archive as a file: the same project and the same choice give the same bytes."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.replication import crate
from annotator.operations import projects
from annotator.operations.archive import readme
from annotator.operations.archive.choice import ArchiveChoice
from annotator.operations.archive.contents import Member, members, source_of
from annotator.operations.viewing import Viewer

CHECKSUMS: Final = "checksums-sha256.txt"
"""As ``sha256sum --check`` reads it."""
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_LEVEL: Final = 6
_UNIX: Final = 3


def write(
    viewer: Viewer, target: Path, choice: ArchiveChoice, *, overwrite: bool = False
) -> Job[list[str]]:
    """Write the archive of a project; all of it, or nothing. Returns the paths in it.

    UserError where the project is blind, `target` is in the way, or a question is none.
    """
    if viewer.blind:
        raise UserError(
            tr(
                "The project is blind: an archive holds everybody’s work. Show it first (Team, "
                "Work blind)."
            )
        )
    projects.refuse_existing(target, overwrite=overwrite)
    yield JobProgress(0, 0, tr("Reading the project"))
    source = source_of(viewer, choice)
    found = yield from members(source)
    told = Member(readme.NAME, "What is here, in words.", readme.text(source, found).encode())
    listed = sorted([*found, told], key=lambda one: one.path)
    described = {one.path: crate.Member(one.what, len(one.data)) for one in listed}
    content = source.content
    about = readme.summary(source)
    data = crate.metadata(content.name, about, content.modified, described)
    every = sorted([*listed, Member(crate.NAME, "", data)], key=lambda one: one.path)
    with projects.replacing(target) as partial, partial.open("wb") as file:
        yield from _zip(file, every)
    return [*(one.path for one in every), CHECKSUMS]


def _zip(file: BinaryIO, every: Sequence[Member]) -> Job[None]:
    lines = [f"{hashlib.sha256(one.data).hexdigest()}  {one.path}\n" for one in every]
    with zipfile.ZipFile(file, "w") as archive:
        for done, one in enumerate(every):
            yield JobProgress(done, len(every), one.path)
            archive.writestr(_member(one.path), one.data, compresslevel=_LEVEL)
        archive.writestr(_member(CHECKSUMS), "".join(lines).encode(), compresslevel=_LEVEL)


def _member(path: str) -> zipfile.ZipInfo:
    """A member without a time and a system of its own."""
    info = zipfile.ZipInfo(path, _EPOCH)
    info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, _UNIX
    info.external_attr = 0o644 << 16
    return info
