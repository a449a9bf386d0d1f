"""Projects of other programs: a registry of their formats, and one value that all are read into."""

from annotator.exchange.programs.program import Program, Source, no_documents
from annotator.exchange.programs.reading import read_program
from annotator.exchange.programs.registry import programs, recognised

__all__ = ["Program", "Source", "no_documents", "programs", "read_program", "recognised"]
