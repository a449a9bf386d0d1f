"""Every format there has been still opens, upgraded, with all that was in it.

`tests/files/version-N.annot` is the sample project as a program of that version wrote it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.operations import integrity, projects
from annotator.storage import migrations, schema
from annotator.storage.file_header import read_header
from tests.making import content

FILES = sorted((Path(__file__).resolve().parents[1] / "files").glob("version-*.annot"))


def test_there_is_a_file_of_each_version() -> None:
    assert [read_header(path).version for path in FILES] == list(range(1, schema.VERSION + 1))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_past_format_opens_with_all_that_was_in_it(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "p.annot"
    shutil.copy(path, copy)
    with projects.open_(copy) as project:
        now = content(project)
        assert len(now.codings) == 46
        assert len(now.memos) == 4
        assert len(now.relations) == 2
        assert sum(len(coding.spans) > 1 for coding in now.codings) == 2
        assert integrity.check(project) == []
        if path.stem != "version-1":
            assert [a.name for a in now.document_attributes] == ["genre"]
        with project.reading() as connection:
            assert migrations.shape(connection) == migrations.current_shape()
    assert read_header(copy).version == schema.VERSION
