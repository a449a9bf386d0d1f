"""The recipes of winget and Homebrew: well formed, with the digests of the files."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]
from lxml import etree  # type: ignore[import-untyped]

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

import identity
import published
import recipes

BASE = "https://example.org/releases/0.1.0"


def test_winget_has_three_manifests_of_one_version(tmp_path: Path) -> None:
    setup = tmp_path / "Annotator-0.1.0-setup.exe"
    setup.write_bytes(b"MZ")
    made = recipes.winget(setup, BASE)
    read = {yaml.safe_load(text)["ManifestType"]: yaml.safe_load(text) for text in made.values()}
    assert set(read) == {"version", "installer", "defaultLocale"}
    assert {str(one["PackageVersion"]) for one in read.values()} == {identity.version()}
    (installer,) = read["installer"]["Installers"]
    assert installer["InstallerSha256"] == hashlib.sha256(b"MZ").hexdigest().upper()
    assert installer["InstallerUrl"] == f"{BASE}/{setup.name}"


def test_the_cask_names_the_image_and_its_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = tmp_path / "Annotator.dmg"
    image.write_bytes(b"koly")
    arguments = ["recipes.py", str(tmp_path / "out"), "--url", BASE + "/", "--macos", str(image)]
    monkeypatch.setattr(sys, "argv", arguments)
    recipes.main()
    text = (tmp_path / "out" / "annotator-qda.rb").read_text()
    assert f'sha256 "{hashlib.sha256(b"koly").hexdigest()}"' in text
    assert f'url "{BASE}/Annotator.dmg"' in text
    assert text.count(" do\n") == text.count("\nend\n") == 1


def test_flathub_gets_the_archive_and_metadata_with_pictures(tmp_path: Path) -> None:
    packed = tmp_path / "annotator-0.1.0-linux-x86_64.tar.xz"
    packed.write_bytes(b"xz")
    made = recipes.flathub(packed, BASE)
    source, added = json.loads(made["sources.json"])
    assert source["sha256"] == hashlib.sha256(b"xz").hexdigest()
    assert added["path"] in made
    manifest = yaml.safe_load(made[f"{identity.APP_ID}.yaml"])
    assert manifest["modules"][0]["sources"] == ["sources.json"]
    shown = etree.fromstring(made[added["path"]].encode()).findall("screenshots/screenshot")
    assert [one.findtext("image") for one in shown] == [
        f"{BASE}/{name}" for name in published.SCREENSHOTS
    ]
    assert all(one.findtext("caption") for one in shown)
    for name in published.SCREENSHOTS:
        assert (identity.CHECKOUT / "resources" / "pictures" / name).is_file()


def test_notes_say_whose_each_file_is_and_what_changed(tmp_path: Path) -> None:
    for name in ("annotator_0.1.0_amd64.deb", "window-light.png"):
        (tmp_path / name).write_bytes(b"x")
    notes = published.notes(tmp_path.iterdir())
    assert "| annotator_0.1.0_amd64.deb | Debian" in notes
    assert hashlib.sha256(b"x").hexdigest() in notes
    assert "window-light.png" not in notes
    assert "REFI-QDA" in notes.partition("## What changed")[2]
