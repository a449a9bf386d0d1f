"""One condition of a query: a field, and what is asked of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from annotator.corpus.messages import gettext_noop, tr
from annotator.corpus.query import (
    Anything,
    AtLeast,
    AtTime,
    CodeIs,
    CoderIs,
    Comparator,
    Comparison,
    Condition,
    Dated,
    DocumentIs,
    DocumentValueIs,
    InSet,
    InStructure,
    MemoHas,
    Moment,
    OnPages,
    Pattern,
    RoleIs,
    RoundIs,
    SpeakerIs,
    TextHas,
    UnderVersion,
    ValueIs,
    ValueTest,
    Words,
)
from annotator.corpus.query.conditions import AnyCoder, OfConsensus
from annotator.corpus.query.language import (
    ANY,
    AT_LEAST,
    CONNECTIVES,
    CONSENSUS,
    FIELDS,
    FLAGS,
    ONLY_WITH_ATTRIBUTE,
    OPERATOR_WORDS,
    RESULTS,
    WITH_ATTRIBUTE,
)
from annotator.retrieval.language.cursor import Cursor
from annotator.retrieval.language.mistakes import closest, did_you_mean
from annotator.retrieval.language.names import NameCheck
from annotator.retrieval.language.scanning import Token

Reader = Callable[[Cursor, NameCheck], Condition]


def condition(cursor: Cursor, names: NameCheck) -> Condition:
    """Read ``field:what``, or ``field.NAME`` with a colon or a comparison."""
    field = cursor.token
    if field.word not in FIELDS:
        raise _no_field(cursor, names)
    cursor.take()
    if cursor.token.word == "." and field.word in WITH_ATTRIBUTE:
        cursor.take()
        return _of_attribute(cursor, names, field)
    if field.word in ONLY_WITH_ATTRIBUTE:
        example = f"{field.word}.polarity:negative"
        raise cursor.mistake(tr("Here the attribute is missing, as in {example}", example=example))
    if cursor.token.word == "=" and field.word in ("text", "memo"):
        cursor.take()
        words = Words(cursor.words(gettext_noop("what to look for")), exactly=True)
        return TextHas(words) if field.word == "text" else MemoHas(words)
    if cursor.token.word != ":":
        what = tr(FIELDS[field.word])
        raise cursor.mistake(
            tr("Here “:” is missing, and behind it {what}", what=what), suggestion=":"
        )
    cursor.take()
    return _READERS[field.word](cursor, names)


def _no_field(cursor: Cursor, names: NameCheck) -> Exception:
    token = cursor.token
    if token.kind == "end":
        return cursor.mistake(tr("The query ends where a condition is missing, as in code:claim"))
    if token.word in RESULTS:
        return cursor.mistake(
            tr("“{text}” stands at the beginning of a query only", text=token.text)
        )
    if token.word in OPERATOR_WORDS or token.word in CONNECTIVES:
        return cursor.mistake(
            tr("Before “{text}” a condition is missing, as in code:claim", text=token.text)
        )
    if token.kind in ("string", "word"):
        meant = closest(token.name, [*FIELDS, *FLAGS])
        if cursor.ahead(1).word not in (":", "."):
            meant = names.condition_meant(token)
        elif meant in FIELDS:
            meant = f"{meant}:"
        return cursor.mistake(
            tr(
                "“{text}” is no condition; one begins with {names}.{meant}",
                text=token.text,
                names=", ".join(f"{name}:" for name in FIELDS),
                meant=did_you_mean(meant),
            ),
            suggestion=meant,
        )
    return cursor.mistake(
        tr("“{text}” stands where a condition is missing, as in code:claim", text=token.text)
    )


def _of_attribute(cursor: Cursor, names: NameCheck, field: Token) -> Condition:
    attribute = cursor.name(gettext_noop("the name of an attribute"))
    if field.word in ONLY_WITH_ATTRIBUTE:
        names.attribute(attribute)
        return ValueIs(attribute.name, _value_test(cursor), field.word == "said")
    names.document_attribute(attribute)
    return DocumentValueIs(attribute.name, _value_test(cursor))


def _value_test(cursor: Cursor) -> ValueTest:
    sign = cursor.token
    if sign.word not in list(Comparator):
        raise cursor.mistake(
            tr("Here a colon or one of < <= > >= is missing, and a value"), None, ":"
        )
    cursor.take()
    if sign.word == Comparator.IS:
        if cursor.accept("*"):
            return Anything()
        if cursor.token.kind == "pattern":
            return _pattern(cursor)
    return Comparison(cursor.name(gettext_noop("a value")).name, Comparator(sign.word))


def _pattern(cursor: Cursor) -> Pattern:
    return Pattern(cursor.take().text[1:-1])


def _path(cursor: Cursor, names: NameCheck) -> tuple[str, ...]:
    tokens = [cursor.name(gettext_noop("the name of a code"))]
    while cursor.accept(">"):
        tokens.append(cursor.name(gettext_noop("the name of a code")))
    names.code(tokens)
    return tuple(token.name for token in tokens)


def _coder(cursor: Cursor, names: NameCheck) -> Condition:
    if cursor.accept(ANY):
        return AnyCoder()
    if cursor.accept(CONSENSUS):
        return OfConsensus()
    if cursor.token.word == AT_LEAST and cursor.ahead(1).word == "(":
        cursor.accept(AT_LEAST, "(")
        return _at_least(cursor, names)
    token = cursor.name(gettext_noop("a coder"))
    names.coder(token)
    return CoderIs(token.name)


def _at_least(cursor: Cursor, names: NameCheck) -> AtLeast:
    at = cursor.token
    number = cursor.number(gettext_noop("a number of coders"))
    if number < 1:
        raise cursor.mistake(tr("Ask for one coder at least"), at, "1")
    coders = []
    while cursor.accept(","):
        token = cursor.name(gettext_noop("a coder"))
        names.coder(token)
        coders.append(token.name)
    cursor.expect(")", gettext_noop("which ends the number of coders"))
    return AtLeast(number, tuple(coders))


def _document(cursor: Cursor, names: NameCheck) -> Condition:
    token = cursor.name(gettext_noop("a document"))
    names.document(token)
    return DocumentIs(token.name)


def _round(cursor: Cursor, names: NameCheck) -> Condition:
    token = cursor.name(gettext_noop("a round"))
    names.coding_round(token)
    return RoundIs(token.name)


def _set(cursor: Cursor, names: NameCheck) -> Condition:
    token = cursor.name(gettext_noop("a set"))
    names.named_set(token)
    return InSet(token.name)


def _structure(cursor: Cursor, names: NameCheck) -> Condition:
    token = cursor.name(gettext_noop("a kind of place, such as heading, table or note"))
    names.structure_kind(token)
    return InStructure(token.name)


def _pages(cursor: Cursor, _names: NameCheck) -> Condition:
    first = cursor.name(gettext_noop("a page")).name
    return OnPages(
        first, cursor.name(gettext_noop("a page")).name if cursor.accept("..") else first
    )


def _text(cursor: Cursor, _names: NameCheck) -> Condition:
    if cursor.token.kind == "pattern":
        return TextHas(_pattern(cursor))
    return TextHas(Words(cursor.words(gettext_noop("what to look for"))))


def _memo(cursor: Cursor, _names: NameCheck) -> Condition:
    if cursor.accept("*"):
        return MemoHas(Anything())
    if cursor.token.kind == "pattern":
        return MemoHas(_pattern(cursor))
    return MemoHas(Words(cursor.words(gettext_noop("what to look for"))))


def _dated(moment: Moment) -> Reader:
    def read(cursor: Cursor, _names: NameCheck) -> Condition:
        since = None if cursor.token.word == ".." else _day(cursor)
        if not cursor.accept(".."):
            return Dated(moment, since, since)
        until = _day(cursor) if cursor.token.text[:1].isdigit() else None
        if since is None and until is None:
            raise cursor.mistake(tr("Here a day is missing, as in 2026-01-31"))
        return Dated(moment, since, until)

    return read


def _day(cursor: Cursor) -> date:
    token = cursor.name(gettext_noop("a day, as in 2026-01-31"))
    try:
        return date.fromisoformat(token.name)
    except ValueError:
        raise cursor.mistake(
            tr("“{token}” is no day; write it as 2026-01-31", token=token.name),
            token,
        ) from None


def _version(cursor: Cursor, _names: NameCheck) -> Condition:
    what = gettext_noop("a version of the codebook")
    first = None if cursor.token.word == ".." else cursor.number(what)
    if not cursor.accept(".."):
        return UnderVersion(first, first)
    is_open = first is not None and not cursor.token.text[:1].isdigit()
    return UnderVersion(first, None if is_open else cursor.number(what))


def _time(cursor: Cursor, _names: NameCheck) -> Condition:
    start = None if cursor.token.word == ".." else _moment(cursor)
    cursor.expect("..", gettext_noop("between two times: time:1:00..2:30"))
    end = _moment(cursor) if cursor.token.kind == "time" else None
    if start is None and end is None:
        raise cursor.mistake(tr("Here a time is missing, as in 1:05 or 1:02:30"))
    return AtTime(start, end)


def _moment(cursor: Cursor) -> int:
    """A time in the recording in milliseconds: minutes:seconds, or with hours before them."""
    if cursor.token.kind != "time":
        raise cursor.mistake(tr("Here a time is missing, as in 1:05 or 1:02:30"))
    token = cursor.take()
    whole, _point, fraction = token.text.partition(".")
    if len(whole) > 15:
        raise cursor.mistake(tr("The time is too large"), token)
    seconds = 0
    for part in whole.split(":"):
        seconds = 60 * seconds + int(part)
    return 1000 * seconds + int(fraction.ljust(3, "0"))


_READERS: dict[str, Reader] = {
    "code": lambda cursor, names: CodeIs(_path(cursor, names)),
    "below": lambda cursor, names: CodeIs(_path(cursor, names), below=True),
    "coder": _coder,
    "document": _document,
    "round": _round,
    "set": _set,
    "in": _structure,
    "page": _pages,
    "speaker": lambda cursor, _names: SpeakerIs(cursor.name(gettext_noop("a speaker")).name),
    "role": lambda cursor, _names: RoleIs(cursor.name(gettext_noop("a role")).name),
    "time": _time,
    "text": _text,
    "memo": _memo,
    "created": _dated(Moment.CREATED),
    "changed": _dated(Moment.CHANGED),
    "version": _version,
}
