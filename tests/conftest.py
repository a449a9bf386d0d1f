"""What every test stands on: Qt without a screen, and a home of its own for settings."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

# A slow machine is no fault of the program.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Where lines break is the same everywhere: what is installed does not count.
FONTS = Path(__file__).parent / "fonts"
os.environ["FONTCONFIG_FILE"] = str(FONTS / "fonts.conf")
os.environ["QT_QPA_FONTDIR"] = str(FONTS)  # where a system without fontconfig has no screen


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes many seconds begins first, so that no core waits for it in the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Tests stay until the run ends: among them, no garbage is looked for after each window."""
    gc.collect()
    gc.freeze()


SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home: no test reads or writes the settings of who runs it."""
    folder = tmp_path_factory.mktemp("home")
    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(folder))
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    monkeypatch.setenv("APPDATA", str(folder))
    monkeypatch.setenv("LOCALAPPDATA", str(folder))
    return folder


@pytest.fixture(scope="session", autouse=True)
def settled_clipboard() -> Iterator[None]:
    """What a test copied is let go before the interpreter ends, as `app` does it."""
    yield
    if "annotator.app" in sys.modules or "annotator.ui.reader.reader_view" in sys.modules:
        from annotator.ui.reader.clipboard import settle_clipboard  # noqa: PLC0415

        settle_clipboard()


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project, built once; tests work on copies."""
    from annotator.operations import sample_project as sample  # noqa: PLC0415

    path = tmp_path_factory.mktemp("sample") / "sample.annot"
    sample.build_merged(path).close()
    return path


@pytest.fixture
def sample_file(built_sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample project to work on."""
    return Path(shutil.copy(built_sample, tmp_path / "sample.annot"))


@pytest.fixture
def shared() -> Path:
    """The folder of real texts, schemas and fixtures beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the folder shared/ with real texts and schemas is not beside the checkout")
    return SHARED
