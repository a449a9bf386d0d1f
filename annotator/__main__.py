"""Entry point: a command goes to the command line, anything else opens the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with `arguments` (default: those of the process); returns its status."""
    from annotator import cli  # noqa: PLC0415  (start-up imports what it needs, no more)

    given = list(sys.argv[1:] if arguments is None else arguments)
    if cli.is_command(given):
        return cli.main(given, _demo)
    from annotator import app  # noqa: PLC0415

    return app.main(given)


def _demo(folder: Path) -> int:
    from annotator import demo  # noqa: PLC0415

    return demo.run(folder)


if __name__ == "__main__":
    sys.exit(main())
