"""The tables are a contract: a new file has those that the file of this version has."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from annotator.storage import schema
from tests.making import make

FILE = Path(__file__).parents[1] / "files" / f"version-{schema.VERSION}.{schema.MINOR}.annot"
_SHAPES = (
    # Columns: type, whether they may be null, what stands there unsaid, their place in the key.
    'SELECT t.name, c.name, c.type, c."notnull", c.dflt_value, c.pk, t.strict, t.wr'
    " FROM pragma_table_list AS t, pragma_table_info(t.name) AS c WHERE t.schema = 'main'",
    'SELECT t.name, f."from", f."table", f."to", f.on_delete'
    " FROM pragma_table_list AS t, pragma_foreign_key_list(t.name) AS f WHERE t.schema = 'main'",
    'SELECT t.name, i.name, i."unique", i.partial, c.seqno, c.name'
    " FROM pragma_table_list AS t, pragma_index_list(t.name) AS i, pragma_index_info(i.name) AS c"
    " WHERE t.schema = 'main'",
)


def shapes(path: Path) -> list[set[tuple[object, ...]]]:
    uri = f"{path.as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        return [set(connection.execute(query)) for query in _SHAPES]


def test_a_new_file_has_the_tables_that_files_of_this_version_have(tmp_path: Path) -> None:
    make(tmp_path / "p.annot").project.close()
    for found, expected in zip(shapes(tmp_path / "p.annot"), shapes(FILE), strict=True):
        assert found == expected
