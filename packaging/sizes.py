"""How large a build is, by part. Standard library only."""

from collections import Counter

LIMIT_MB = 200


def part_of(relative):
    """The part to which a file of the build belongs, from its path below the folder."""
    parts = relative.parts[1:] if relative.parts[0] == "_internal" else relative.parts
    top, name = parts[0], relative.name.lower()
    for prefix, part in (
        ("libicu", "Qt: ICU"),
        ("libqt6", "Qt: libraries"),
        ("qt6", "Qt: libraries"),
    ):
        if name.startswith(prefix):
            return part
    if top == "PySide6":
        return "Qt: plugins" if "plugins" in parts else "Qt: bindings"
    if top in ("resources", "licences"):
        return top
    if top.split(".")[0] in (
        "numpy",
        "lxml",
        "sqlalchemy",
        "yaml",
        "charset_normalizer",
        "shiboken6",
    ):
        return top.split(".")[0]
    if name.startswith("libpython") or top in ("base_library.zip", "python3.11", "lib-dynload"):
        return "Python"
    if len(parts) == 1 and ".so" in name:
        return "system libraries"
    return "program" if len(relative.parts) == 1 else "other"


def by_part(folder):
    """Bytes by part, links not counted twice, the largest first."""
    sizes = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            sizes[part_of(path.relative_to(folder))] += path.stat().st_size
    return dict(sizes.most_common())


def table(sizes):
    """The sizes as lines to print, with the sum."""
    lines = [f"{size / 1e6:8.1f} MB  {part}" for part, size in sizes.items()]
    return "\n".join([*lines, f"{sum(sizes.values()) / 1e6:8.1f} MB  in all"])
