"""Options that several readers have; light, since the table of readers names them."""

from __future__ import annotations

from typing import Final

from annotator.exchange.documents.reader import OptionChoice

ATTACHMENTS: Final = OptionChoice(
    "attachments",
    "what becomes of attached files",
    {
        "list": "name them in the remarks",
        "add": "add those that hold a text as documents of their own",
    },
)
CONVERT: Final = OptionChoice(
    "convert",
    "conversion of the file",
    {
        "ask": "none: say what to do with the file",
        "libreoffice": "by LibreOffice, where it is installed",
    },
)
LAYOUT: Final = OptionChoice(
    "layout", "the rules that articles are found by (nexis; the name of a rule file of your own)"
)
NAMES: Final = OptionChoice(
    "names",
    "where the names of speakers are",
    {
        "structure": "beside the text",
        "text": "in the text as well, before each turn",
    },
)
SPEAKERS: Final = OptionChoice(
    "speakers", "speakers with another name: two spellings made one (Ana=Anna; B1=Ben Berg)"
)
LEAVE_OUT: Final = OptionChoice("leave_out", "speakers whose turns are left out (Interviewer; I)")
TIERS: Final = OptionChoice(
    "tiers",
    "what becomes of lines of annotation (translations, glosses)",
    {"keep": "they stand beside the words", "leave-out": "they are left out; how many is said"},
)
SPEECH: Final = OptionChoice(
    "speech", "the tiers that hold what is said, where it is not all that can (Anna; Ben)"
)
CODES: Final = OptionChoice(
    "codes",
    "what becomes of the codes within the words",
    {
        "keep": "they stay as they are written",
        "clean": "the words are as they were said, without marks of repetition and codes",
    },
)
TIMES: Final = OptionChoice(
    "times",
    "what has times",
    {"segments": "each passage that the program tells", "words": "each word, where it tells"},
)
PATTERN: Final = OptionChoice(
    "pattern",
    "a regular expression that matches what stands before a turn, with the groups speaker and time:"
    " ^(?P<speaker>\\w+) - ",
)
