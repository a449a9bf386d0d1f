"""Which page of the manual tells of which part of the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from annotator.manual import INDEX

OF_PAGES: Final[Mapping[str, str]] = {
    "welcome": "first-study",
    "reader": "first-study",
    "questions": "query",
    "agreement": "measures",
    "adjudication": "adjudication",
    "study": "study",
    "team": "blind-coding",
    "history": "keeping-work-safe",
}
"""By the name of a page of the window. A test holds that each page has one."""

OF_WINDOWS: Final[Mapping[str, str]] = {
    # Beginning
    "NewProjectForm": "first-study#1-begin",
    "JoinForm": "blind-coding#join-with-a-colleagues-file",
    "HelpSheet": "keys",
    "KeysDialog": "keys",
    "PreferencesWindow": "preferences#what-can-be-set",
    "BugDialog": "troubleshooting#reporting-a-fault",
    "TypedWindow": "keeping-work-safe#when-the-file-cant-be-written",
    # Documents
    "AddDialog": "documents#what-comes-in",
    "SpeakersDialog": "transcripts#who-is-a-speaker",
    "SummaryWindow": "documents#what-a-refusal-means",
    "AttributesDialog": "tables#attributes-as-a-table",
    "AttributeTypeForm": "tables#attributes-as-a-table",
    "EncodingDialog": "troubleshooting#a-text-looks-wrong",
    "SetsDialog": "documents#sets-of-documents",
    "DuplicatesDialog": "news#nearly-the-same",
    "TableDialog": "tables#the-mapping",
    "ChangesDialog": "tables#the-next-wave",
    "TableSummary": "tables#the-next-wave",
    "SpeakersWindow": "transcripts#speakers-are-persons-of-the-study",
    "OnlySpeakersDialog": "transcripts#reading-and-coding-a-transcript",
    "CodeTurnsDialog": "transcripts#reading-and-coding-a-transcript",
    "PseudonymsDialog": "privacy#pseudonyms",
    "ReadingSettingsDialog": "structure#what-one-sees",
    # The codebook
    "CodeDialog": "codebooks",
    "AttributeDialog": "codebooks",
    "RelationDialog": "codebooks",
    "RelationTypesDialog": "codebooks",
    "MergeDialog": "codebooks#principles",
    "SplitDialog": "codebooks#principles",
    "DeleteDialog": "codebooks#principles",
    "MergeManyDialog": "codebooks#principles",
    "PlaceDialog": "codebooks#principles",
    "CodeSetsDialog": "codebooks",
    "ColoringDialog": "codebooks",
    "IncomingDialog": "codebooks#as-a-table",
    "ComparisonWindow": "study#versions",
    "MappingDialog": "codebooks#those-that-come-with-the-program",
    "ShippedDialog": "codebooks#those-that-come-with-the-program",
    "SourceWindow": "codebooks#the-file",
    "VersionsWindow": "codebooks#versions",
    # Codings, memos, questions
    "MemosWindow": "memos",
    "TargetDialog": "memos",
    "CodingIssuesWindow": "troubleshooting",
    "PassagesWindow": "query#what-an-answer-is",
    "DesignationForm": "query#what-an-answer-is",
    "CodingsExportForm": "writing",
    # The team
    "HandOutDialog": "blind-coding#a-round-step-by-step",
    "RoundForm": "agreement#rounds",
    "SampleForm": "coders#samples-for-reliability",
    "MergeWindow": "blind-coding#what-merging-does",
    "TakeOverDialog": "adjudication#what-agrees-in-one-step",
    "FollowedWindow": "adjudication#who-was-followed",
    "OwnCodingForm": "adjudication#two-coders",
    # In and out
    "ExportDialog": "refi#what-goes-along",
    "ImportPreview": "refi#coming-back",
    "ReportWindow": "refi#coming-back",
    "ArchiveForm": "archive",
    "WritingForm": "writing",
    # What was
    "HistoryWindow": "keeping-work-safe",
    "BackupsWindow": "keeping-work-safe#backups",
    "PassPhraseForm": "encryption#hand-out-encrypted",
    "NewPassPhraseForm": "encryption#hand-out-encrypted",
    "SettleWindow": "documents#the-same-document",
    # Adjudication
}
"""By the class of a dialog or of a window that stands beside the main one, perhaps with the heading
at which the page opens. A test holds that each class has one, and that there is what it names."""


def topic(page: str, windows: Sequence[str]) -> str:
    """Where the manual opens, as ``page`` or ``page#heading``: for the window that has the focus,
    given as the names of its class and of those that it was made from, nearest first; else for the
    page that fills the main window."""
    found = (OF_WINDOWS[name] for name in windows if name in OF_WINDOWS)
    return next(found, OF_PAGES.get(page, INDEX))
