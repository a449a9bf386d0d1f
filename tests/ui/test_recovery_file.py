"""The recovery file, as somebody else or a broken disk may have written it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.ui.recovery.typed_forms import TypedForm
from annotator.ui.recovery.unsaved_changes import _read, _read_forms
from tests.making import ANN, make

BY = {"coder": ANN.guid, "coder_name": "Ann"}
MEMO = BY | {"kind": "memo", "arguments": [ANN.guid, "words"]}
CODE = BY | {"kind": "code", "arguments": [ANN.guid, ANN.guid, [[0, 3]], False]}
VALUE = BY | {"kind": "value", "arguments": [ANN.guid, ANN.guid, None]}


def read(folder: Path, changes: object) -> int:
    path = folder / "recovery.json"
    path.write_text(json.dumps({"project": "p", "changes": changes}))
    return len(_read(path, "p"))


def test_what_waits_is_read_back(tmp_path: Path) -> None:
    assert read(tmp_path, [MEMO, CODE, VALUE]) == 3


@pytest.mark.parametrize(
    "change",
    [
        MEMO | {"kind": "delete"},
        MEMO | {"coder": "../x"},
        MEMO | {"coder_name": 5},
        MEMO | {"coder_name": "\ud800"},
        MEMO | {"arguments": [ANN.guid]},
        MEMO | {"arguments": [ANN.guid, ["words"]]},
        MEMO | {"arguments": 7},
        CODE | {"arguments": [ANN.guid, ANN.guid, [[3, 0]], False]},
        CODE | {"arguments": [ANN.guid, ANN.guid, [["0", 3]], False]},
        CODE | {"arguments": [ANN.guid, ANN.guid, [0, 3], False]},
        CODE | {"arguments": [ANN.guid, 3, [[0, 3]], False]},
        VALUE | {"arguments": [ANN.guid, ANN.guid, {"a": 1}]},
        VALUE | {"arguments": [ANN.guid, ANN.guid, [1]]},
        [],
        None,
    ],
)
def test_a_change_that_is_none_is_not_made(tmp_path: Path, change: object) -> None:
    assert read(tmp_path, [change]) == 0


def test_no_file_is_waited_for_or_taken_for_one(tmp_path: Path) -> None:
    path = tmp_path / "recovery.json"
    assert _read(path, "p") == ()
    for content in (b"[" * 100_000, b"\xff", b"[]", b"null"):
        path.write_bytes(content)
        assert _read(path, "p") == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among the files here")
def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "recovery.json"
    os.mkfifo(path)
    assert _read(path, "p") == ()


@pytest.mark.parametrize("kind", ["code", "value", "document"])
def test_a_change_of_what_is_gone_is_refused_with_a_sentence(tmp_path: Path, kind: str) -> None:
    """A backup may have taken the project's place that lacks what the change is about."""
    made = make(tmp_path / "p.annot")
    coding = made.code(ANN, "claim", (0, 6))
    gone = "99999999-9999-4999-8999-999999999999"
    change = {
        "code": CODE | {"arguments": [made.document, gone, [[0, 3]], False]},
        "document": CODE | {"arguments": [gone, made.codes["claim"], [[0, 3]], False]},
        "value": VALUE | {"arguments": [coding, gone, "x"]},
    }[kind]
    path = tmp_path / "recovery.json"
    path.write_text(json.dumps({"project": "p", "changes": [change]}))
    (found,) = _read(path, "p")
    with pytest.raises(UserError, match="is not in"):
        found.write(made.project)


FORM = {"title": "Edit the code", "fields": [["Name", "a name"], ["", "words"]]}


def read_forms(folder: Path, forms: object) -> tuple[TypedForm, ...]:
    path = folder / "recovery.json"
    path.write_text(json.dumps({"project": "p", "changes": [MEMO], "forms": forms}))
    assert len(_read(path, "p")) == 1
    assert _read_forms(path, "another") == ()
    return _read_forms(path, "p")


def test_typed_forms_are_read_back(tmp_path: Path) -> None:
    (form,) = read_forms(tmp_path, [FORM])
    assert form == TypedForm("Edit the code", (("Name", "a name"), ("", "words")))
    path = tmp_path / "recovery.json"
    path.write_text(json.dumps({"project": "p", "changes": []}))  # of an earlier version
    assert _read_forms(path, "p") == ()


@pytest.mark.parametrize(
    "form",
    [
        *(None, [], "x", {"title": "x"}, FORM | {"title": 5}, FORM | {"fields": 7}),
        *(FORM | {"fields": [["a"]]}, FORM | {"fields": [["a", 5]]}, FORM | {"title": "\ud800"}),
    ],
)
def test_a_form_that_is_none_is_not_offered(tmp_path: Path, form: object) -> None:
    assert read_forms(tmp_path, [form]) == ()
