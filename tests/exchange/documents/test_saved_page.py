"""Pages saved with a folder."""

from __future__ import annotations

from annotator.exchange.documents.saved_page import parts_of_saved_pages


def test_the_folder_of_a_page_belongs_to_it() -> None:
    paths = {
        "a/Page.htm",
        "a/Page_files/frame.html",
        "a/Page_files/deep/style.css",
        "a/Seite.html",
        "a/Seite-Dateien/bild.png",
        "a/other_files/text.txt",
        "b/Page_files/text.txt",
        "notes_files/x.txt",
        "notes.txt",
    }
    assert parts_of_saved_pages(paths) == {
        "a/Page_files/frame.html",
        "a/Page_files/deep/style.css",
        "a/Seite-Dateien/bild.png",
    }
