"""What is said and left where the disk is full; `tests/soak/full_disk_every_write.py` goes through
every write of every operation."""

from __future__ import annotations

import errno
import io
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from annotator.atomic_file import private_folder
from annotator.errors import NotSavedError, UserError
from annotator.exchange.workbook import workbook_in
from annotator.operations import projects
from annotator.storage import journals, migrations
from tests.making import make
from tests.storage.test_journals import crash

ROOT = Path(__file__).resolve().parents[2]
SOME = ("code", "save a copy over a crashed file", "export .xlsx", "open a crashed file")


def may_trace() -> bool:
    """Whether strace is there and may look at another process, as few containers let it."""
    if shutil.which("strace") is None:
        return False
    with subprocess.Popen(["sleep", "20"]) as sleeper:
        command = ["timeout", "0.5", "strace", "-qq", "-p", str(sleeper.pid)]
        traced = subprocess.run(command, capture_output=True, check=False)
        sleeper.kill()
    return b"ptrace" not in traced.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's")
def test_a_full_disk_at_some_writes_of_some_operations() -> None:
    if not may_trace():
        pytest.skip("strace is not installed, or may not trace here")
    script = ROOT / "tests" / "soak" / "full_disk_every_write.py"
    command = [sys.executable, str(script), "--every", "29", "--json", "--only", *SOME]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)
    assert {name: tally["faults"] for name, tally in found.items()} == {name: [] for name in SOME}
    assert all(tally["refused"] for tally in found.values())


def full(*_arguments: object, **_named: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_workbook_is_an_error_of_the_disk_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    class Full(io.BytesIO):
        def write(self, data: object, /) -> int:
            full()
            return 0

    def write() -> None:
        with workbook_in(Full()) as workbook:
            bold = workbook.add_format({"bold": True})
            workbook.add_table_sheet("Codings", ["a"], bold, [["b"]])

    with pytest.raises(OSError, match="No space"):
        write()
    assert list(tmp_path.iterdir()) == []


def test_no_room_to_try_a_journal_is_not_called_damage(tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    make(path, text="A text of some length. " * 3_000).project.close()
    crash(path)
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}

    def is_sound(copy: Path) -> bool:
        raise NotSavedError(f"{copy}: the disk is full.")

    with pytest.raises(UserError, match=r"tried on a copy .* Make room"):
        journals.settle(path, is_sound)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == before


def test_sentences_name_the_file_that_was_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "wanted.annot"
    with pytest.raises(NotSavedError, match=r"wanted\.annot: the disk is full"):  # noqa: SIM117
        with projects.replacing(target) as partial:
            raise NotSavedError(f"{partial}: the disk is full.")
    assert list(tmp_path.iterdir()) == []


def test_a_full_folder_for_temporary_files_is_named() -> None:
    with pytest.raises(NotSavedError, match="folder for temporary files"):  # noqa: SIM117
        with private_folder() as folder:
            raise NotSavedError(f"{folder / 'source.annot'}: the disk is full.")
    with pytest.raises(NotSavedError, match="another"):  # noqa: SIM117
        with private_folder():
            raise NotSavedError("another file: the disk is full.")


def test_an_upgrade_that_is_tried_again_finds_its_backup(tmp_path: Path) -> None:
    path, folder = tmp_path / "old.annot", tmp_path / "backups"
    path.write_bytes(b"as it was")
    for _try in range(2):
        migrations.back_up(path, 1, folder)
    assert [one.name for one in folder.iterdir()] == ["old.version-1.annot"]
    path.write_bytes(b"another one")
    migrations.back_up(path, 1, folder)
    assert len(list(folder.iterdir())) == 2
