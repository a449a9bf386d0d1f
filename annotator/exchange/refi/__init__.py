"""REFI-QDA 1.5: projects (.qdpx) and codebooks (.qdc), of this program and of others."""

from annotator.exchange.refi.codebook_file import codebook_preview, read_codebook, write_codebook
from annotator.exchange.refi.matching import match_to
from annotator.exchange.refi.met import Met
from annotator.exchange.refi.reading import read_project
from annotator.exchange.refi.report import (
    DOUBTFUL,
    LEFT_BEHIND,
    SETTLED,
    Positions,
    Reading,
    RefiFinding,
    RefiReport,
    folded,
    new_codebook_counts,
    new_counts,
)
from annotator.exchange.refi.writing import export_losses, project_preview, write_project

__all__ = [
    "DOUBTFUL",
    "LEFT_BEHIND",
    "SETTLED",
    "Met",
    "Positions",
    "Reading",
    "RefiFinding",
    "RefiReport",
    "codebook_preview",
    "export_losses",
    "folded",
    "match_to",
    "new_codebook_counts",
    "new_counts",
    "project_preview",
    "read_codebook",
    "read_project",
    "write_codebook",
    "write_project",
]
