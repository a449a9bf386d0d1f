"""Markup as a tree of elements, within bounds; nothing is fetched and no entity is expanded."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.tag_counter import TagCounter
from annotator.exchange.xml_input import MAX_ATTRIBUTES

MAX_CHARACTERS: Final = 100_000_000
MAX_MARKS: Final = 800_000
"""“<” and “=” in a page: what its elements and attributes cost in memory."""

_INLINE_TAGS = re.compile(
    r"</?(?:a|abbr|b|big|code|em|font|i|ins|del|mark|s|small|span|strike|strong|sub|sup|tt|u)"
    r"(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_NAME = re.compile("[a-z][a-z0-9_.-]*")
_TAG = re.compile(r"<[A-Za-z](?>[^>\"'=]+|\"[^\"]{0,2000}\"|'[^']{0,2000}'|=)*")
"""A tag with its attributes; values may hold “<”, as XML's may not."""
_TOO_DEEP: Final = "depth"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,40});?")
_ENTITY_OR_CDATA = re.compile(r"<!\[CDATA\[.*?\]\]>|" + _ENTITY.pattern, re.DOTALL)
_XML_ENTITIES: Final = frozenset(("lt", "gt", "amp", "quot", "apos"))
_XML_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,400}>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]{0,4000}(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_SELF_CLOSED = re.compile(r"=\s*([^\s\"'<>=`]+)/>")


def html_tree(markup: str, name: str) -> etree._Element:
    """The root of a page, as tolerant as browsers are. Raises UserError where it is beyond a bound
    or there is nothing in it."""
    _check_size(markup, name)
    # An address without quotes may end in a slash, which is no end of its element.
    markup = _SELF_CLOSED.sub(r"=\1/ >", markup) if "/>" in markup else markup
    root = _parsed(markup, name)
    if root is None:
        # Whoever never closes an inline element nests thousands; the words matter more.
        root = _parsed(_INLINE_TAGS.sub("", markup), name)
    if root is None:
        raise UserError(
            tr(
                "“{name}” nests its elements thousands deep; it is not a page that can "
                "be read. Save it again from a browser and add that file.",
                name=name,
            )
        )
    return root


def _parsed(markup: str, name: str) -> etree._Element | None:
    """The root; None where elements are nested too deep."""
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    data = _CONTROLS.sub("\ufffd", markup).encode()
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if any(_TOO_DEEP in entry.message.lower() for entry in parser.error_log):
        return None
    if root is None:
        return etree.fromstring("<html/>")
    return _bare(root)


def xhtml_tree(markup: str, name: str) -> tuple[etree._Element, str]:
    """The root of an XHTML page, and what is wrong with it where it had to be read as HTML.

    A document type is not read; the entities of HTML are the characters that they stand for, others
    stay as they are written.
    """
    _check_size(markup, name)
    source = _without_prolog(markup)
    if source is None:
        return html_tree(markup, name), tr("Its document type is not in order.")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    data = _CONTROLS.sub("\ufffd", _with_characters(source)).strip().encode()
    try:
        return _bare(etree.fromstring(data, parser)), ""
    except (etree.XMLSyntaxError, ValueError) as error:
        return html_tree(markup, name), str(error)


def _without_prolog(markup: str) -> str | None:
    """The page without its XML declaration and document type; None where there is more of them
    than one, so that the parser never sees what declares entities."""
    declaration = _XML_DECLARATION.match(markup)
    source = markup[declaration.end() :] if declaration else markup
    begin = source.find("<!DOCTYPE")
    if begin < 0:
        return source
    doctype = _DOCTYPE.match(source, begin)
    if doctype is None:
        return None
    source = source[:begin] + source[doctype.end() :]
    return None if "<!DOCTYPE" in source else source


def _with_characters(source: str) -> str:
    """Entities of HTML as characters, but in sections that are no markup."""
    end = source.rfind("]]>")
    last = end + 3 if end >= 0 else 0
    # Beyond the last end of a section none is looked for; each search would go to the end.
    return _ENTITY_OR_CDATA.sub(_character, source[:last]) + _ENTITY.sub(_character, source[last:])


def _character(match: re.Match[str]) -> str:
    entity = match.group(1)
    if entity is None or entity in _XML_ENTITIES:
        return match.group()
    character = html.entities.html5.get(entity + ";")
    if character is None or not match.group().endswith(";"):
        return "&amp;" + match.group()[1:]
    return character


def _check_size(markup: str, name: str) -> None:
    if len(markup) > MAX_CHARACTERS:
        raise UserError(
            tr(
                "“{name}” has {count} characters of markup; {max_characters} are the "
                "limit. Split it and add the parts.",
                name=name,
                count=len(markup),
                max_characters=MAX_CHARACTERS,
            )
        )
    marks = max(markup.count("<"), markup.count("="))
    if marks > MAX_MARKS:
        raise UserError(
            tr(
                "“{name}” has more elements than can be read here. Split it and add the parts.",
                name=name,
            )
        )
    if marks > MAX_ATTRIBUTES:
        tags = TagCounter()
        tags.feed(markup.encode(errors="replace"))
        bare = max((tag.group().count("=") for tag in _TAG.finditer(markup)), default=0)
        if max(tags.most, bare) > MAX_ATTRIBUTES:
            raise UserError(
                tr("“{name}” has an element of too many attributes; refused.", name=name)
            )


def _bare(root: etree._Element) -> etree._Element:
    """The tree with the local names of its elements in place of their full ones."""
    for node in root.iter():
        tag = node.tag
        if "}" in tag or ":" in tag:
            local = re.split("[}:]", tag)[-1].lower()
            # Markup that was cut leaves names that are none ("o:<li").
            node.tag = local if _NAME.fullmatch(local) else "span"
    return root


def epub_types(node: etree._Element) -> frozenset[str]:
    """What an element is by ``epub:type`` and ``role``, in lower case."""
    said = (
        node.get("epub:type", ""),
        node.get("{http://www.idpf.org/2007/ops}type", ""),
        node.get("role", ""),
    )
    return frozenset(" ".join(said).lower().split())


def words_of(node: etree._Element) -> str:
    """The characters within an element, white space collapsed."""
    return " ".join("".join(_texts(node)).split())


def _texts(node: etree._Element) -> Iterator[str]:
    return (str(text) for text in node.itertext())
