from __future__ import annotations

from datetime import UTC, datetime

from annotator.corpus.codebook import Code, Codebook

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def code(guid: str, parent: str | None = None, position: int = 0) -> Code:
    return Code(guid, f"name of {guid}", "#000000", NOW, NOW, parent=parent, position=position)


def test_walk_is_in_order_of_the_tree() -> None:
    book = Codebook((code("c", "a"), code("b", None, 1), code("a"), code("d", "c")))
    assert [(depth, c.guid) for depth, c in book.walk()] == [
        (0, "a"),
        (1, "c"),
        (2, "d"),
        (0, "b"),
    ]
    assert book.path("d") == ("name of a", "name of c", "name of d")
    assert book.find(("name of a", "name of c"))[0].guid == "c"


def test_no_code_is_out_of_sight() -> None:
    book = Codebook((code("a", "b"), code("b", "a"), code("c", "gone"), code("d", "d")))
    assert {c.guid for _depth, c in book.walk()} == {"a", "b", "c", "d"}
