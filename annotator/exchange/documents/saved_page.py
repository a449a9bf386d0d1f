"""Web pages saved with a folder: which files belong to a page and are no documents."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

# How browsers and Windows call the folder of a page, by language.
_FOLDER_ENDINGS: Final = (
    *("_files", ".files", "-files", "_file", "-Dateien", "_Dateien", "_fichiers", "_archivos"),
    *("-filer", "_bestanden", "-bestanden", "_soubory", "_tiedostot", "_pliki", "_elemei"),
    *("_ficheiros", "_arquivos", "_dosyalar", "_datoteke", "_fitxers", "_failid", "_fails"),
    *("_bylos", "_fajlovi", "_fitxategiak", "_fisiere", "_subory", "_файлы"),
)
_PAGES: Final = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx")


def parts_of_saved_pages(paths: Iterable[str]) -> set[str]:
    """Those of the paths (with ``/``) that lie in the folder of a page that is among them too:
    ``page.html`` and ``page_files/…``. Whoever walks a folder leaves them out."""
    every = list(paths)
    stems = {
        path[: -len(suffix)]
        for path in every
        for suffix in (PurePosixPath(path).suffix,)
        if suffix.lower() in _PAGES
    }
    folders = {(stem + ending).casefold() for stem in stems for ending in _FOLDER_ENDINGS}
    return {
        path
        for path in every
        if any(str(above).casefold() in folders for above in PurePosixPath(path).parents)
    }
