"""A foreign XML file as a tree: without document types, entities or network, and within bounds."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.xml_input import XmlInput, doctype_error

MAX_TREE_MARKS = 1_600_000
"""Elements or attributes of a tree: an element with an attribute and a text behind it takes 520
bytes, so that the worst stays below a gigabyte. A page of Word has 700 to 1,500."""
MAX_TREE_BYTES = 64_000_000
_PIECE = 4096


def parse_tree(chunks: Iterable[bytes], name: str) -> etree._Element:
    """The root of the XML in `chunks`; `name` is for messages.

    Raises UserError where it is damaged, declares a document type, or has too many elements.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        # Programs write the same xml:id twice, or none that is a name; nobody asks for them.
        collect_ids=False,
    )
    guard = _Prolog(name)
    try:
        for chunk in XmlInput(name, MAX_TREE_MARKS).cleaned(chunks):
            guard.feed(chunk)
            parser.feed(chunk)
        return parser.close()
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        # The parser's words, without its line ends and the name that it has for the input.
        reason = " ".join(str(getattr(error, "msg", None) or error).split())
        raise UserError(
            tr("“{name}” is damaged and cannot be read: {reason}.", name=name, reason=reason)
        ) from None


class _Prolog:
    """Reads what comes before the root element, where a document type would be declared.

    The tree's parser would expand the entities in attributes before anybody could ask for the
    document type; this one hears of it in time, whatever the encoding.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._begun = False
        self._parser = etree.XMLParser(target=self, no_network=True, load_dtd=False)

    def feed(self, chunk: bytes) -> None:
        """The next piece of the file; after the root element has begun nothing is looked at."""
        for at in range(0, len(chunk), _PIECE):
            if self._begun:
                return
            self._parser.feed(chunk[at : at + _PIECE])

    def doctype(self, *_declared: str | None) -> None:
        """A document type is declared."""
        raise doctype_error(self._name)

    def start(self, _tag: str, _attributes: object) -> None:
        """The root element, or one in the same piece."""
        self._begun = True

    def close(self) -> None:
        """Nothing is built."""
