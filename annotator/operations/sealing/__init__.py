"""Sealed rounds: what was coded in a round, as it stood when the round was closed.

    seal        close a round: its codings, codebook and settings are kept
    sealed      the seals of a project, read back
    figures     agreement of a sealed round, from its seal
    since       what was changed after it
    by_version  the figures of sealed rounds by the version of the codebook
    stability   a coder's first and second coding of the same documents

Figures of a sealed round never change again; what happens to its codings later is told beside them.
"""

from annotator.operations.sealing.content import SealedRound
from annotator.operations.sealing.figures import (
    ChangedSince,
    VersionFigures,
    by_version,
    data_of,
    figures,
    since,
)
from annotator.operations.sealing.sealing import find, seal, sealed
from annotator.operations.sealing.stability import Stability, stability

__all__ = [
    "ChangedSince",
    "SealedRound",
    "Stability",
    "VersionFigures",
    "by_version",
    "data_of",
    "figures",
    "find",
    "seal",
    "sealed",
    "since",
    "stability",
]
