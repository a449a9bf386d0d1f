"""Options that several readers have; light, since the table of readers names them."""

from __future__ import annotations

from typing import Final

from annotator.corpus.messages import tr
from annotator.exchange.documents.reader import OptionChoice

ATTACHMENTS: Final = OptionChoice(
    "attachments",
    tr("what becomes of attached files"),
    {
        "list": tr("name them in the remarks"),
        "add": tr("add those that hold a text as documents of their own"),
    },
)
CONVERT: Final = OptionChoice(
    "convert",
    tr("conversion of the file"),
    {
        "ask": tr("none: say what to do with the file"),
        "libreoffice": tr("by LibreOffice, where it is installed"),
    },
)
LAYOUT: Final = OptionChoice(
    "layout",
    tr("the rules that articles are found by (nexis; the name of a rule file of your own)"),
)
NAMES: Final = OptionChoice(
    "names",
    tr("where the names of speakers are"),
    {
        "structure": tr("beside the text"),
        "text": tr("in the text as well, before each turn"),
    },
)
SPEAKERS: Final = OptionChoice(
    "speakers", tr("speakers with another name: two spellings made one (Ana=Anna; B1=Ben Berg)")
)
ROLES: Final = OptionChoice(
    "roles", tr("what speakers are in the talk (I=interviewer; B1=participant)")
)
LEAVE_OUT: Final = OptionChoice(
    "leave_out", tr("speakers whose turns are left out (Interviewer; I)")
)
TIERS: Final = OptionChoice(
    "tiers",
    tr("what becomes of lines of annotation (translations, glosses)"),
    {
        "keep": tr("they stand beside the words"),
        "leave-out": tr("they are left out; how many is said"),
    },
)
SPEECH: Final = OptionChoice(
    "speech", tr("the tiers that hold what is said, where it is not all that can (Anna; Ben)")
)
CODES: Final = OptionChoice(
    "codes",
    tr("what becomes of the codes within the words"),
    {
        "keep": tr("they stay as they are written"),
        "clean": tr("the words are as they were said, without marks of repetition and codes"),
    },
)
TIMES: Final = OptionChoice(
    "times",
    tr("what has times"),
    {
        "segments": tr("each passage that the program tells"),
        "words": tr("each word, where it tells"),
    },
)
PATTERN: Final = OptionChoice(
    "pattern",
    tr(
        "a regular expression that matches what stands before a turn, with the groups speaker and"
        " time:"
    )
    + " ^(?P<speaker>\\w+) - ",
)
