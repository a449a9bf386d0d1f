"""Who acts when a command changes a project."""

from __future__ import annotations

import getpass

from annotator import settings as preferences
from annotator.cli.output import say
from annotator.corpus.changes import Changes
from annotator.corpus.coding import Coder
from annotator.corpus.messages import tr
from annotator.corpus.moments import EPOCH
from annotator.errors import UserError
from annotator.operations.projects import ProjectFile
from annotator.operations.team import coders


def coder_named(name: str | None) -> Coder:
    """Who acts: the named person, else the one known on this computer, else the user's login."""
    settings = preferences.load()
    name = coders.checked_name(name or settings.coder or _login())
    known = name in settings.coders
    guid = settings.coder_guid(name)
    if not known:
        try:
            settings.save()
        except OSError as error:
            say(
                tr(
                    "annotator: the coder's identity can't be kept on this computer ({error}).",
                    error=error,
                )
            )
    return Coder(guid, name, EPOCH, EPOCH)


def _login() -> str:
    """The name of who is logged in. UserError where the system has none: in a container, perhaps,
    or a service."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:  # of which one, Python's version decides
        raise UserError(
            tr("The system does not say who you are. Put your name into the variable USERNAME.")
        ) from error


def acting_coder(project: ProjectFile, name: str | None) -> Coder:
    """Who acts in an open project: the named person, or the first one of this computer's people
    who works in it, else as for a new project."""
    if name:
        return coders.find(project, name) or coder_named(name)
    return current_coder(project) or coder_named(None)


def current_coder(project: ProjectFile) -> Coder | None:
    """The first one of this computer's people who works in the project; None where none does."""
    here = set(preferences.load().coders.values())
    return next((coder for coder in coders.everybody(project) if coder.guid in here), None)


def register(project: ProjectFile, coder: Coder, changes: Changes) -> None:
    """Make the coder known to the project where they changed something in it."""
    if changes:
        coders.ensure(project, coder)
