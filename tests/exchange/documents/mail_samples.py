"""Messages for tests, and compound files as Outlook writes them."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from itertools import pairwise

HEAD = (
    b"From: =?utf-8?q?J=C3=BCrgen_M=C3=BCller?= <jm@example.org>\r\n"
    b"To: Anna <anna@example.org>,\r\n\tBen <ben@example.org>\r\n"
    b"Cc: list@example.org\r\n"
    b"Date: Fri, 3 May 2024 09:07:00 +0200\r\n"
    b"Subject: =?iso-8859-1?Q?Caf=E9?= =?utf-8?B?5pel5pys?=\r\n"
    b"Message-ID: <one@example.org>\r\n"
    b"MIME-Version: 1.0\r\n"
)


def message(body: bytes, kind: bytes = b"text/plain; charset=utf-8", more: bytes = b"") -> bytes:
    """A message with one body of a kind; `more` are header fields with their line ends."""
    return HEAD + more + b"Content-Type: " + kind + b"\r\n\r\n" + body


def multipart(kind: bytes, *parts: bytes) -> bytes:
    """A message of several parts, each with fields of its own."""
    body = b"".join(b"--edge\r\n" + part + b"\r\n" for part in parts) + b"--edge--\r\n"
    return message(body, b"multipart/" + kind + b'; boundary="edge"')


def part(body: bytes, kind: bytes, more: bytes = b"") -> bytes:
    """A part of a message."""
    return b"Content-Type: " + kind + b"\r\n" + more + b"\r\n" + body


def mailbox(messages: int, number: int = 0) -> bytes:
    """A mailbox of so many messages of some 250 words; `number` makes it another one."""
    body = "Hello,\n\nOn 1 Jan 2024, Bob wrote:\n" + "> quoted line of text\n" * 8
    body += "an answer with words and äöü and more of them to fill the line\n" * 15 + "\n-- \nJ\n"
    return b"".join(
        b"From a@example.org Mon Jan  1 00:00:00 2024\n"
        + HEAD.replace(b"<one@", b"<%d-%d@" % (number, at)).replace(b"\r\n", b"\n")
        + b"Content-Type: text/plain; charset=utf-8\n\n"
        + body.encode()
        + b"\n"
        for at in range(messages)
    )


@dataclass
class Folder:
    """A folder of a compound file: streams and folders by name."""

    streams: dict[str, bytes] = field(default_factory=dict)
    folders: dict[str, Folder] = field(default_factory=dict)


_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def compound(root: Folder) -> bytes:
    """A compound file (MS-CFB, version 3). Every stream has sectors of its own: short ones are
    filled up to the length from which that is so."""
    entries: list[list[object]] = []
    data: list[bytes] = []
    _enter(root, "Root Entry", 5, entries, data)
    directory = b"".join(_entry(entry) for entry in entries)
    directory += bytes(-len(directory) % _SECTOR)
    chains = [*data, directory]
    sectors = sum(-(-len(chain) // _SECTOR) for chain in chains)
    tables = 1
    while tables * 128 < sectors + tables:
        tables += 1
    fat: list[int] = []
    for chain in chains:
        count = -(-len(chain) // _SECTOR)
        fat += [*range(len(fat) + 1, len(fat) + count), _END]
    first_directory = len(fat) - -(-len(directory) // _SECTOR)
    first_table = len(fat)
    fat += [_FAT] * tables
    fat += [_FREE] * (tables * 128 - len(fat))
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, tables),
        *(first_directory, 0, 4096, _END, 0, _END, 0),
    )
    head += struct.pack(
        "<109I", *range(first_table, first_table + tables), *[_FREE] * (109 - tables)
    )
    body = b"".join(chain + bytes(-len(chain) % _SECTOR) for chain in chains)
    return head + body + struct.pack(f"<{len(fat)}I", *fat)


def _enter(
    folder: Folder, name: str, kind: int, entries: list[list[object]], data: list[bytes]
) -> int:
    number = len(entries)
    entry: list[object] = [name, kind, _FREE, _FREE, _FREE, _END if kind == 5 else 0, 0]
    entries.append(entry)
    children = []
    for stream, content in folder.streams.items():
        filled = content + bytes(max(0, 4096 - len(content)))
        start = sum(-(-len(chain) // _SECTOR) for chain in data)
        data.append(filled + bytes(-len(filled) % _SECTOR))
        children.append(len(entries))
        # The stated length is what counts where it is over the bound for short streams.
        entries.append([stream, 2, _FREE, _FREE, _FREE, start, len(filled)])
    for inner, below in folder.folders.items():
        children.append(_enter(below, inner, 1, entries, data))
    if children:
        entry[4] = children[0]
        for child, following in pairwise(children):
            entries[child][3] = following
    return number


def _entry(entry: list[object]) -> bytes:
    name, kind, left, right, child, start, size = entry
    encoded = f"{name}\x00".encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        *(encoded, len(encoded), kind, 1, left, right, child, b"", 0, 0, 0, start, size),
    )


def outlook(
    texts: dict[int, str],
    binary: dict[int, bytes] | None = None,
    numbers: dict[int, int] | None = None,
    folders: dict[str, Folder] | None = None,
    header: int = 32,
) -> Folder:
    """A message, recipient or attachment of Outlook by the ids of its properties. Texts end at a
    zero character, since short streams are filled up."""
    table = bytes(header)
    for ident, number in (numbers or {}).items():
        kind = 0x40 if number > 0xFFFFFFFF else 3
        table += struct.pack("<HHIq", kind, ident, 6, number)
    streams = {"__properties_version1.0": table}
    for ident, text in texts.items():
        streams[f"__substg1.0_{ident:04X}001F"] = text.encode("utf-16-le")
    for ident, data in (binary or {}).items():
        streams[f"__substg1.0_{ident:04X}0102"] = data
    return Folder(streams, folders or {})
