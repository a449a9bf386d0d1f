"""Memos as a document: the journal first and by date, then the others by what they are on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from annotator.atomic_file import replacing
from annotator.corpus.document import Document
from annotator.corpus.messages import tr
from annotator.corpus.moments import EPOCH
from annotator.corpus.project import ProjectContent
from annotator.corpus.structure import Structure
from annotator.errors import UserError
