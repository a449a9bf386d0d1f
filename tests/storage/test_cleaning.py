"""What is taken out of a faulty project (what is left of one: `test_faulty_read_only.py`)."""

from __future__ import annotations

from annotator.storage import cleaning, table_parts


def test_what_refers_to_a_table_comes_after_it() -> None:
    """Or a table were looked at before rows that it refers to are taken out."""
    before: set[str] = set()
    for table in table_parts.metadata.sorted_tables:
        for reference in table.foreign_keys:
            target = reference.column.table.name
            loosened = (table.name, reference.parent.name, target) in cleaning._LOOSE
            assert target in before or loosened
        before.add(table.name)
