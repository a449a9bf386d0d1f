"""The files of an OpenDocument package, or the one file of its flat form."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from zipfile import ZipInfo

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.archive import Archive
from annotator.exchange.documents.opendocument.names import OFFICE
from annotator.exchange.documents.xml_tree import MAX_TREE_BYTES, parse_tree

_LARGEST_FLAT: Final = 2 * MAX_TREE_BYTES
"""Pictures lie in a flat file as text."""
_CHUNK: Final = 1 << 20
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")


class Package:
    """The parts of a document. `name` is the file's, for messages."""

    def __init__(self, name: str, archive: Archive | None, flat: etree._Element | None) -> None:
        self.name = name
        self._archive = archive
        self._flat = flat
        self.damaged: list[str] = []

    def tree(self, path: str) -> etree._Element | None:
        """The XML of a member, or of the flat file for any of the four main ones. None where there
        is none, or it is damaged, which is noted: the text can be read without it."""
        if self._archive is None:
            return self._flat if "/" not in path else None
        member = self._archive.member(path)
        if member is None or path in self.damaged:
            return None
        try:
            return self._parsed(self._archive, member)
        except UserError:
            self.damaged.append(path)
            return None

    def _parsed(self, archive: Archive, member: ZipInfo) -> etree._Element:
        where = f"{member.filename}” in “{self.name}"
        return parse_tree(archive.chunks(member, MAX_TREE_BYTES), where)

    @property
    def is_flat(self) -> bool:
        """Whether all is in one XML file."""
        return self._flat is not None

    def content(self) -> etree._Element:
        """The root with the body. Raises UserError where there is none, or it is encrypted."""
        if self._archive is None:
            return self._flat
        self._refuse_encrypted(self._archive)
        member = self._archive.member("content.xml")
        if member is None:
            raise UserError(
                tr(
                    "“{value}” is no OpenDocument text: its content.xml is missing.",
                    value=self.name,
                )
            )
        return self._parsed(self._archive, member)

    def _refuse_encrypted(self, archive: Archive) -> None:
        member = archive.member("META-INF/manifest.xml")
        # Looked for as bytes: older programs declare a document type in this file.
        if member is not None and b"encryption-data" in archive.read(member):
            raise UserError(
                tr(
                    "“{value}” is protected by a password. Open it in LibreOffice, save it "
                    "without one, and add it again.",
                    value=self.name,
                )
            )


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Package]:
    """The package in the bytes of a file. Raises UserError where it can't be read."""
    if data.startswith(_ZIP):
        with Archive(io.BytesIO(data), name) as archive:
            yield Package(name, archive, None)
        return
    if len(data) > _LARGEST_FLAT:
        raise UserError(
            tr(
                "“{name}” has {count} bytes; {largest_flat} are the limit.",
                name=name,
                count=len(data),
                largest_flat=_LARGEST_FLAT,
            )
        )
    pieces = (data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK))
    root = parse_tree(pieces, name)
    if root.tag != OFFICE + "document":
        raise UserError(
            tr("“{name}” is no OpenDocument text: it has no office:document.", name=name)
        )
    yield Package(name, None, root)
