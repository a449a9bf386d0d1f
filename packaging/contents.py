"""What of Qt and of the system goes into a build, as lists; the spec and the tests read them.

Standard library only, and pure: paths in, decisions out. Allowed is what is named; a new Qt that
brings a new plugin does not make the build larger unnoticed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import PurePosixPath

# Qt modules by the name without prefix, on every system. Those after the comment are not imported
# by the program but linked by what is: the platform plugins and the accessibility bridge.
QT_MODULES = frozenset(
    {
        *("Core", "Gui", "Widgets", "Network", "PrintSupport", "Svg"),
        # XcbQpa, OpenGL: the xcb plugin; Wayland…: the wayland one; DBus: accessibility, portals.
        *("DBus", "OpenGL", "XcbQpa", "WaylandClient", "WlShellIntegration"),
    }
)

# Qt plugins by kind. Every system's names stand together: what is not there is not missed.
QT_PLUGINS = {
    "platforms": {"qxcb", "qwayland", "qwayland-generic", "qoffscreen", "qcocoa", "qwindows"},
    "xcbglintegrations": {"qxcb-egl-integration", "qxcb-glx-integration"},
    "platforminputcontexts": {
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    },
    # The portal gives the desktop's own file dialogs; qgtk3 would drag a second GTK along.
    "platformthemes": {"qxdgdesktopportal"},
    "wayland-shell-integration": {"xdg-shell"},
    # Frames of windows where the desktop draws none.
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-graphics-integration-client": {"qt-plugin-wayland-egl"},
    "iconengines": {"qsvgicon"},
    # PNG is part of QtGui. Icons are SVG; pasted and inserted pictures are none of ours.
    "imageformats": {"qsvg", "qico", "qicns"},
    "printsupport": {"cupsprintersupport"},
    "styles": {"qmacstyle", "qmodernwindowsstyle"},
}

# Packages of which a start imports little: compressed in the archive.
COMPRESSED_PACKAGES = (
    *("annotator.agreement", "annotator.cli", "annotator.exchange", "annotator.retrieval"),
    *("annotator.operations.reliability", "annotator.operations.report"),
    *("annotator.operations.transfer", "annotator.ui.agreement", "annotator.ui.records"),
    *("annotator.ui.history", "annotator.ui.transfer", "annotator.ui.adjudication"),
    *("annotator.operations.documents", "annotator.operations.history"),
    *("annotator.ui.team", "annotator.ui.printed", "annotator.ui.merging"),
    *(
        "annotator.operations.retrieval",
        "annotator.operations.archive",
        "annotator.operations.rules",
    ),
    *(
        "annotator.operations.study",
        "annotator.operations.sealing",
        "annotator.operations.speakers",
    ),
    *("annotator.operations.merging", "annotator.operations.team", "annotator.operations.codebook"),
    *(
        "annotator.ui.questions",
        "annotator.ui.study",
        "annotator.ui.pictures",
        "annotator.ui.manual",
    ),
    *("annotator.ui.speakers", "annotator.ui.pseudonyms", "annotator.ui.duplicates"),
    *("annotator.ui.safekeeping", "annotator.storage.repair"),
    *("annotator.ui.codings", "annotator.ui.adding", "annotator.ui.preferences"),
    *("annotator.ui.tour", "annotator.ui.safekeeping", "annotator.ui.memos"),
    *("annotator.operations.memos", "annotator.operations.adjudication"),
    *("annotator.storage.repair", "annotator.operations.projects.repairing"),
    *("annotator.corpus.query", "annotator.library", "annotator.cues", "annotator.ui.codebook"),
    # Of libraries, what a start reads little of.
    *("asyncio", "email", "urllib", "numpy.lib", "numpy.ma", "sqlalchemy.dialects"),
    *("sqlalchemy.util", "sqlalchemy.engine"),
)

# Python modules that hooks would add and nothing in the program calls.
EXCLUDED_MODULES = (
    *("tkinter", "unittest", "doctest", "pydoc", "lib2to3", "ensurepip", "venv", "idlelib"),
    *("pytest", "_pytest", "hypothesis", "mypy", "pip", "setuptools", "wheel", "pkg_resources"),
    *("numpy.f2py", "numpy.distutils", "numpy.testing", "numpy.tests", "lxml.isoschematron"),
    *("numpy.fft", "numpy.polynomial"),
    *("lxml.objectify", "MySQLdb", "pysqlite2", "psycopg2"),
    # Web pages are read by the parser alone.
    *("lxml.html", "lxml.sax", "lxml.builder", "rapidfuzz.process_cpp_impl"),
    # Nothing here talks to a network: asyncio, which SQLAlchemy imports, does without it.
    *("ssl", "_ssl"),
    # Python's own hash functions do; with OpenSSL's would come 5 MB of cryptography.
    "_hashlib",
    # Of SQLAlchemy the core, for SQLite.
    *("sqlalchemy.orm", "sqlalchemy.ext", "sqlalchemy.testing"),
    *(f"sqlalchemy.dialects.{name}" for name in ("mssql", "mysql", "oracle", "postgresql")),
    # No second process either; PyInstaller would prepare each start for one.
    "multiprocessing",
    # The same again for newer processors, 5 MB; what is left does the same.
    *("rapidfuzz.fuzz_cpp_avx2", "rapidfuzz.distance.metrics_cpp_avx2"),
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.QtTest", "PySide6.QtDesigner"),
)

# What only compiled modules import: NumPy's generators of random numbers.
HIDDEN_MODULES = ("secrets",)


# Software OpenGL for Windows: 20 MB for machines without a driver, and for Qt Quick.
# CUPS: who prints has it, with what it needs (8 MB of cryptography); its plugin finds it there.
# The compiler's own libraries: what the system loads beside the build (drivers of OpenGL) may have
# been made with a newer compiler, and would find the older one here. Every desktop has them.
# D-Bus: its library fits the system's own service, and would bring systemd's along with what that
# links.
_DBUS = {"dbus-1", "systemd", "gcrypt", "gpg-error", "lz4", "cap"}
_NOT_SHIPPED = {"opengl32sw", "d3dcompiler_47", "cups", "stdc++", "gcc_s", *_DBUS}
_NEED_THE_SYSTEM = {"cupsprintersupport"}


def is_wanted(destination: str, languages: Collection[str] = frozenset()) -> bool:
    """Whether the file belongs into the build; `destination` is its path in it, any separator.

    `languages` are the codes of those in which the program speaks ("de", "pt_BR"): Qt's own words
    are kept in these alone.
    """
    path = PurePosixPath(destination.replace("\\", "/"))
    parts = path.parts
    is_not_read = (
        len(parts) > 2
        and parts[0].endswith(".dist-info")
        and parts[1] in ("licenses", "sboms")  # the bill of materials of the whole is there
    )
    # The list of a package's files is for those who remove it; where the program was built is
    # nobody's business, and would make each folder's build another one.
    is_not_read = is_not_read or (len(parts) == 2 and path.name in ("RECORD", "direct_url.json"))
    if is_not_read or path.suffix == ".po" or parts[:2] == ("resources", "pictures"):
        # Licences are in their folder, catalogues are read as compiled, pictures are the README's.
        return False
    if not parts or parts[0] != "PySide6":
        return _is_wanted_library(path.name)
    if "qml" in parts or "metatypes" in parts:
        return False
    if "translations" in parts:
        return path.stem in {f"qtbase_{language}" for language in languages}
    if "plugins" in parts:
        kind = parts[parts.index("plugins") + 1]
        return plain_name(path.name) in QT_PLUGINS.get(kind, set())
    return _is_wanted_library(path.name) and _is_wanted_framework(parts)


def plain_name(file_name: str) -> str:
    """The name of a plugin or library without what the system adds: ``libqxcb.so`` → ``qxcb``."""
    stem = file_name.split(".", maxsplit=1)[0]
    return stem[3:] if stem.startswith("lib") and not file_name.endswith(".dll") else stem


def _is_wanted_library(file_name: str) -> bool:
    """Libraries and modules of Qt by list; whatever is not of Qt is wanted."""
    name = plain_name(file_name)
    if name == "pyside6qml":
        return False
    if name.startswith("Qt6"):
        return name[3:] in QT_MODULES
    if name.startswith("Qt") and any(part in file_name for part in (".abi3.", ".pyd")):
        return name[2:] in QT_MODULES
    return name.lower() not in _NOT_SHIPPED


def _is_wanted_framework(parts: Sequence[str]) -> bool:
    frameworks = [part for part in parts if part.endswith(".framework")]
    return all(name.removesuffix(".framework")[2:] in QT_MODULES for name in frameworks)


def without_orphans(
    destinations: Sequence[str], imports_of: Callable[[str], Iterable[str]]
) -> list[str]:
    """Those of `destinations` that are still linked by something once plugins have been dropped.

    Only libraries at the top of the build can be orphans: the analysis put them there because
    something links them, maybe a plugin that did not stay (GTK, database clients). `imports_of`
    gives the file names that the file at a destination links.
    """
    top = {name: name for name in destinations if "/" not in name.replace("\\", "/")}
    libraries = {name for name in top if ".so" in name or name.endswith((".dylib", ".dll"))}
    # The program's own first file loads Python's library by name.
    libraries = {name for name in libraries if "python" not in name.lower()}
    reached: set[str] = set()
    waiting = deque(
        name
        for name in destinations
        if name not in libraries and plain_name(PurePosixPath(name).name) not in _NEED_THE_SYSTEM
    )
    while waiting:
        for linked in imports_of(waiting.popleft()):
            if linked in libraries and linked not in reached:
                reached.add(linked)
                waiting.append(linked)
    return [name for name in destinations if name not in libraries or name in reached]
