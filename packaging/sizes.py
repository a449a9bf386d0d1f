"""How large a build is, by part. Standard library only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

LIMIT_MB = 200


# The first that fits names the part; patterns of paths below the folder of the libraries.
PARTS = (
    ("*libicu*", "Qt: ICU"),
    ("*libQt6*", "Qt: libraries"),
    ("PySide6/*Qt6*.dll", "Qt: libraries"),
    ("PySide6/*plugins/*", "Qt: plugins"),
    ("PySide6/*translations/*", "Qt: translations"),
    ("PySide6/*", "Qt: bindings"),
    ("shiboken6*", "Qt: bindings"),
    ("*.dist-info/*", "licences"),
    ("licences/*", "licences"),
    ("resources/*", "resources"),
    ("numpy*", "numpy"),
    ("lxml*", "lxml"),
    ("sqlalchemy*", "SQLAlchemy"),
    ("pypdfium2*", "PDFium"),
    ("rapidfuzz*", "rapidfuzz"),
    ("python_calamine*", "calamine"),
    ("pyrage*", "pyrage"),
    ("yaml*", "PyYAML"),
    ("charset_normalizer*", "charset-normalizer"),
    ("base_library.zip", "Python"),
    ("python3*", "Python"),
    ("libpython*", "Python"),
    ("lib*.so*", "system libraries"),
)


def part_of(relative: PurePath) -> str:
    """The part to which a file of the build belongs, from its path below the folder."""
    if relative.parts[0] != "_internal":
        return "program and its modules"
    name = relative.relative_to("_internal").as_posix()
    return next((part for pattern, part in PARTS if fnmatchcase(name, pattern)), "other")


def by_part(folder: Path) -> dict[str, int]:
    """Bytes by part, links not counted twice, the largest first."""
    sizes: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            sizes[part_of(path.relative_to(folder))] += path.stat().st_size
    return dict(sizes.most_common())


def table(sizes: Mapping[str, int]) -> str:
    """The sizes as lines to print, with the sum."""
    lines = [f"{size / 1e6:8.1f} MB  {part}" for part, size in sizes.items()]
    return "\n".join([*lines, f"{sum(sizes.values()) / 1e6:8.1f} MB  in all"])
