"""Key words of passages, of what is around them, and of documents, beside plain loops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from annotator.corpus.boundaries import words
from annotator.corpus.folding import search_key
from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.operations.retrieval import keywords, questions
from annotator.operations.retrieval.keywords import KeyWordQuestion, KeyWords, Scope
from annotator.operations.viewing import everything
from annotator.retrieval.language import print_query
from tests.operations.retrieval.retrieval_projects import OTHER, TALK, Asked, make_asked

TEXTS = {"talks.txt": TALK, "other.txt": OTHER}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    made = make_asked(tmp_path_factory.mktemp("asked") / "asked.annot")
    yield made
    made.project.close()


def _ask(asked: Asked, line: str, against: str = "", **more: object) -> KeyWords:
    scope = more.get("scope", Scope.PASSAGES)
    distance = more.get("distance", 2)
    assert isinstance(scope, Scope) and isinstance(distance, int)
    question = KeyWordQuestion(line, against, scope, distance, least=1)
    return finish(keywords.ask(everything(asked.project), question))


def _inside(asked: Asked, line: str) -> set[tuple[str, int, int]]:
    """The words of the passages, by text and place."""
    answer = finish(questions.ask(everything(asked.project), line))
    return {
        (row.document, start, end)
        for row in questions.rows(answer)
        for start, end in words(TEXTS[row.document])
        if any(span.start <= start and end <= span.end for span in row.spans)
    }


def _around(asked: Asked, line: str, distance: int) -> set[tuple[str, int, int]]:
    """The words that touch no passage and are so near a part of one."""
    answer = finish(questions.ask(everything(asked.project), line))
    near: set[tuple[str, int, int]] = set()
    touched: set[tuple[str, int, int]] = set()
    for row in questions.rows(answer):
        every = words(TEXTS[row.document])
        for span in row.spans:
            on = [n for n, (s, e) in enumerate(every) if s < span.end and span.start < e]
            touched |= {(row.document, *every[n]) for n in on}
            before = [n for n, (_s, e) in enumerate(every) if e <= span.start][-distance:]
            after = [n for n, (s, _e) in enumerate(every) if s >= span.end][:distance]
            near |= {(row.document, *every[n]) for n in (*before, *after)}
    return near - touched


def _counts(places: set[tuple[str, int, int]]) -> Counter[str]:
    return Counter(search_key(TEXTS[name][start:end]) for name, start, end in places)


def _all() -> set[tuple[str, int, int]]:
    return {(name, *place) for name, text in TEXTS.items() for place in words(text)}


@pytest.mark.parametrize("line", ["code:claim", "code:prediction", "all", "coder:Cleo"])
def test_words_of_passages_are_counted_once_against_all_others(asked: Asked, line: str) -> None:
    found = _ask(asked, line)
    inside = _inside(asked, line)
    own, other = _counts(inside), _counts(_all() - inside)
    assert found.sizes == (own.total(), other.total())
    assert {one.word: (one.count, one.other) for one in found.words} == {
        word: (own[word], other[word]) for word in own | other
    }


@pytest.mark.parametrize("distance", [1, 2, 5])
@pytest.mark.parametrize("line", ["code:prediction", 'code:"evaluative term"', "code:attribution"])
def test_collocates_are_near_and_not_inside(asked: Asked, line: str, distance: int) -> None:
    found = _ask(asked, line, scope=Scope.COLLOCATES, distance=distance)
    own = _counts(_around(asked, line, distance))
    assert {one.word: one.count for one in found.words if one.count} == own
    assert found.query_of(found.words[0]) is None


def test_two_groups_are_set_apart(asked: Asked) -> None:
    found = _ask(asked, "code:claim", "code:prediction")
    own, other = (_counts(_inside(asked, line)) for line in ("code:claim", "code:prediction"))
    assert found.sizes == (own.total(), other.total())
    most = found.words[0]
    assert most.g2 == max(one.g2 for one in found.words) and most.log_ratio > 0
    assert most.low < most.log_ratio < most.high
    assert "against code:prediction" in found.head


def test_whole_documents_are_those_that_are_spoken_of(asked: Asked) -> None:
    found = _ask(asked, "document.outlet:Weekly", "document.outlet:Daily", scope=Scope.DOCUMENTS)
    assert found.sizes == (len(words(OTHER)), len(words(TALK)))
    by_code = _ask(asked, "code:attribution", scope=Scope.DOCUMENTS)
    assert by_code.sizes == (len(words(TALK)), len(words(OTHER))), "the note is in the talk"


def test_a_word_opens_its_passages(asked: Asked) -> None:
    found = _ask(asked, "code:claim")
    late = next(one for one in found.words if one.word == "late")
    query = found.query_of(late)
    assert query is not None
    line = print_query(query)
    answer = finish(questions.ask(everything(asked.project), line))
    assert len(answer) == 2, "Ann's and Ben's claims hold it"


def test_without_words_on_one_side_there_is_nothing_to_tell(asked: Asked) -> None:
    for line, against in (
        ("code:claim and coder:Nobody", ""),
        ("code:claim and text:zebra", "all"),
    ):
        with pytest.raises(UserError):
            _ask(asked, line, against)
