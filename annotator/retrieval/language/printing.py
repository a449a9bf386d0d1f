"""From the query value to the one line that it is written as: `parse` reads it back as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import singledispatch

from annotator.corpus.query import (
    Adjudicated,
    All,
    And,
    AnyCoder,
    Anything,
    AtLeast,
    AtTime,
    CodeIs,
    CoderIs,
    Comparison,
    Dated,
    DocumentIs,
    DocumentValueIs,
    FromCue,
    InSet,
    InStructure,
    Linked,
    MemoHas,
    Not,
    OfConsensus,
    OnPages,
    Or,
    Order,
    Overlap,
    Pattern,
    Query,
    Question,
    Related,
    Relation,
    ResultUnit,
    RoleIs,
    RoundIs,
    SameUnit,
    SpeakerIs,
    TextHas,
    UnderVersion,
    ValueIs,
    ValueTest,
    Words,
)
from annotator.corpus.query.language import name


def print_question(question: Question) -> str:
    """The line of a question, in its one canonical form."""
    line = print_query(question.query)
    return line if question.unit is ResultUnit.CODINGS else f"{question.unit} {line}"


def print_query(query: Query) -> str:
    """The line of a query, with as few parentheses as keep its meaning."""
    match query:
        case Or(terms):
            return " or ".join(_within(term, Or) for term in terms)
        case And(terms):
            return " and ".join(_within(term, Or, And) for term in terms)
        case Not(term):
            return f"not {_within(term, Or, And)}"
        case Related(left, relation, right, same_coder):
            sides = [_within(side, Or, And, Not, Related) for side in (left, right)]
            coder = " by same coder" if same_coder else ""
            return f"{sides[0]} {print_relation(relation)} {sides[1]}{coder}"
    return _condition(query)


def _within(query: Query, *weaker: type) -> str:
    """A query as part of another, in parentheses where it is of a kind that binds less."""
    line = print_query(query)
    return f"({line})" if isinstance(query, weaker) else line


def print_relation(relation: Relation) -> str:
    """The words of a relation, which stand between its sides."""
    match relation:
        case Overlap():
            return relation.value
        case Order(direction, None, None):
            return direction.value
        case Order(direction, within, unit):
            assert unit is not None
            return f"within {within} {unit}{'' if within == 1 else 's'} {direction}"
        case SameUnit(unit):
            return f"in same {unit} as"
        case Linked(kind, forward):
            return f"linked {name(kind) + ' ' if kind else ''}{'to' if forward else 'from'}"


def _value(test: ValueTest | Words) -> str:
    """What stands behind a field."""
    match test:
        case Comparison(value, comparator):
            return comparator.value + name(value)
        case Pattern(expression):
            return ":/" + expression.replace("/", "\\/") + "/"
        case Words(text, exactly):
            return ("=" if exactly else ":") + name(text)
        case Anything():
            return ":*"


@singledispatch
def _condition(condition: object) -> str:
    raise TypeError(f"no condition: {condition!r}")


def _prints(kind: type) -> Callable[[Callable[..., str]], Callable[..., str]]:
    return _condition.register(kind)


_prints(All)(lambda _: "all")
_prints(FromCue)(lambda _: "from-cue")
_prints(Adjudicated)(lambda _: "adjudicated")
_prints(AnyCoder)(lambda _: "coder:any")
_prints(OfConsensus)(lambda _: "coder:consensus")
_prints(CoderIs)(lambda c: f"coder:{name(c.name)}")
_prints(DocumentIs)(lambda c: f"document:{name(c.name)}")
_prints(RoundIs)(lambda c: f"round:{name(c.name)}")
_prints(InSet)(lambda c: f"set:{name(c.name)}")
_prints(InStructure)(lambda c: f"in:{name(c.kind)}")
_prints(SpeakerIs)(lambda c: f"speaker:{name(c.name)}")
_prints(RoleIs)(lambda c: f"role:{name(c.name)}")
_prints(ValueIs)(
    lambda c: f"{'said' if c.said else 'value'}.{_attribute(c.attribute)}{_value(c.test)}"
)
_prints(DocumentValueIs)(lambda c: f"document.{_attribute(c.attribute)}{_value(c.test)}")
_prints(TextHas)(lambda c: f"text{_value(c.test)}")
_prints(MemoHas)(lambda c: f"memo{_value(c.test)}")


@_condition.register
def _(condition: CodeIs) -> str:
    field = "below" if condition.below else "code"
    return f"{field}:{'>'.join(map(name, condition.path))}"


@_condition.register
def _(condition: AtLeast) -> str:
    return f"coder:at-least({', '.join((str(condition.number), *map(name, condition.names)))})"


@_condition.register
def _(condition: OnPages) -> str:
    first, last = name(condition.first), name(condition.last)
    return f"page:{first}" if condition.first == condition.last else f"page:{first}..{last}"


@_condition.register
def _(condition: AtTime) -> str:
    return f"time:{_time(condition.start)}..{_time(condition.end)}"


@_condition.register
def _(condition: Dated) -> str:
    since, until = _day(condition.since), _day(condition.until)
    days = since if since == until else f"{since}..{until}"
    return f"{condition.moment}:{days}"


@_condition.register
def _(condition: UnderVersion) -> str:
    first, last = ("" if one is None else str(one) for one in (condition.first, condition.last))
    return f"version:{first}" if first == last else f"version:{first}..{last}"


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _time(milliseconds: int | None) -> str:
    """``1:05``, ``1:02:30.500``."""
    if milliseconds is None:
        return ""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{clock}.{rest:03}" if rest else clock


def _attribute(text: str) -> str:
    """An attribute's name; one that begins with a digit could be taken for a time."""
    return f'"{text}"' if not text[:1].isalpha() and name(text) == text else name(text)
