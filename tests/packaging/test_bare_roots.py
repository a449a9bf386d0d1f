"""The trial on bare roots, as far as it can be looked at without being root."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import bare_roots
import pytest

PACKAGING = Path(bare_roots.__file__).parent


def pip_that_says(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    def run(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 0, text, "")

    monkeypatch.setattr(subprocess, "run", run)
    for name in tuple(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


def test_pip_in_a_root_finds_what_pip_here_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its index and its certificate; folders of this machine are not there."""
    certificate = tmp_path / "here.pem"
    certificate.write_text("certificate")
    root = tmp_path / "root"
    (root / "etc").mkdir(parents=True)
    said = (
        f":env:.cert='{certificate}'\nglobal.index-url='https://index.invalid/simple'\n"
        "global.find-links='/opt/wheels'\n"
    )
    pip_that_says(monkeypatch, said)
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.invalid:1")
    found = bare_roots.package_index(root)
    assert found == {
        "PIP_CERT": "/etc/trial-certificates.pem",
        "PIP_INDEX_URL": "https://index.invalid/simple",
        "HTTPS_PROXY": "http://proxy.invalid:1",
    }
    assert (root / "etc" / "trial-certificates.pem").read_text() == "certificate"


def test_a_mirror_is_named_only_where_this_system_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    pip_that_says(monkeypatch, "http://one.invalid/debian/\nhttp://two.invalid/debian/\n")
    assert bare_roots.mirror() == ["http://one.invalid/debian/"]
    pip_that_says(monkeypatch, "")
    assert bare_roots.mirror() == []


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_what_git_ignores_is_not_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = tmp_path / "checkout"
    (checkout / "annotator").mkdir(parents=True)
    (checkout / ".venv").mkdir()
    for name in ("annotator/app.py", ".venv/a", "new.py"):
        (checkout / name).write_text("")
    (checkout / ".gitignore").write_text(".venv/\n")
    subprocess.run(["git", "init", "--quiet"], cwd=checkout, check=True)
    monkeypatch.setattr(bare_roots, "CHECKOUT", checkout)
    bare_roots.copy_checkout(tmp_path / "root")
    copied = tmp_path / "root" / "root" / "annotator"
    files = {str(path.relative_to(copied)) for path in copied.rglob("*") if path.is_file()}
    assert files == {".gitignore", "annotator/app.py", "new.py"}


def test_the_table_has_a_line_for_each_trial() -> None:
    rows: list[bare_roots.Trial] = [
        {"name": "trixie, python3.13", "seconds": {"demo": 61.2, "tests": 90}, "tests": "9 passed"},
        {"name": "trixie, no network"},
    ]
    assert bare_roots.table(rows).splitlines() == [
        "trixie, python3.13: demo 61 s, tests 90 s: 9 passed",
        "trixie, no network",
    ]


@pytest.mark.skipif(os.name == "nt", reason="there are no roots")
def test_without_root_it_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(sys, "argv", ["bare_roots.py"])
    with pytest.raises(SystemExit, match="be root and have debootstrap"):
        bare_roots.main()


@pytest.mark.skipif(not shutil.which("sh"), reason="there is no shell")
def test_the_script_of_the_window_is_one() -> None:
    subprocess.run(["sh", "-n", PACKAGING / "window_trial.sh"], check=True)
