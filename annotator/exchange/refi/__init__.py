"""REFI-QDA 1.5: projects (.qdpx) and codebooks (.qdc), of this program and of others."""

from annotator.exchange.refi.codebook_file import read_codebook, write_codebook
from annotator.exchange.refi.matching import match_to
from annotator.exchange.refi.reading import read_project
from annotator.exchange.refi.report import Finding, Positions, Reading, Report
from annotator.exchange.refi.writing import export_losses, write_project

__all__ = [
    "Finding",
    "Positions",
    "Reading",
    "Report",
    "export_losses",
    "match_to",
    "read_codebook",
    "read_project",
    "write_codebook",
    "write_project",
]
