"""Folders and archives: what comes in, in which order, and what is refused."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.exchange.documents import bundle
from annotator.exchange.documents.bundle import Member, by_name, members, members_of_archive


def archive(files: dict[str, bytes]) -> bytes:
    """A ZIP archive of files by their paths, the same bytes at any time."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def loaded(place: Path) -> list[tuple[str, bytes]]:
    """Path and bytes of all that is there."""
    return [(member.path, member.load()) for member in members(place)]


_FILES = {
    "b.txt": b"b",
    "A.txt": b"a",
    "a.TXT": b"other",
    "sub/deep/c.txt": b"c",
    "sub/.hidden": b"-",
    ".git/config": b"-",
    "__MACOSX/._b.txt": b"-",
    "sub/.DS_Store": b"-",
    "sub/Thumbs.db": b"-",
    "~$b.docx": b"-",
    "page.html": b"<p>p",
    "page_files/style.css": b"-",
    "other_files/kept.txt": b"k",
}
_TAKEN = [
    *(("A.txt", b"a"), ("a.TXT", b"other"), ("b.txt", b"b")),
    *(("other_files/kept.txt", b"k"), ("page.html", b"<p>p"), ("sub/deep/c.txt", b"c")),
]


def test_a_folder_and_an_archive_hold_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    for name, content in _FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    packed = tmp_path / "packed.zip"
    packed.write_bytes(archive(_FILES))
    if len(list(folder.iterdir())) == len({name.split("/")[0] for name in _FILES}):
        assert loaded(folder) == _TAKEN
    assert loaded(packed) == _TAKEN
    assert [member.folder for member in members(packed)] == [
        "",
        "",
        "",
        "other_files",
        "",
        "sub/deep",
    ]
    assert [member.name for member in members(packed)][-1] == "c.txt"


def test_an_archive_of_a_folder_holds_what_the_folder_does(tmp_path: Path) -> None:
    for name, top in (("talks.zip", "talks/"), ("talks (2).zip", "talks/"), ("b.zip", "")):
        packed = tmp_path / name
        packed.write_bytes(archive({f"{top}{path}": data for path, data in _FILES.items()}))
        assert loaded(packed) == _TAKEN
    other = tmp_path / "other.zip"
    other.write_bytes(archive({f"talks/{path}": data for path, data in _FILES.items()}))
    assert {member.path.partition("/")[0] for member in members(other)} == {"talks"}
    beside = tmp_path / "talks.zip"
    beside.write_bytes(archive({"talks/a.txt": b"a", "b.txt": b"b", "__MACOSX/talks/a": b"-"}))
    assert [member.path for member in members(beside)] == ["b.txt", "talks/a.txt"]
    beside.write_bytes(archive({"talks/a.txt": b"a", "__MACOSX/talks/a": b"-"}))
    assert [member.path for member in members(beside)] == ["a.txt"]


def test_archives_within_are_opened(tmp_path: Path) -> None:
    inner = archive({"x.txt": b"x", "y.zip": archive({"z.txt": b"z"})})
    (tmp_path / "inner.zip").write_bytes(inner)
    assert loaded(tmp_path) == [("inner.zip/x.txt", b"x"), ("inner.zip/y.zip/z.txt", b"z")]


def test_archives_within_archives_have_a_bound() -> None:
    data = archive({"a.txt": b"a"})
    for _level in range(5):
        data = archive({"in.zip": data})
    (member,) = members_of_archive(data, "out.zip")
    assert "deep" in member.refusal


def test_documents_that_are_archives_stay_whole(tmp_path: Path) -> None:
    book = archive({"mimetype": b"application/epub+zip", "OEBPS/a.xhtml": b"-"})
    pictures = archive({"1.jpg": b"-", "2.png": b"-"})
    (tmp_path / "book.zip").write_bytes(book)
    (tmp_path / "comic.zip").write_bytes(pictures)
    assert loaded(tmp_path) == [("book.zip", book), ("comic.zip", pictures)]


def test_damaged_archives_and_path_tricks_are_refused(tmp_path: Path) -> None:
    tricks = archive({"../../up.txt": b"-", "/root.txt": b"-", "C:/x.txt": b"-", "ok.txt": b"o"})
    found = list(members_of_archive(tricks, "a.zip"))
    assert (found[0].path, found[0].refusal) == ("ok.txt", "")
    assert sum("points out of the archive" in member.refusal for member in found) == 3
    (tmp_path / "broken.zip").write_bytes(tricks[:40])
    (member,) = members(tmp_path)
    assert "damaged" in member.refusal
    with pytest.raises(UserError, match="not a ZIP archive"):
        list(members(tmp_path / "broken.zip"))


def test_encrypted_members_are_refused_with_a_sentence() -> None:
    data = bytearray(archive({"secret.txt": b"-", "open.txt": b"o"}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    found = {member.path: member.refusal for member in members_of_archive(bytes(data), "a.zip")}
    assert "is encrypted" in found["secret.txt"]
    assert not found["open.txt"]


def test_bombs_are_refused() -> None:
    data = archive({"bomb.txt": bytes(40_000_000)})
    (member,) = members_of_archive(data, "a.zip")
    with pytest.raises(UserError, match="grows more than"):
        member.load()


def test_all_that_an_archive_unpacks_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MAX_READ", 2_500)
    inner = archive({"b.txt": os.urandom(1_000), "c.txt": os.urandom(1_000)})
    found = members_of_archive(archive({"a.zip": inner}), "out.zip")
    with pytest.raises(UserError, match="unpacks to more than"):
        [member.load() for member in found]


def test_names_in_utf8_without_a_mark_and_in_the_old_code_page() -> None:
    data = archive({"grün.txt": b"u", "plain.txt": b"p"})
    unmarked = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = unmarked.index(mark)
        unmarked[at + offset + 1] &= ~0x08
    assert next(members_of_archive(bytes(unmarked), "a.zip")).path == "grün.txt"
    old = bytes(unmarked).replace("grün".encode(), b"gr\x81nn")
    assert next(members_of_archive(old, "a.zip")).path == "grünn.txt"


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="no links here")
def test_links_out_of_the_folder_are_left_out(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    folder = tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    (folder / "in.txt").write_text("in")
    (folder / "out.txt").symlink_to(outside)
    (folder / "near.txt").symlink_to(folder / "in.txt")
    (folder / "sub" / "circle").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nothing")
    os.mkfifo(folder / "pipe.txt")
    assert [path for path, _data in loaded(folder)] == ["in.txt", "near.txt"]


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(name)
    walk = members(tmp_path)
    first = next(walk)
    assert isinstance(first, Member)
    assert first.size == 1
    (tmp_path / "a.txt").unlink()
    with pytest.raises(UserError, match="no file"):
        first.load()


def test_more_files_than_can_be_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MOST_FILES", 2)
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(name)
    with pytest.raises(UserError, match="more than 2 files"):
        list(members(tmp_path))


def test_numbers_in_names_are_in_their_order(tmp_path: Path) -> None:
    names = [
        *("1.txt", "02 Ben.txt", "2 cleo.txt", "10.txt", "Talk.txt", "talk 9 b 2.txt"),
        *("talk 9 b 11.txt", "talk 10.txt", "talk" + "7" * 200 + ".txt", "²x.txt"),
    ]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    found = [member.path for member in members(tmp_path)]
    assert [one for one in found if one in names[:4]] == names[:4]
    assert [one for one in found if " 9 " in one or " 10" in one] == names[5:8]
    assert sorted(names, key=by_name) == found
    assert by_name("talk " + "7" * 60_000) > by_name("talk " + "6" * 60_000) > by_name("talk 8")
