"""Entry point: a command goes to the command line, anything else opens the window."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.corpus.drawing import Drawing


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with `arguments` (default: those of the process); returns its status."""
    # NumPy's linear algebra would start a thread for each core, and keep it busy for a while. The
    # products of matrices here are too small to gain by it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from annotator import cli  # noqa: PLC0415  (start-up imports what it needs, no more)

    given = list(sys.argv[1:] if arguments is None else arguments)
    if cli.is_command(given):
        _speak(english="--json" in given)
        if hasattr(sys, "frozen"):
            gc.enable()  # a built program starts without (`packaging/first.py`)
        return cli.main(given, _demo, _write_pdf, _paint_picture)
    return _open_window(given)


def _speak(*, english: bool) -> None:
    """Choose the language before anything is imported that says something. What is for programs
    (JSON) is always English."""
    from annotator import languages, settings  # noqa: PLC0415

    language = languages.ENGLISH if english else languages.choose(settings.load().language)
    languages.install(language)


def _open_window(arguments: Sequence[str]) -> int:
    """Import and start the window; what is imported lives as long as the program.

    Looking for garbage among it would cost a tenth of the start, and time at every later look.
    From then on the window looks for it (`ui/process/garbage_collection.py`).
    """
    gc.disable()
    try:
        from annotator.ui.process import import_hook  # noqa: PLC0415

        import_hook.disable_pyside_import_hook()
        _speak(english=False)
        from annotator import app  # noqa: PLC0415
    except ImportError as error:
        return _tell_missing_library(error)
    gc.freeze()
    return app.main(arguments)


def _tell_missing_library(error: ImportError) -> int:
    """One sentence where the system lacks a library; any other failed import is a bug."""
    from annotator import missing_library  # noqa: PLC0415

    told = missing_library.sentence(error)
    if told is None:
        raise error
    sys.stderr.write(told + "\n")
    return 2


def _demo(folder: Path) -> int:
    from annotator import demo, missing_library  # noqa: PLC0415

    with missing_library.as_user_error():
        return demo.run(folder)


def _write_pdf(html: str, target: Path) -> None:
    from annotator import missing_library  # noqa: PLC0415

    with missing_library.as_user_error():
        from annotator import app  # noqa: PLC0415

        app.write_pdf(html, target)


def _paint_picture(drawing: Drawing, suffix: str) -> bytes:
    from annotator import missing_library  # noqa: PLC0415

    with missing_library.as_user_error():
        from annotator import app  # noqa: PLC0415

        return app.paint_picture(drawing, suffix)


if __name__ == "__main__":
    sys.exit(main())
