"""How formats are recognised by what is in a file; light, since it runs on every file."""

from __future__ import annotations

import io
import re
from zipfile import BadZipFile, ZipFile

from annotator.exchange.binary_kinds import binary_kind
from annotator.exchange.documents.compound import SIGNATURE, names_within
from annotator.exchange.documents.reader import HEAD, TAIL, Sample

_MOST_MEMBERS = 100_000


def sample_of(data: bytes, name: str) -> Sample:
    """What recognition looks at, of a file's bytes."""
    if data.startswith(SIGNATURE):
        return Sample(data[:HEAD], name, names_within(data))
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Sample(data[:HEAD], name, tail=data[max(HEAD, len(data) - TAIL) :])
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            members = frozenset(archive.namelist()[:_MOST_MEMBERS])
            media_type = b""
            if "mimetype" in members and archive.getinfo("mimetype").file_size < 200:
                media_type = archive.read("mimetype")
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return Sample(data[:HEAD], name)
    return Sample(data[:HEAD], name, members, media_type.decode("ascii", "replace").strip())


def is_word(sample: Sample) -> bool:
    """Office Open XML text: the main part lies in ``word/`` (ECMA-376 part 1, 11.3.10)."""
    return "[Content_Types].xml" in sample.members and any(
        name.startswith("word/document") for name in sample.members
    )


def is_opendocument(sample: Sample) -> bool:
    """OpenDocument text, packaged or flat (OASIS ODF 1.3 part 2, 3.3)."""
    if sample.media_type.startswith("application/vnd.oasis.opendocument.text"):
        return True
    return b"<office:document" in sample.head and b"opendocument.text" in sample.head


def is_epub(sample: Sample) -> bool:
    """EPUB (EPUB 3.3, OCF 4.2)."""
    return sample.media_type == "application/epub+zip" or (
        "META-INF/container.xml" in sample.members
        and any(name.endswith(".opf") for name in sample.members)
    )


def is_pdf(sample: Sample) -> bool:
    """PDF: the header may come within the first 1,024 bytes (ISO 32000-1, annex H)."""
    return b"%PDF-" in sample.head[:1024]


def is_rtf(sample: Sample) -> bool:
    """Rich Text Format."""
    return sample.head.lstrip(_SPACE).startswith(b"{\\rtf")


def is_mhtml(sample: Sample) -> bool:
    """A web page saved as one file (RFC 2557): a message whose body is multipart/related, and that
    was sent to nobody, as letters with pictures are."""
    head = _header_fields(sample)
    return bool(_HEADERS.match(head)) and bool(_RELATED.search(head)) and not _SENT.search(head)


def is_html(sample: Sample) -> bool:
    """A web page: a document type, or an element of one at the beginning of the file."""
    return bool(_HTML.match(_ascii(sample.head)))


def is_mbox(sample: Sample) -> bool:
    """A mailbox (RFC 4155)."""
    return bool(_MBOX.match(sample.head))


def is_message(sample: Sample) -> bool:
    """A message (RFC 5322): header fields, among them who it is from, or when it was received."""
    head = _header_fields(sample)
    return bool(_HEADERS.match(head)) and bool(_FROM.search(head)) and bool(_DATE.search(head))


def is_outlook_message(sample: Sample) -> bool:
    """A message of Outlook: a compound file with a table of properties (MS-OXMSG 2.1)."""
    if not sample.head.startswith(SIGNATURE):
        return False
    if sample.members:
        return "__properties_version1.0" in sample.members
    return sample.suffix in (".msg", ".oft")  # damaged: its reader says so


def is_old_office(sample: Sample) -> bool:
    """What only an office program can convert: Word before 2007, Works, WordPerfect, Pages."""
    if sample.head.startswith(SIGNATURE):
        if sample.members:
            # Names in such files are the same whatever their case (MS-CFB 2.6.4). What Works of
            # 2000 and later calls its text, other programs call theirs.
            works = sample.suffix == ".wps" and "CONTENTS" in sample.members
            return works or bool(_OLD_TEXTS & {name.lower() for name in sample.members})
        return sample.suffix in (".doc", ".dot", ".wps")
    if sample.head.startswith((b"\xffWPC", b"\xdb\xa5-\x00")):
        return True
    return sample.suffix == ".pages" and any(
        name in ("Index/Document.iwa", "index.xml", "Index.zip") for name in sample.members
    )


def is_zip(sample: Sample) -> bool:
    """A ZIP archive of no other kind."""
    return sample.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_markdown(sample: Sample) -> bool:
    """A text that its name calls Markdown: nothing in the content can tell it for sure."""
    return sample.suffix in (".md", ".markdown", ".mdown", ".mkd") and is_text(sample)


def is_text(sample: Sample) -> bool:
    """What is no known binary format."""
    return binary_kind(sample.head) is None


# Streams of Word, Works, StarOffice Writer.
_OLD_TEXTS = frozenset(("worddocument", "matost", "mm", "starwriterdocument"))
_SPACE = b"\xef\xbb\xbf \t\r\n"
_HEADERS = re.compile(
    rb"(?:[0-9]{1,12}[ \t]*\r?\n)?(?:[\r\n]*)(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2}"
)
_FROM = re.compile(rb"^(?:from|sender|received|return-path):", re.IGNORECASE | re.MULTILINE)
_RELATED = re.compile(
    rb"^content-type:[ \t]*(?:\r?\n[ \t]+)?multipart/related", re.IGNORECASE | re.MULTILINE
)
_SENT = re.compile(
    rb"^(?:to|cc|bcc|received|delivered-to|return-path):", re.IGNORECASE | re.MULTILINE
)
_DATE = re.compile(rb"^(?:date|received|message-id):", re.IGNORECASE | re.MULTILINE)
_MBOX = re.compile(rb"From [^\n]*\d{4}[^\n]*\n[!-9;-~]+:")
_HTML = re.compile(
    rb"[\xef\xbb\xbf\s]*(?:<\?xml.{0,400}?\?>\s*|<!--.{0,4000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|div|p|h[1-6]|table|ul|ol)\b",
    re.IGNORECASE | re.DOTALL,
)


def _header_fields(sample: Sample) -> bytes:
    """Up to the first empty line."""
    fields = sample.head.partition(b"\r\n\r\n")[0].partition(b"\n\n")[0]
    return fields + b"\n"


def _ascii(head: bytes) -> bytes:
    """UTF-16 without its zeros, so that markup can be seen in it."""
    return head.replace(b"\x00", b"").lstrip(b"\xff\xfe") if b"\x00" in head[:64] else head
