"""From a query line to the query value: recursive descent, one function a rule of the grammar.

The grammar is in `resources/manual/query.md`. `or` binds least, then `and`, then `not`, then the
relations; a relation of a relation needs parentheses.
"""

from __future__ import annotations

from annotator.corpus.messages import gettext_noop, tr
from annotator.corpus.query import (
    Adjudicated,
    All,
    And,
    Direction,
    FromCue,
    Linked,
    Not,
    Or,
    Order,
    Overlap,
    Query,
    Question,
    Related,
    Relation,
    ResultUnit,
    SameUnit,
    TextUnit,
    shares_passages,
)
from annotator.corpus.query.language import FIELDS, FLAGS
from annotator.retrieval.language.conditions import condition
from annotator.retrieval.language.cursor import Cursor
from annotator.retrieval.language.mistakes import QueryError, closest, did_you_mean
from annotator.retrieval.language.names import NameCheck
from annotator.retrieval.language.vocabulary import Vocabulary

DEEPEST = 50
"""Levels of parentheses and `not`."""
_BEHIND_CONDITIONS = (
    *("and", "or"),
    *dict.fromkeys(overlap.value.split()[0] for overlap in Overlap),
    *("before", "after", "within", "in", "linked"),
)
"""What may come behind a condition."""


def parse(line: str, vocabulary: Vocabulary | None = None) -> Question:
    """The question that a line asks. With a vocabulary, its names must be there.

    Raises QueryError with the place of the first mistake.
    """
    return _Parser(line, vocabulary).question()


def parse_relation(line: str, vocabulary: Vocabulary | None = None) -> tuple[Relation, bool]:
    """A relation by itself, as tables have it: ``in same sentence as``. True with it where it is
    ``by same coder``. QueryError has the place of a mistake."""
    return _Parser(line, vocabulary).relation_alone()


class _Parser:
    def __init__(self, line: str, vocabulary: Vocabulary | None) -> None:
        self._cursor = Cursor(line)
        self._names = NameCheck(vocabulary)
        self._depth = 0

    def question(self) -> Question:
        cursor = self._cursor
        if cursor.token.kind == "end":
            raise cursor.mistake(tr("The query is empty. Ask for a code, as in code:claim"))
        first = cursor.token
        unit = ResultUnit.CODINGS
        if first.word in (ResultUnit.PAIRS, ResultUnit.COMMON):
            unit = ResultUnit(cursor.take().word)
        query = self._query()
        if cursor.token.kind != "end":
            raise self._left_over()
        if unit is not ResultUnit.CODINGS and not isinstance(query, Related):
            raise cursor.mistake(
                tr("“{unit}” needs two codes and how they lie to each other", unit=unit),
                first,
            )
        if unit is ResultUnit.COMMON and not shares_passages(query):
            raise cursor.mistake(
                tr("There are common passages only where passages overlap; ask for pairs"),
                first,
                "pairs",
            )
        return Question(query, unit)

    def relation_alone(self) -> tuple[Relation, bool]:
        cursor = self._cursor
        relation = self._operator()
        if relation is None:
            examples = "overlaps, in same sentence as, within 5 words of"
            meant = closest(cursor.token.word, _BEHIND_CONDITIONS[2:])
            raise cursor.mistake(
                tr("This is no relation between codings. Some are: {examples}", examples=examples)
                + (f".{did_you_mean(meant)}" if meant else ""),
                suggestion=meant,
            )
        same_coder = cursor.accept("by", "same", "coder")
        if cursor.token.kind != "end":
            raise cursor.mistake(tr("Nothing follows a relation here"))
        return relation, same_coder

    def _left_over(self) -> QueryError:
        token = self._cursor.token
        if token.word == ")":
            return self._cursor.mistake(tr("This parenthesis was never opened"))
        if token.word in FIELDS or token.word in FLAGS or token.word in ("(", "not"):
            return self._cursor.mistake(
                tr("Between two conditions “and” or “or” is missing"), None, "and"
            )
        if self._relation_is_next():
            return self._cursor.mistake(
                tr(
                    "Here a second relation follows. Put parentheses around the one that "
                    "comes first"
                ),
                token,
            )
        meant = closest(token.word, _BEHIND_CONDITIONS) if token.kind == "word" else ""
        if meant:
            return self._cursor.mistake(
                tr("“{text}” can't stand here.{meant}", text=token.text, meant=did_you_mean(meant)),
                suggestion=meant,
            )
        return self._cursor.mistake(
            tr(
                "“{text}” can't stand here. A name of several words stands in quotation marks",
                text=token.text,
            )
        )

    def _query(self) -> Query:
        terms = [self._conjunction()]
        while self._cursor.accept("or"):
            terms.append(self._conjunction())
        return terms[0] if len(terms) == 1 else Or(tuple(terms))

    def _conjunction(self) -> Query:
        terms = [self._negation()]
        while self._cursor.accept("and"):
            terms.append(self._negation())
        return terms[0] if len(terms) == 1 else And(tuple(terms))

    def _negation(self) -> Query:
        if self._cursor.token.word != "not":
            return self._relation()
        self._descend()
        self._cursor.take()
        term = self._negation()
        self._depth -= 1
        return Not(term)

    def _relation(self) -> Query:
        left = self._primary()
        relation = self._operator()
        if relation is None:
            return left
        right = self._primary()
        return Related(left, relation, right, self._cursor.accept("by", "same", "coder"))

    def _primary(self) -> Query:
        cursor = self._cursor
        if cursor.token.word == "(":
            self._descend()
            cursor.take()
            query = self._query()
            if cursor.token.kind != "end" and cursor.token.word != ")":
                raise self._left_over()
            cursor.expect(")", gettext_noop("which closes the parenthesis"))
            self._depth -= 1
            return query
        for word, value in (
            ("all", All()),
            ("from-cue", FromCue()),
            ("adjudicated", Adjudicated()),
        ):
            if cursor.accept(word):
                return value
        return condition(cursor, self._names)

    def _descend(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._cursor.mistake(
                tr("More than {deepest} parentheses stand in one another here", deepest=DEEPEST)
            )

    # --- relations

    def _relation_is_next(self) -> bool:
        return self._operator() is not None

    def _operator(self) -> Relation | None:
        cursor = self._cursor
        for overlap in Overlap:
            if cursor.accept(*overlap.value.split()):
                return overlap
        for direction in (Direction.BEFORE, Direction.AFTER):
            if cursor.accept(direction):
                return Order(direction)
        if cursor.accept("within"):
            return self._distance()
        if cursor.accept("in", "same"):
            unit = cursor.unit(TextUnit.WORD)
            cursor.expect("as", gettext_noop("as in “in same sentence as”"))
            return SameUnit(unit)
        return self._link() if cursor.accept("linked") else None

    def _distance(self) -> Order:
        cursor = self._cursor
        number = cursor.number(gettext_noop("how many"))
        unit = cursor.unit(TextUnit.DOCUMENT)
        for direction in Direction:
            if cursor.accept(direction):
                return Order(direction, number, unit)
        raise cursor.mistake(tr("Here “before”, “after” or “of” is missing"), None, "of")

    def _link(self) -> Linked:
        cursor = self._cursor
        kind = ""
        named = cursor.token.kind == "string" or (
            cursor.token.kind == "word" and cursor.ahead(1).word in ("to", "from")
        )
        if named:
            token = cursor.name(gettext_noop("a relation between codings"))
            self._names.relation_type(token)
            kind = token.name
        if cursor.accept("to"):
            return Linked(kind)
        cursor.expect("from", gettext_noop("or “to”, as in: linked supports to code:claim"))
        return Linked(kind, forward=False)
