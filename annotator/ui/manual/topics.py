"""Which page of the manual tells of which part of the window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotator.manual import INDEX

OF_PAGES: Final[Mapping[str, str]] = {
    "welcome": "first-study",
    "reader": "first-study",
    "questions": "query",
    "agreement": "measures",
    "adjudication": "study",
    "study": "study",
    "team": "blind-coding",
    "history": "keeping-work-safe",
}
"""By the name of a page of the window. A test holds that each page has one."""

OF_WINDOWS: Final[Mapping[str, str]] = {
    "MemosWindow": "memos",
    "PreferencesWindow": "preferences",
    "SpeakersWindow": "transcripts",
    "HistoryWindow": "keeping-work-safe",
    "SourceWindow": "codebooks",
    "VersionsWindow": "codebooks",
    "CodingIssuesWindow": "codebooks",
    "PassagesWindow": "query",
}
"""By the class of a window that stands beside the main one."""


def topic(page: str, window: str) -> str:
    """The page of the manual for a page of the window, or for the window that has the focus."""
    return OF_WINDOWS.get(window) or OF_PAGES.get(page, INDEX)
