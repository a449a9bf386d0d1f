"""The program's own schema for the format, against which it holds what it is about to write."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

_NAME = ("schemas", "refi_project.rng")


@cache
def project_schema() -> etree.RelaxNG:
    """The schema of a project, read once."""
    return etree.RelaxNG(etree.fromstring(_file().read_bytes()))


def _file() -> Traversable:
    """The schema in an installed package, else in the checkout around it."""
    package = files("annotator")
    installed = package.joinpath("_resources", *_NAME)
    if installed.is_file():
        return installed
    return Path(str(package)).parent.joinpath("resources", *_NAME)
