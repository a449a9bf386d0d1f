"""Whatever is changed in an export, every word of it is in a document, beside it or told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.exchange.documents.reader import ReadDocument
from annotator.exchange.documents.recognition import sample_of
from annotator.exchange.documents.registry import reader_for
from annotator.exchange.news import documents
from annotator.exchange.news.reading import articles_of
from tests.examples import examples
from tests.exchange.news import news_samples as samples

EXPORTS: dict[str, Callable[[], str]] = {
    "n.txt": samples.nexis_text,
    "n.html": samples.nexis_page,
    "f.html": samples.factiva_page,
    "c.html": samples.factiva_codes_page,
    "p.txt": samples.proquest_text,
    "e.html": samples.europresse_page,
    "w.txt": samples.genios_text,
}
STRAY = st.sampled_from(
    [
        *("Section: x1", "Load-Date: x2", "Body", "x3", "Copyright x4", "July 3, 2020", "x5 x6."),
        *("1 of 2 DOCUMENTS", "End of Document", "Quelle: x7", "Database: x8", "Full text: x9"),
        *("Document ABCDEFGH12", "355 words", "Author", "Classification", "_" * 60, "Length: y1"),
    ]
)
# Of labels whose value is the text or the headline, the label itself is told nowhere.
LABELS = re.compile(r"\b(?:HD|LP|TD|Body|BODY|Full text|KOP|Author)\b|\b_{20,}")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", LABELS.sub(" ", text)))


def all_of(articles: list[ReadDocument]) -> str:
    said = []
    for one in articles:
        said += [one.text, *(remark.what for remark in one.remarks)]
        for element in one.structure:
            if element.kind == "metadata":
                said += [str(element.values.get("label", "")), str(element.values["text"])]
    return "\n".join(said)


@settings(max_examples=examples(20))
@pytest.mark.parametrize("name", EXPORTS)
@given(
    changes=st.lists(st.tuples(st.integers(0, 60), st.one_of(st.none(), STRAY)), max_size=5),
)
def test_every_word_is_somewhere(name: str, changes: list[tuple[int, str | None]]) -> None:
    parts = re.split(
        r"(\n)" if name.endswith("txt") else r"(?<=>)(?=<(?:p|div|article|tr)\b)", EXPORTS[name]()
    )
    for place, stray in changes:
        at = place % len(parts)
        if stray is None:
            parts[at] = "" if name.endswith("txt") else parts[at]
        elif name.endswith("txt"):
            parts.insert(at, f"\n{stray}\n")
        else:
            parts.insert(at, f"<p>{stray}</p>")
    data = "".join(parts).encode()
    reader = reader_for(sample_of(data, name))
    assert reader is not None
    (source,) = reader.read(data, name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(documents, "_LONGEST_SHOWN", 1_000_000)
        articles = articles_of(source, data, reader.name)
    if not articles:
        return  # it comes in as it stands
    missing = words(source.text) - words(all_of(articles))
    assert not missing, (missing, source.text)
