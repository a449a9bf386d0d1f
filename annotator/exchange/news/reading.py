"""Files of news databases: which of them a file is, and its articles as documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.choices import LAYOUT
from annotator.exchange.documents.reader import Options, ReadDocument, Remark
from annotator.exchange.news.articles import Article, Cut, cut
from annotator.exchange.news.documents import document_of, shortened
from annotator.exchange.news.layout import Layout, SlowRuleError
from annotator.exchange.news.lines import Line, lines_of, unfilled, with_roles
from annotator.exchange.news.page_classes import roles_of
from annotator.exchange.news.rule_files import RuleFiles, rule_files

BASES: Final = frozenset(("docx", "rtf", "html", "mhtml", "odt", "text", "office"))
"""The readers whose documents may hold articles."""
_BEGINNING: Final = 100_000
_END: Final = 20_000


def read_news(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The articles of a file, by the layout that is chosen (option ``layout``) or found. UserError
    where it is laid out as none."""
    from annotator.exchange.documents.recognition import sample_of  # noqa: PLC0415
    from annotator.exchange.documents.registry import readers  # noqa: PLC0415

    sample = sample_of(data, name)
    reader = next((one for one in readers() if one.name in BASES and one.recognises(sample)), None)
    if reader is None:
        raise UserError(
            tr("“{name}” is no Word document, rich text, web page or plain text.", name=name)
        )
    own = {one.name for one in reader.options}
    chosen = {key: value for key, value in options.items() if key in own}
    found = rule_files()
    for document in reader.read(data, name, chosen):
        articles = articles_of(document, data, reader.name, options.get(LAYOUT.name, ""), found)
        if articles:
            return articles
    told = "".join(f" {problem}" for problem in found.problems)
    raise UserError(
        tr(
            "No articles are found in “{name}”: it is laid out as none of {names}.{told}",
            name=name,
            names=", ".join(layout.title for layout in found.layouts),
            told=told,
        )
    )


def articles_of(
    document: ReadDocument,
    data: bytes,
    reader: str,
    chosen: str = "",
    files: RuleFiles | None = None,
) -> list[ReadDocument]:
    """The articles in the document of a file as it was read by another reader; none where it is no
    export that the rules know. `chosen` names the layout. UserError where there is no such."""
    files = files or rule_files()
    layouts = [layout for layout in files.layouts if not chosen or layout.name == chosen]
    if not layouts:
        names = ", ".join(layout.name for layout in files.layouts)
        raise UserError(
            tr("There is no layout “{chosen}”. There are {names}.", chosen=chosen, names=names)
        )
    problems = list(files.problems)
    for layout in layouts:
        try:
            if not chosen and not is_of(document.text, layout):
                continue
            found = cut(_lines(document, data, reader, layout), layout)
        except SlowRuleError as error:
            problems.append(
                tr("A rule of {layout} takes too long: {error}.", layout=layout.name, error=error)
            )
            continue
        if any(article.known for article in found.articles):
            return _documents(found, document, layout, problems)
    return []


def is_of(text: str, layout: Layout) -> bool:
    """Whether all that a layout is recognised by stands in the text. SlowRuleError as always."""
    looked_at = text if len(text) <= _BEGINNING + _END else text[:_BEGINNING] + text[-_END:]
    return bool(layout.recognise) and all(one.search(looked_at) for one in layout.recognise)


def _lines(document: ReadDocument, data: bytes, reader: str, layout: Layout) -> list[Line]:
    if layout.wrapped and not document.structure:
        return unfilled(document.text)
    lines = lines_of(document.text, document.structure)
    if layout.classes and reader == "html":
        return list(with_roles(lines, roles_of(data, document.name, layout.classes)))
    return lines


def _documents(
    found: Cut, source: ReadDocument, layout: Layout, problems: Sequence[str]
) -> list[ReadDocument]:
    first = [*source.remarks, *_of_file(found, layout), *map(Remark, problems)]
    keys = _keys(found.articles)
    return [
        document_of(article, source, layout, key, first if number == 0 else ())
        for number, (article, key) in enumerate(zip(found.articles, keys, strict=True))
    ]


def _of_file(found: Cut, layout: Layout) -> list[Remark]:
    """What is told of the file as a whole, with its first article."""
    number = len(found.articles)
    by = f" by the rules in {layout.file}" if layout.file else ""
    articles = "1 article" if number == 1 else f"{number:,} articles"
    said = [Remark(f"The file is an export of {layout.title}: {articles}{by}.")]
    if not layout.tried:
        said.append(
            Remark("No real file of this layout could be tried; look through what is here.")
        )
    for where, lines in (("before the first article", found.before), ("at its end", found.after)):
        if lines:
            words = " / ".join(line.words for line in lines)
            said.append(
                Remark(
                    f"What stands {where} is in no document: “{shortened(words)}”"
                    f" ({len(lines):,} {'line' if len(lines) == 1 else 'lines'})."
                )
            )
    return said


def _keys(articles: Sequence[Article]) -> list[str]:
    """Of each article its id in the database, or its number in the file where it has none or
    another has it too."""
    ids = [article.words_of("id") for article in articles]
    times = Counter(ids)
    return [
        one if one and times[one] == 1 else f"#{number}" for number, one in enumerate(ids, start=1)
    ]
