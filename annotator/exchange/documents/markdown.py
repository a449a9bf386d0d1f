"""Markdown as documents: CommonMark with tables, notes, definitions and front matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any, Final

import yaml  # type: ignore[import-untyped]
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.html_names import ELEMENTS
from annotator.exchange.documents.html_text import add_html
from annotator.exchange.documents.reader import Options, ReadDocument, Remark
from annotator.exchange.plain_text import DecodedText, read_text

MAX_CHARACTERS: Final = 10_000_000
_DEEPEST: Final = 60
_TOO_DEEP: Final = tr(
    "Quotes or lists lie more than {deepest} deep in each other, which is "
    "not read as Markdown; the text is as it was written, with its marks.",
    deepest=_DEEPEST // 2,
)
_LONGEST_FRONT_MATTER: Final = 100_000
_LONGEST: Final = 1000
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_NAMES: Final = {"lang": "language", "url": "address", "creator": "author", "authors": "author"}


def read_markdown(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The text without its marks, and what they mean as structure; or (option ``markup``: ``keep``)
    as it was written. HTML in it is read as in web pages; what only looks like it stays."""
    found = read_text(data, name, options.get("encoding") or None)
    if options.get("markup") == "keep":
        return [_as_written(name, found)]
    if len(found.text) > MAX_CHARACTERS:
        raise UserError(
            tr(
                "“{name}” has more than {max_characters} characters of Markdown. Add it"
                " as plain text, or split it.",
                name=name,
                max_characters=MAX_CHARACTERS,
            )
        )
    parser = _parser()
    environment: dict[str, Any] = {}
    tokens = parser.parse(found.text, environment)
    if any(map(_is_cut, tokens)):
        return [_as_written(name, found, Remark(_TOO_DEEP))]
    builder = TextBuilder()
    add_html(builder, parser.renderer.render(tokens, parser.options, environment), name)
    text, structure = builder.finish()
    if not text.strip():
        raise UserError(tr("There is no text in “{name}”.", name=name))
    attributes = _front_matter(tokens)
    return [ReadDocument(name, text, structure, attributes, guessed=found.guessed)]


def _as_written(name: str, found: DecodedText, *remarks: Remark) -> ReadDocument:
    return ReadDocument(
        *(name, found.text, (), {}, remarks),
        encoding=found.encoding,
        odd=found.odd,
        guessed=found.guessed,
    )


def _is_cut(token: Token) -> bool:
    """Whether the parser left out what is in a quote or an item, since it is too deep."""
    is_leaf = token.type in ("paragraph_open", "heading_open")
    return token.nesting == 1 and token.level + 1 >= _DEEPEST and not is_leaf


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST})
    parser.enable(["table", "strikethrough"])
    parser.use(front_matter_plugin).use(footnote_plugin).use(deflist_plugin)
    parser.add_render_rule("html_inline", _html)
    parser.add_render_rule("html_block", _html)
    return parser


def _html(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    """HTML as it is; a tag that is none of it (``<laughs>``) is text."""
    return _TAG.sub(_known_tag, tokens[at].content)


def _known_tag(match: re.Match[str]) -> str:
    return match.group() if match.group(2).lower() in ELEMENTS else escape(match.group())


def _front_matter(tokens: Sequence[Token]) -> dict[str, str]:
    """The simple values of the front matter; lists of them are joined."""
    if not tokens or tokens[0].type != "front_matter":
        return {}
    said = tokens[0].content
    if len(said) > _LONGEST_FRONT_MATTER:
        return {}
    try:
        root = yaml.compose(said, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    attributes: dict[str, str] = {}
    if isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            shown = _simple(value)
            if isinstance(key, yaml.ScalarNode) and key.value.strip() and shown:
                name = " ".join(key.value.split())
                attributes[_NAMES.get(name.lower(), name)] = shown[:_LONGEST]
    return attributes


def _simple(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return " ".join(str(node.value).split())
    if isinstance(node, yaml.SequenceNode):
        parts = (_simple(part) for part in node.value if isinstance(part, yaml.ScalarNode))
        return "; ".join(part for part in parts if part)
    return ""
