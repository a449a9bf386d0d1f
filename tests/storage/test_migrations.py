"""Upgrades, and the copy that is made before one."""

from __future__ import annotations

import os
from pathlib import Path

from annotator.storage import migrations, schema


def test_there_is_an_upgrade_of_each_version() -> None:
    assert set(migrations.UPGRADES) == set(range(1, schema.VERSION))
    assert set(migrations.MINOR_UPGRADES) == {(3, minor) for minor in range(schema.MINOR)}


def test_a_backup_is_made_of_what_a_file_says_and_not_of_its_size_and_time(tmp_path: Path) -> None:
    path, folder = tmp_path / "p.annot", tmp_path / "backups"
    for said, names in (
        (b"one", ["p.version-1.annot"]),
        (b"one", ["p.version-1.annot"]),
        (b"two", ["p.version-1-2.annot", "p.version-1.annot"]),
    ):
        path.write_bytes(said)
        for file in (path, *folder.glob("*")):
            os.utime(file, (1, 1))
        migrations.back_up(path, 1, folder)
        assert sorted(one.name for one in folder.iterdir()) == names
    assert {one.read_bytes() for one in folder.iterdir()} == {b"one", b"two"}
