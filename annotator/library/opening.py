"""Open a project to read or to write, or make a new one."""

from __future__ import annotations

import logging
from os import PathLike
from pathlib import Path
from typing import Literal

from annotator import settings as preferences
from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder
from annotator.corpus.messages import tr
from annotator.corpus.moments import EPOCH
from annotator.library.editing import EditableProject
from annotator.library.project import NotFoundError, Project
from annotator.operations import projects
from annotator.operations.codebook import codes
from annotator.operations.projects import ProjectFile
from annotator.operations.team import coders

_log = logging.getLogger(__name__)


def open(  # noqa: A001  (called as `annotator.open`, as `gzip.open` is)
    path: str | PathLike[str], *, coder: str | None = None, faulty: bool = False
) -> Project:
    """Open a project to read it. Nothing is written, but that a file of an earlier format is
    brought to today's after a backup, as the window does it.

    coder: of a blind project, whose work is shown (a name or GUID). faulty: read what is sound of a
    project that is refused otherwise. Raises UserError where the file is no project or can't be
    read, FaultyProjectError where it breaks the rules, NotFoundError for an unknown coder.
    """
    where = Path(path)
    file = projects.open_read_only(where) if faulty else projects.open_(where)
    try:
        return Project(file, None if coder is None else _known(file, coder).guid)
    except BaseException:
        file.close()
        raise


def edit(path: str | PathLike[str], *, coder: str) -> EditableProject:
    """Open a project to write to it as a coder, by name or GUID; one who is not known joins it
    with the first change. Use it as a context: ``with annotator.edit(path, coder="Ann") as p:``.

    Raises UserError as `open` does, NotFoundError where several coders have the name.
    """
    file = projects.open_(Path(path))
    try:
        return EditableProject(file, coders.find(file, coder) or _of_this_computer(coder))
    except BaseException:
        file.close()
        raise


def create(
    path: str | PathLike[str],
    *,
    coder: str,
    codebook: str | Literal["empty"] = "empty",
    overwrite: bool = False,
) -> EditableProject:
    """Make a project and open it to write to it. `codebook` is that of a file, or the name of one
    that comes with the program (``annotator new --help`` lists them).

    Raises UserError where there is a file already, unless it may be replaced.
    """
    person = _of_this_computer(coder)
    book = Codebook() if codebook == "empty" else codes.load(codebook)
    return EditableProject(projects.create(Path(path), book, person, overwrite=overwrite), person)


def _known(file: ProjectFile, name: str) -> Coder:
    found = coders.find(file, name)
    if found is None:
        raise NotFoundError(tr("There is no coder called “{coder}” in the project.", coder=name))
    return found


def _of_this_computer(name: str) -> Coder:
    """A person by the identity that they have in the settings, as the window and the command line
    know them; a new one is kept there."""
    settings, name = preferences.load(), coders.checked_name(name)
    known = name in settings.coders
    guid = settings.coder_guid(name)
    if not known:
        try:
            settings.save()
        except OSError as error:  # on a server perhaps; the project itself keeps the identity
            _log.warning("the identity of %s can't be kept on this computer: %s", name, error)
    return Coder(guid, name, EPOCH, EPOCH)
