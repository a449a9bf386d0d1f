"""Connections that see one coder's rows alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.pool import QueuePool

from annotator.errors import UserError
from annotator.operations import projects
from annotator.operations.viewing import looking
from annotator.storage import coding_queries, own_rows, queries, schema, table_parts
from tests.blind_pair import Pair, make_pair
from tests.making import ANN, BEN


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    made = make_pair(tmp_path)
    yield made
    made.close()


def test_of_every_kind_of_row_it_is_said_whose_it_is() -> None:
    """A new table is to be named here, or its rows would be shown to everybody."""
    assert own_rows._CONDITIONS.keys() >= {
        name for name, table in schema.ROW_TABLES.items() if "coder" in table.c
    }
    assert schema.ROW_TABLES.keys() <= own_rows._CONDITIONS.keys() | set(own_rows._SHARED)
    assert not own_rows._CONDITIONS.keys() & set(own_rows._SHARED)


def test_other_tables_hold_no_coders_work() -> None:
    known = schema.ROW_TABLES.keys() | own_rows._CONDITIONS.keys()
    others = table_parts.metadata.tables.keys() - known
    assert others == {
        *("document_text", "original", "document_origin", "document_structure"),
        "change",  # has a view of its own
    }


def test_a_coder_is_a_value_and_no_part_of_the_statement(pair: Pair) -> None:
    with pair.among.reading_own("x' OR 'a' = 'a") as connection:
        assert coding_queries.codings(connection) == []
        assert queries.memos(connection) == []


def test_the_connections_of_one_coder_never_serve_another(pair: Pair) -> None:
    for _time in range(3):
        for person in (ANN, BEN):
            with pair.among.reading_own(person.guid) as connection:
                found = coding_queries.codings(connection)
            assert {coding.coder for coding in found} == {person.guid}
        with pair.among.reading() as connection:
            assert len({coding.coder for coding in coding_queries.codings(connection)}) > 1


def test_such_a_connection_writes_nothing(pair: Pair) -> None:
    with pytest.raises(UserError), pair.among.reading_own(ANN.guid) as connection:
        connection.exec_driver_sql("UPDATE main.project SET blind = 0")
    assert looking(pair.among, ANN.guid).blind


def test_what_is_sound_of_a_faulty_file_is_read_so_too(pair: Pair) -> None:
    with (
        projects.open_read_only(pair.among.path) as project,
        looking(project, ANN.guid).reading() as connection,
    ):
        found = coding_queries.codings(connection)
    assert {coding.coder for coding in found} == {ANN.guid}


def test_a_file_that_was_closed_can_be_deleted(pair: Pair) -> None:
    with pair.among.reading_own(ANN.guid) as connection:
        queries.documents(connection)
    pair.among.close()
    pools = [engine.pool for engine in pair.among._own_engines.values()]
    assert all(isinstance(pool, QueuePool) and pool.checkedin() == 0 for pool in pools)
    pair.among.path.unlink()


def test_what_such_a_connection_keeps_for_itself_is_in_memory(pair: Pair) -> None:
    """Views need no room for temporary files, and leave nothing there."""
    for reading in (pair.among.reading_own, pair.among.reading_again):
        with reading(ANN.guid) as connection:
            assert connection.exec_driver_sql("PRAGMA temp_store").scalar() == 2
