"""Projects handed out in an encrypted file, and taken out of one: nothing of it is kept open."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from annotator.atomic_file import private_folder
from annotator.corpus.coding import Coder
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.pass_phrases import SHORTEST, Strength, strength
from annotator.errors import UserError
from annotator.exchange import age_files
from annotator.input_files import read_bytes
from annotator.operations import projects
from annotator.operations.team import handout
from annotator.operations.team.handout import Rules
from annotator.storage.file_header import read_header
from annotator.storage.project_file import SUFFIX, ProjectFile

ENCRYPTED_SUFFIX: Final = SUFFIX + age_files.SUFFIX
_LARGEST: Final = 4_000_000_000


def hand_out(
    project: ProjectFile,
    target: Path,
    pass_phrase: str,
    coder: Coder | None = None,
    rules: Rules | None = None,
    *,
    overwrite: bool = False,
) -> Job[None]:
    """Write the whole project, or a coder's copy, encrypted with a pass phrase, which is kept
    nowhere. UserError where it is too short, or `target` is in the way."""
    refuse_short(pass_phrase)
    projects.refuse_existing(target, overwrite=overwrite)
    projects.refuse_itself(project, target)
    yield JobProgress(0, 3, tr("Copying the project…"))
    with private_folder() as folder:
        copy = folder / f"copy{SUFFIX}"
        if coder is None:
            with projects.disk_errors(copy):
                project.copy_to(copy)
        else:
            handout.hand_out(project, copy, coder, rules)
        data = read_bytes(copy, _LARGEST)
    yield JobProgress(1, 3, tr("Encrypting…"))
    encrypted = age_files.encrypt(data, pass_phrase)
    yield JobProgress(2, 3, tr("Writing the file…"))
    with projects.replacing(target, exclusive=not overwrite) as partial:
        partial.write_bytes(encrypted)


def take_out(source: Path, target: Path, pass_phrase: str, *, overwrite: bool = False) -> Job[None]:
    """Write the project that is in an encrypted file as a project file. UserError where the pass
    phrase does not open it, no project is in it, or `target` is in the way."""
    projects.refuse_existing(target, overwrite=overwrite)
    yield JobProgress(0, 2, tr("Decrypting…"))
    data = age_files.decrypt(read_bytes(source, _LARGEST), pass_phrase)
    yield JobProgress(1, 2, tr("Writing the file…"))
    with projects.replacing(target, exclusive=not overwrite, mode=0o600) as partial:
        partial.write_bytes(data)
        read_header(partial)


def is_encrypted(path: Path) -> bool:
    """Whether a file is one of age; False where it can't be read."""
    try:
        with path.open("rb") as file:
            return age_files.is_encrypted(file.read(100))
    except OSError:
        return False


def proposed_name(source: Path) -> str:
    """What the project in an encrypted file is called: as the file, without what says that it is
    encrypted."""
    name = source.name.removesuffix(age_files.SUFFIX)
    return name if name.endswith(SUFFIX) else name + SUFFIX


def refuse_short(pass_phrase: str) -> None:
    """Raise UserError for a pass phrase that anybody would guess."""
    if strength(pass_phrase) is Strength.SHORT:
        raise UserError(
            tr(
                "The pass phrase is too short: it needs {number} characters at least. Several words"
                " that do not belong together are easy to say and hard to guess.",
                number=SHORTEST,
            )
        )
