"""Settings that somebody else wrote, or a disk: what can't be used is left out, the rest holds."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

import pytest

from annotator import settings
from annotator.settings import Settings, load, settings_file

GUID = "7706c13b-03d6-5d95-a90d-7a0a47bce07f"


def write(content: bytes | str | object) -> None:
    data = content if isinstance(content, bytes | str) else json.dumps(content)
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


def test_what_is_saved_is_read_back(home: Path) -> None:
    kept = Settings(coder="Ann", coders={"Ann": GUID}, zoom=150, recent=["/a/b.annot"])
    kept.layouts = {GUID: {"scale": 90, "font": "Serif"}}
    kept.save()
    assert load() == kept


@pytest.mark.parametrize(
    ("saved", "field", "used"),
    [
        ({"coders": {"Ann": 5}}, "coders", {}),
        ({"coders": {"Ann": GUID, "Ben": [GUID]}}, "coders", {"Ann": GUID}),
        ({"coders": {"Ann": "../../x"}}, "coders", {}),
        ({"coders": [["Ann", GUID]]}, "coders", {}),
        ({"coders": {"\ud800": GUID}}, "coders", {}),
        ({"coder": "\ud800"}, "coder", ""),
        ({"coder": "A" * 10_001}, "coder", ""),
        ({"coder": {"name": "Ann"}}, "coder", ""),
        ({"coder": None}, "coder", ""),
        ({"recent": ["/a", 3, None, ["/b"], "/c"]}, "recent", ["/a", "/c"]),
        ({"recent": {"0": "/a"}}, "recent", []),
        ({"places": {"x": 3, "y": True, "z": "4"}}, "places", {"x": 3}),
        (
            {"layouts": {"x": {"a": 1, "b": [], "c": "d"}, "y": 3}},
            "layouts",
            {"x": {"a": 1, "c": "d"}},
        ),
        ({"zoom": True}, "zoom", 100),
        ({"zoom": 1e300}, "zoom", 100),
        ({"zoom": 10**12}, "zoom", 400),
        ({"zoom": -5}, "zoom", 50),
        ({"margin": "no"}, "margin", True),
        ({"margin": 0}, "margin", True),
        ({"keys": {"undo": {"deep": {}}}}, "keys", {}),
    ],
)
def test_values_are_of_their_type_through_and_through(
    home: Path, saved: object, field: str, used: object
) -> None:
    write(saved)
    found = load()
    assert getattr(found, field) == used
    assert type(getattr(found, field)) is type(getattr(Settings(), field))
    found.save()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "3",
        "null",
        '"x"',
        "{",
        "[" * 100_000,
        '{"zoom": ' + "9" * 9_000 + "}",
        b"\xff\xfe",
    ],
    ids=lambda content: repr(content[:12]),
)
def test_files_that_are_none_are_left_alone(
    home: Path, content: bytes | str, caplog: pytest.LogCaptureFixture
) -> None:
    write(content)
    with caplog.at_level(logging.WARNING):
        assert load() == Settings()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among the files here")
def test_a_pipe_or_a_folder_in_their_place_is_not_waited_for(home: Path) -> None:
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)
    assert load() == Settings()
    path.unlink()
    path.mkdir()
    assert load() == Settings()


def test_a_settings_file_without_end_is_not_read(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "_LARGEST_FILE", 100)
    write({"coder": "A" * 200})
    assert load() == Settings()


def test_paths_that_are_no_unicode_are_kept(home: Path) -> None:
    odd = "/projects/\udcff.annot"
    kept = Settings()
    kept.opened(Path(odd))
    kept.save()
    assert load().recent == [str(Path(odd).absolute())]
