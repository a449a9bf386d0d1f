"""Corpora of several files as a ZIP archive: the same project gives the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from typing import BinaryIO, Final

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def write_members(file: BinaryIO, members: Iterable[tuple[str, bytes]]) -> Job[None]:
    """Write members as they come."""
    with zipfile.ZipFile(file, "w") as archive:
        for done, (name, data) in enumerate(members):
            yield JobProgress(done, 0, tr("Writing {name}", name=name))
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data, compresslevel=3)
