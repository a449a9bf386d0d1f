"""Small faults that can be put into Python source, one at a time (mutation testing).

The operators are the usual ones (Offutt et al. 1996, "An experimental determination of sufficient
mutant operators"): comparisons, arithmetic, logic, constants, conditions, slices, and statements
that are left out. Messages, docstrings, annotations and decorators stay as they are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], ast.cmpop] = {
    ast.Lt: ast.LtE(),
    ast.LtE: ast.Lt(),
    ast.Gt: ast.GtE(),
    ast.GtE: ast.Gt(),
    ast.Eq: ast.NotEq(),
    ast.NotEq: ast.Eq(),
    ast.Is: ast.IsNot(),
    ast.IsNot: ast.Is(),
    ast.In: ast.NotIn(),
    ast.NotIn: ast.In(),
}
_ARITHMETIC: dict[type[ast.operator], ast.operator] = {
    ast.Add: ast.Sub(),
    ast.Sub: ast.Add(),
    ast.Mult: ast.Add(),
    ast.Div: ast.Mult(),
    ast.FloorDiv: ast.Mult(),
    ast.Mod: ast.Add(),
    ast.BitOr: ast.BitAnd(),
    ast.BitAnd: ast.BitOr(),
    ast.LShift: ast.RShift(),
    ast.RShift: ast.LShift(),
}


@dataclass(frozen=True)
class Mutation:
    """A piece of a source, from one byte to another of the UTF-8, and what takes its place."""

    line: int
    start: int
    end: int
    before: str
    after: str

    def apply(self, source: str) -> str:
        data = source.encode()
        return (data[: self.start] + self.after.encode() + data[self.end :]).decode()


def mutations(source: str) -> list[Mutation]:
    """All of a module, in the order of the source. Each result still compiles."""
    lines = [0]
    data = source.encode()
    for line in data.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    found: list[Mutation] = []
    for node in _nodes(ast.parse(source)):
        for place, text in _variants(node):
            assert place.end_lineno is not None and place.end_col_offset is not None
            start = lines[place.lineno - 1] + place.col_offset
            end = lines[place.end_lineno - 1] + place.end_col_offset
            mutation = Mutation(place.lineno, start, end, data[start:end].decode(), text)
            if _compiles(mutation.apply(source)):
                found.append(mutation)
    return found


def _compiles(source: str) -> bool:
    try:
        compile(source, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes whose mutants say something."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases", "keywords") and not (
            isinstance(node, ast.Call)
        ):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.Raise):
                yield child  # it can be left out; what it says is not looked at
            elif isinstance(child, ast.AST) and not _is_silent(child):
                yield from _nodes(child)


def _is_silent(node: ast.AST) -> bool:
    """Text for people, and what only type checkers read."""
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return True
    return isinstance(node, ast.JoinedStr | ast.Assert | ast.Import | ast.ImportFrom)


_Place = ast.expr | ast.stmt


def _variants(node: ast.AST) -> Iterator[tuple[_Place, str]]:
    """What to replace, and by what."""
    match node:
        case ast.Compare(left, [operator], [right]):
            yield node, _text(ast.Compare(left, [_COMPARISONS[type(operator)]], [right]))
        case ast.BinOp(left, operator, right) if type(operator) in _ARITHMETIC:
            yield node, _text(ast.BinOp(left, _ARITHMETIC[type(operator)], right))
        case ast.BoolOp(operator, values):
            other = ast.And() if isinstance(operator, ast.Or) else ast.Or()
            yield node, _text(ast.BoolOp(other, values))
        case ast.UnaryOp(ast.Not(), operand):
            yield node, _text(operand)
        case ast.Constant(bool() as value):
            yield node, str(not value)
        case ast.Constant(int() | float() as value):
            yield node, f"({value + 1!r})"
        case ast.If(test) | ast.While(test) | ast.IfExp(test):
            yield test, f"(not {_text(test)})"
        case ast.comprehension(ifs=conditions):
            for condition in conditions:
                yield condition, "True"
        case ast.Slice():
            yield from _of_slice(node)
        case ast.stmt():
            yield from _of_statement(node)


def _of_slice(node: ast.Slice) -> Iterator[tuple[_Place, str]]:
    for bound in (node.lower, node.upper):
        if bound is not None:
            yield bound, "None"


def _of_statement(node: ast.stmt) -> Iterator[tuple[_Place, str]]:
    match node:
        case ast.Return(value) if value is not None and ast.unparse(value) != "None":
            yield node, "return None"
        case ast.Expr(ast.Call()) | ast.Raise():
            yield node, "pass"
        case ast.AugAssign(target, operator, value) if type(operator) in _ARITHMETIC:
            yield node, ast.unparse(ast.AugAssign(target, _ARITHMETIC[type(operator)], value))
        case ast.Break():
            yield node, "continue"
        case ast.Continue():
            yield node, "break"


def _text(node: ast.expr) -> str:
    return f"({ast.unparse(node)})"
