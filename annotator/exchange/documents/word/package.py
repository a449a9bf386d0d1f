"""The parts of a Word document and the relationships between them (ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote
from zipfile import ZipInfo

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.archive import Archive
from annotator.exchange.documents.word.names import make_usual
from annotator.exchange.documents.xml_tree import MAX_TREE_BYTES, parse_tree

_MAIN = ("document.main+xml", "template.main+xml", "documentMacroEnabled.main+xml")


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: the last word of its type, and a path in the package or an address."""

    kind: str
    target: str
    external: bool


class Part:
    """A part of a package: its tree, and what it refers to."""

    def __init__(self, package: Package, path: str) -> None:
        self.package = package
        self.path = path

    @cached_property
    def root(self) -> etree._Element | None:
        """The root of its XML; None where the part is missing."""
        return self.package.tree(self.path)

    @cached_property
    def relationships(self) -> dict[str, Relationship]:
        """By id."""
        folder, _, name = self.path.rpartition("/")
        place = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        root = self.package.tree(place)
        if root is None:
            return {}
        return {
            one.get("Id", ""): self._relationship(folder, one)
            for one in root.iter("{*}Relationship")
        }

    def _relationship(self, folder: str, element: etree._Element) -> Relationship:
        kind = element.get("Type", "").rpartition("/")[2]
        target = element.get("Target", "")
        external = element.get("TargetMode", "").lower() == "external"
        if not external:
            # Some programs write targets from the root of the package.
            path = posixpath.join("/" + folder, unquote(target.partition("#")[0]))
            target = posixpath.normpath(path).lstrip("/")
        return Relationship(kind, target, external)

    def related(self, kind: str) -> Part:
        """The part it refers to by this kind; an empty one where there is none."""
        for one in self.relationships.values():
            if one.kind == kind and not one.external:
                return Part(self.package, one.target)
        return Part(self.package, "")

    def by_id(self, key: str | None) -> Part | None:
        """The part behind an id within the package."""
        found = self.relationships.get(key or "")
        return None if found is None or found.external else Part(self.package, found.target)


class Package:
    """The archive as parts. `name` is the file's, for messages."""

    def __init__(self, archive: Archive, name: str) -> None:
        self._archive = archive
        self.name = name
        self.damaged: list[str] = []

    def tree(self, path: str) -> etree._Element | None:
        """The XML of a part with the usual names; None where there is no such part, or it is
        damaged, which is noted: the text can be read without it."""
        member = self._archive.member(path) if path else None
        if member is None or path in self.damaged:
            return None
        try:
            return self._parsed(member)
        except UserError:
            self.damaged.append(path)
            return None

    def _parsed(self, member: ZipInfo) -> etree._Element:
        where = f"{member.filename}” in “{self.name}"
        root = parse_tree(self._archive.chunks(member, MAX_TREE_BYTES), where)
        make_usual(root)
        return root

    def document(self, path: str) -> etree._Element:
        """The XML of a part that must be there. Raises UserError where it can't be read."""
        member = self._archive.member(path)
        if member is None:
            raise UserError(
                tr("“{value}” is no Word document: its main part is missing.", value=self.name)
            )
        return self._parsed(member)

    def data(self, path: str) -> bytes:
        """The bytes of a part; empty where there is no such part. UserError beyond a bound."""
        member = self._archive.member(path)
        return b"" if member is None else self._archive.read(member)

    @cached_property
    def whole(self) -> Part:
        """What the package as a whole refers to."""
        return Part(self, "")

    def main(self) -> Part:
        """The document. Raises UserError where there is none."""
        main = Part(self, self.main_path())
        main.root = self.document(main.path)
        return main

    def main_path(self) -> str:
        """Where the document lies. Raises UserError where there is none."""
        found = self.whole.related("officeDocument").path or self._declared()
        for path in (found, *(f"word/document{number}.xml" for number in ("", *range(1, 10)))):
            if path and self._archive.member(path) is not None:
                return path
        raise UserError(
            tr("“{value}” is no Word document: its main part is missing.", value=self.name)
        )

    def _declared(self) -> str:
        """The part that the list of content types calls the document."""
        types = self.tree("[Content_Types].xml")
        if types is None:
            return ""
        for one in types.iter("{*}Override"):
            if one.get("ContentType", "").endswith(_MAIN):
                return str(one.get("PartName", "")).lstrip("/")
        return ""
