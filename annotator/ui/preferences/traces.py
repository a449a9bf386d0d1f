"""What the program keeps on this computer beside projects, and how it is forgotten."""

from __future__ import annotations

import logging
from pathlib import Path

from annotator import paths
from annotator.settings import Settings

_TABLES = ("places", "layouts", "last_documents", "questions", "folders", "writing")


def forget_traces(settings: Settings) -> None:
    """Forget where texts were left, which folders and questions were used, and what forms held."""
    for name in _TABLES:
        getattr(settings, name).clear()


def clear_log() -> None:
    """Empty the log, and delete what went before it. OSError where the disk refuses."""
    for handler in logging.getLogger().handlers:
        handler.flush()
    current = paths.log_folder() / "annotator.log"
    for old in _older(current):
        old.unlink(missing_ok=True)
    if current.exists():
        with current.open("r+b") as file:  # the program has it open for appending
            file.truncate(0)


def _older(current: Path) -> list[Path]:
    return [path for path in current.parent.glob(f"{current.name}.*") if path.suffix[1:].isdigit()]
