"""The report on agreement: everything that a methods section and its appendix need."""

from annotator.operations.report.report_questions import with_questions
from annotator.operations.report.writing import SUFFIXES, WritePdf, build, check_target, save

__all__ = ["SUFFIXES", "WritePdf", "build", "check_target", "save", "with_questions"]
