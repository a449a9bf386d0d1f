"""The XML of a project without its archive (a bare ``.qde``), with the texts that lie beside it.

What the XML names is looked up among the files of its folder and of a folder “sources” there;
nothing of it becomes part of a path.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.archive import MAX_ENTRIES, MAX_PROJECT, MAX_XML, Archive
from annotator.input_files import opened, shown

_CHUNK = 1 << 20


class LooseFiles(Archive):
    """The project's XML and the files beside it, as an archive is read."""

    missing = (
        "is not beside the file. Put the texts of the project, or its folder “sources”, where the"
        " file is, or import the whole project (.qdpx)"
    )

    def __init__(self, path: Path) -> None:
        self._path = path
        self._paths: dict[str, Path] = {}
        self._start(shown(path.name), MAX_PROJECT)
        for folder in (path.parent, *self._sources(path.parent)):
            for found in sorted(folder.iterdir())[:MAX_ENTRIES]:
                if found.is_file():
                    self._paths.setdefault(found.name.lower(), found)

    @staticmethod
    def _sources(folder: Path) -> list[Path]:
        found = (one for one in folder.iterdir() if one.name.lower() == "sources")
        return [one for one in found if one.is_dir()]

    def close(self) -> None:
        """Nothing is kept open."""

    @property
    def has_project(self) -> bool:
        """There is one: the file itself."""
        return True

    def project(self) -> zipfile.ZipInfo:
        """The file of the project, as a member of an archive."""
        return self._member(self._path)

    def find(self, path: str) -> zipfile.ZipInfo | None:
        """The file of that name, however its path is written; None where there is none."""
        for spelling in (path, unquote(path)):
            base = PurePosixPath(spelling.replace("\\", "/")).name.lower()
            found = self._paths.get(base)
            if found is not None and found != self._path:
                return self._member(found)
        return None

    def _member(self, path: Path) -> zipfile.ZipInfo:
        about = path.stat()
        when = datetime.fromtimestamp(max(about.st_mtime, 315_532_800)).timetuple()[:6]
        info = zipfile.ZipInfo(path.name, when)
        info.file_size = info.compress_size = about.st_size
        return info

    def chunks(self, info: zipfile.ZipInfo, limit: int = MAX_XML) -> Iterator[bytes]:
        """The bytes of a file in pieces. UserError beyond `limit` or where it can't be read."""
        self._admit(info, limit)
        path = self._paths[info.filename.lower()]
        try:
            with opened(path) as file:
                while chunk := file.read(_CHUNK):
                    yield chunk
        except OSError as error:
            raise UserError(
                tr("{path} can't be read: {strerror}.", path=shown(path), strerror=error.strerror)
            ) from error
