"""The readers of documents: one declared table, and which of them reads a file.

Recognition, the filters of file dialogs, drag and drop, the command line's help and the manual all
read this table. Another package may add readers by an entry point in the group
``annotator.readers`` that names a `Reader`.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from typing import Final

from annotator.corpus.messages import tr
from annotator.exchange.documents import recognition
from annotator.exchange.documents.choices import (
    ATTACHMENTS,
    CODES,
    CONVERT,
    LAYOUT,
    LEAVE_OUT,
    NAMES,
    PATTERN,
    ROLES,
    SPEAKERS,
    SPEECH,
    TIERS,
    TIMES,
)
from annotator.exchange.documents.reader import OptionChoice, Reader, Sample, told_by_text
from annotator.exchange.documents.tracked_option import TRACKED
from annotator.exchange.references.recognition import is_references
from annotator.exchange.transcripts import recognition as transcripts

_ENCODING: Final = OptionChoice("encoding", tr("encoding"))
_ARTICLE: Final = OptionChoice(
    "article",
    tr("how much of a page is read"),
    {
        "all": tr("the whole page, with its menus and what else stands around the article"),
        "only": tr("the article alone; what is left out is said"),
    },
)
_PACKAGE: Final = "annotator.exchange.documents"
_TRANSCRIPTS: Final = "annotator.exchange.transcripts"
_OF_SPEAKERS: Final = (NAMES, SPEAKERS, ROLES, LEAVE_OUT)
ENTRY_POINTS: Final = "annotator.readers"

BUILT_IN: Final[tuple[Reader, ...]] = (
    Reader(
        name="pdf",
        title=tr("PDF document"),
        version=1,
        suffixes=(".pdf",),
        media_types=("application/pdf",),
        recognises=recognition.is_pdf,
        function=f"{_PACKAGE}.pdf:read_pdf",
    ),
    Reader(
        name="docx",
        title=tr("Word document"),
        version=1,
        suffixes=(".docx", ".docm", ".dotx", ".dotm"),
        media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        recognises=recognition.is_word,
        function=f"{_PACKAGE}.docx:read_docx",
        options=(TRACKED,),
    ),
    Reader(
        name="odt",
        title=tr("OpenDocument text"),
        version=1,
        suffixes=(".odt", ".ott", ".fodt"),
        media_types=("application/vnd.oasis.opendocument.text",),
        recognises=recognition.is_opendocument,
        function=f"{_PACKAGE}.odt:read_odt",
        options=(TRACKED,),
    ),
    Reader(
        name="epub",
        title=tr("E-book (EPUB)"),
        version=1,
        suffixes=(".epub",),
        media_types=("application/epub+zip",),
        recognises=recognition.is_epub,
        function=f"{_PACKAGE}.epub:read_epub",
    ),
    Reader(
        name="rtf",
        title=tr("Rich text (RTF)"),
        version=1,
        suffixes=(".rtf",),
        media_types=("application/rtf", "text/rtf"),
        recognises=recognition.is_rtf,
        function=f"{_PACKAGE}.rtf:read_rtf",
        options=(TRACKED,),
    ),
    Reader(
        name="subtitles",
        title=tr("Subtitles (SubRip, WebVTT)"),
        version=1,
        suffixes=(".vtt", ".srt", ".sbv"),
        media_types=("text/vtt", "application/x-subrip"),
        recognises=transcripts.is_subtitles,
        function=f"{_TRANSCRIPTS}.subtitle_reader:read_subtitle_file",
        options=(*_OF_SPEAKERS, _ENCODING),
    ),
    Reader(
        name="elan",
        title=tr("ELAN annotations"),
        version=1,
        suffixes=(".eaf",),
        media_types=("text/x-eaf+xml",),
        recognises=transcripts.is_elan,
        function=f"{_TRANSCRIPTS}.elan:read_elan",
        options=(*_OF_SPEAKERS, SPEECH, TIERS),
    ),
    Reader(
        name="textgrid",
        title=tr("Praat TextGrid"),
        version=1,
        suffixes=(".TextGrid",),
        media_types=("text/praat-textgrid",),
        recognises=transcripts.is_textgrid,
        function=f"{_TRANSCRIPTS}.praat:read_textgrid",
        options=(*_OF_SPEAKERS, SPEECH),
    ),
    Reader(
        name="chat",
        title=tr("CHAT transcript"),
        version=1,
        suffixes=(".cha",),
        media_types=("text/x-chat",),
        recognises=transcripts.is_chat,
        function=f"{_TRANSCRIPTS}.chat:read_chat",
        options=(*_OF_SPEAKERS, CODES, TIERS, _ENCODING),
    ),
    Reader(
        name="references",
        title=tr("References (RIS, Zotero RDF, CSL-JSON)"),
        version=1,
        suffixes=(".ris", ".rdf", ".json"),
        media_types=("application/x-research-info-systems", "application/rdf+xml"),
        recognises=is_references,
        function="annotator.exchange.references.reading:read_references",
    ),
    Reader(
        name="whisper",
        title=tr("Whisper's transcript (JSON, TSV)"),
        version=1,
        suffixes=(".json", ".tsv"),
        media_types=("application/json", "text/tab-separated-values"),
        recognises=transcripts.is_whisper,
        function=f"{_TRANSCRIPTS}.whisper:read_whisper",
        options=(*_OF_SPEAKERS, TIMES),
    ),
    Reader(
        name="transcript",
        title=tr("Transcript (text, Word, web page …)"),
        version=1,
        suffixes=(".txt",),
        media_types=(),
        recognises=transcripts.is_transcript,
        function=f"{_TRANSCRIPTS}.text_reader:read_transcript",
        options=(*_OF_SPEAKERS, PATTERN, _ENCODING),
    ),
    Reader(
        name="news",
        title=tr("Articles of a news database"),
        version=1,
        suffixes=(".docx", ".rtf", ".html", ".txt"),
        media_types=(),
        recognises=told_by_text,
        function="annotator.exchange.news.reading:read_news",
        options=(LAYOUT, _ENCODING),
    ),
    Reader(
        name="mhtml",
        title=tr("Web page, saved as one file"),
        version=1,
        suffixes=(".mhtml", ".mht"),
        media_types=("multipart/related", "application/x-mimearchive"),
        recognises=recognition.is_mhtml,
        function=f"{_PACKAGE}.mhtml:read_mhtml",
        options=(_ARTICLE, _ENCODING),
    ),
    Reader(
        name="html",
        title=tr("Web page"),
        version=1,
        suffixes=(".html", ".htm", ".xhtml"),
        media_types=("text/html", "application/xhtml+xml"),
        recognises=recognition.is_html,
        function=f"{_PACKAGE}.html:read_html",
        options=(_ARTICLE, _ENCODING),
    ),
    Reader(
        name="mbox",
        title=tr("Mailbox"),
        version=1,
        suffixes=(".mbox", ".mbx"),
        media_types=("application/mbox",),
        recognises=recognition.is_mbox,
        function=f"{_PACKAGE}.mail:read_mbox",
        options=(ATTACHMENTS,),
    ),
    Reader(
        name="eml",
        title=tr("E-mail message"),
        version=1,
        suffixes=(".eml", ".emlx"),
        media_types=("message/rfc822",),
        recognises=recognition.is_message,
        function=f"{_PACKAGE}.mail:read_eml",
        options=(ATTACHMENTS,),
    ),
    Reader(
        name="msg",
        title=tr("Outlook message"),
        version=1,
        suffixes=(".msg", ".oft"),
        media_types=("application/vnd.ms-outlook",),
        recognises=recognition.is_outlook_message,
        function=f"{_PACKAGE}.outlook:read_msg",
        options=(ATTACHMENTS,),
    ),
    Reader(
        name="office",
        title=tr("Other office document"),
        version=1,
        suffixes=(".doc", ".dot", ".wps", ".wpd", ".pages"),
        media_types=("application/msword", "application/vnd.wordperfect"),
        recognises=recognition.is_old_office,
        function=f"{_PACKAGE}.office:read_office",
        options=(CONVERT,),
    ),
    Reader(
        name="markdown",
        title=tr("Markdown"),
        version=1,
        suffixes=(".md", ".markdown"),
        media_types=("text/markdown",),
        recognises=recognition.is_markdown,
        function=f"{_PACKAGE}.markdown:read_markdown",
        options=(
            OptionChoice(
                "markup",
                tr("what the marks of Markdown become"),
                {
                    "read": tr("headings, lists, tables, notes and emphasis as structure"),
                    "keep": tr("nothing: the text as it is written, as plain text"),
                },
            ),
            _ENCODING,
        ),
    ),
    Reader(
        name="text",
        title=tr("Plain text"),
        version=1,
        suffixes=(".txt", ".text"),
        media_types=("text/plain",),
        recognises=recognition.is_text,
        function=f"{_PACKAGE}.text:read_text_file",
        options=(_ENCODING,),
    ),
)
"""The first that recognises a file reads it: the particular before the general, text last."""


@cache
def readers() -> tuple[Reader, ...]:
    """All readers; those of other packages first, since they know of the ones built in."""
    others = [entry.load() for entry in entry_points(group=ENTRY_POINTS)]
    return (*others, *BUILT_IN)


def reader_for(sample: Sample) -> Reader | None:
    """The reader of a file, by what is in it; None where none knows it."""
    return next((reader for reader in readers() if reader.recognises(sample)), None)


def reader_named(name: str) -> Reader | None:
    """The reader of this name, or None."""
    return next((reader for reader in readers() if reader.name == name), None)
