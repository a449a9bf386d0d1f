"""What an export would write is held against the schema first, beside the writing."""

from __future__ import annotations

import io
import threading
from dataclasses import replace

import pytest

from annotator.corpus.job import finish
from annotator.corpus.project import ProjectContent
from annotator.exchange.refi import write_project
from tests.exchange.refi_samples import sample_project


def _checks() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name.startswith("schema")]


def _wrong_coding() -> ProjectContent:
    content = sample_project()
    return replace(content, codings=(replace(content.codings[0], coder="no GUID"),))


def _wrong_memo() -> ProjectContent:
    content = sample_project()
    return replace(content, memos=(replace(content.memos[0], coder="no GUID"),))


@pytest.mark.parametrize("wrong", [_wrong_coding(), _wrong_memo()], ids=["selection", "rest"])
def test_what_is_not_valid_is_loud_and_never_written(wrong: ProjectContent) -> None:
    target = io.BytesIO()
    with pytest.raises(AssertionError, match="not valid"):
        finish(write_project(wrong, target))
    assert target.getvalue() == b""
    assert _checks() == []


def test_a_cancelled_export_writes_and_leaves_nothing() -> None:
    target = io.BytesIO()
    job = write_project(sample_project(), target)
    assert next(job).what == "Writing codings"
    job.close()
    assert target.getvalue() == b""
    assert _checks() == []
