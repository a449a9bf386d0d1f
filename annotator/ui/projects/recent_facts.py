"""What the welcome page tells of a project that was open before, without opening it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale

from annotator.corpus.messages import tr
from annotator.settings import Settings


def recent_facts(path: Path, settings: Settings) -> str | None:
    """Who coded in it here, when it was changed last and how large it is; None where there is no
    such file any more."""
    try:
        found = path.stat()
    except (OSError, ValueError):  # gone, or a name that no file can have
        return None
    coder = settings.coder_in(path)
    locale = QLocale()
    changed = QDateTime.fromSecsSinceEpoch(int(found.st_mtime)).date()
    facts = [
        coder[0] if coder is not None else "",
        locale.toString(changed, QLocale.FormatType.ShortFormat),
        locale.formattedDataSize(found.st_size, 1, QLocale.DataSizeFormat.DataSizeSIFormat),
    ]
    return " · ".join(fact for fact in facts if fact)


def missing() -> str:
    """What is said of a project whose file is gone or out of reach."""
    return tr("not there any more")
