"""Replication archives: what a reviewer or a repository needs of a project, in one file that says
of itself whether its figures are as stated.

    choice      what goes in, and how coders are named
    contents    the members of the archive
    figures     the figures that it states, and how each is computed again
    rebuilding  the project that an archive holds, from its data alone
    writing     the file; the same project gives the same bytes
    verifying   whether every figure is as stated
"""

from annotator.operations.archive.choice import HISTORIES, ArchiveChoice, table_of_line
from annotator.operations.archive.verifying import Check, Verification, verify
from annotator.operations.archive.writing import write

__all__ = [
    "HISTORIES",
    "ArchiveChoice",
    "Check",
    "Verification",
    "table_of_line",
    "verify",
    "write",
]
