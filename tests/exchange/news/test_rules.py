"""Rule files: every mistake is told with its line, and a user's copy takes the place of ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.exchange.news import reading, rule_files
from annotator.exchange.news.rules import RuleFileError, read_rules
from annotator.paths import resource
from tests.exchange.news import news_samples as samples

SOUND = """title: Mine
recognise: '^Story \\d+$'
article:
  begins: '^Story \\d+$'
head:
  - headline
  - date
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(rule_files, "own_folder", lambda: tmp_path)
    return tmp_path


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(RuleFileError) as caught:
        read_rules(text.encode(), "mine")
    return caught.value.problems


@pytest.mark.parametrize(
    ("added", "line", "what"),
    [
        ("tilte: x\n", 8, "“tilte” is not known here"),
        ("wrapped: maybe\n", 8, "Write yes or no."),
        ("boilerplate:\n  - 'ok'\n  - '('\n", 10, "The expression can't be read"),
        ("  - {}\n", 8, "One field"),
        ("  - zeppelin\n", 8, "“zeppelin” is no field"),
        ("  - page: {lines: 99}\n", 8, "a number of lines"),
        ("  - page: {like: '['}\n", 8, "The expression can't be read"),
        ("labels:\n  page: [Page]\n  section: [page]\n", 10, "“page” stands here a second"),
        ("labels:\n  page: [Page]\nafter:\n  - Pgae\n", 11, "“Pgae” is none of the labels"),
        ("parts:\n  - of: section\n    like: '(?P<zeppelin>x)'\n", 10, "“zeppelin” is no field"),
        ("parts:\n  - of: section\n", 9, "“of” and “like” are wanted"),
        ("classes: x\n", 8, "Fields with the classes"),
        ("labels: [x]\n", 8, "Fields with their labels"),
        ("title: again\n", 8, "a second time"),
        ("separator: '('\nlabels:\n  page: [P]\n", 8, "The expression can't be read"),
        ("\tx", 8, ""),
    ],
)
def test_mistakes_with_their_lines(added: str, line: int, what: str) -> None:
    read_rules(SOUND.encode(), "mine")
    found = problems(SOUND + added)
    assert any(number == line and what in message for number, message in found), found


def test_what_must_be_there() -> None:
    assert {message for _line, message in problems("title: x\n")} == {
        "“recognise” is missing.",
        "“head” is missing.",
    }
    assert problems("")[0][1] == "There are no rules in the file."
    assert (
        "optional"
        in problems(SOUND.replace("  - headline\n  - date", "  - page: {optional: yes}"))[0][1]
    )
    assert problems("title: \xff".encode("latin-1").decode("latin-1") + "\n")  # still no head
    with pytest.raises(RuleFileError) as caught:
        read_rules(b"title: x\nhead: \xff\n", "mine")
    assert caught.value.problems == [(2, "The file is not UTF-8 here.")]


def test_all_files_that_ship_are_sound_and_say_what_they_rest_on() -> None:
    files = sorted(resource("news").glob("*.yaml"))
    assert len(files) == 7
    for path in files:
        layout = rule_files.read_rule_file(path)
        assert layout.rests_on
        assert layout.tried or path.stem == "genios"


def test_a_layout_of_ones_own(own: Path) -> None:
    (own / "mine.yaml").write_text(SOUND, encoding="utf-8")
    text = b"Story 1\nOne\nMay 3, 2019\nwords\nStory 2\nTwo\n4 mei 2019\nmore\n"
    first, second = reading.read_news(text, "s.txt", {})
    assert (first.name, first.text, second.attributes["date"]) == (
        "One",
        "One\nwords",
        "2019-05-04",
    )
    assert any(str(own / "mine.yaml") in remark.what for remark in first.remarks)


def test_a_copy_takes_the_place_of_the_one_that_ships(own: Path) -> None:
    copy = own / "proquest.yaml"
    text = resource("news", "proquest.yaml").read_text(encoding="utf-8")
    copy.write_text(text.replace("Full text", "Whole story"), encoding="utf-8")
    changed = samples.proquest_text().replace("Full text", "Whole story").encode()
    assert reading.read_news(changed, "p.txt", {})[0].text.endswith("we said no.”")
    # An edited file is read anew.
    copy.write_text(text.replace("Full text", "Entire story"), encoding="utf-8")
    os.utime(copy, ns=(1, 1))
    again = changed.replace(b"Whole story", b"Entire story")
    assert reading.read_news(again, "p.txt", {})[0].text.endswith("we said no.”")


def test_a_copy_with_a_mistake_is_told_and_not_used(own: Path) -> None:
    (own / "proquest.yaml").write_text("title: x\nheadd: y\n", encoding="utf-8")
    first, _second = reading.read_news(samples.proquest_text().encode(), "p.txt", {})
    (told,) = (remark.what for remark in first.remarks if "not used" in remark.what)
    assert "proquest.yaml" in told
    assert "line 2: “headd” is not known here" in told


def test_a_rule_that_takes_too_long_stops_nothing(own: Path) -> None:
    slow = SOUND.replace("recognise: '^Story \\d+$'", "recognise: '(a+)+$'").replace("Mine", "Slow")
    (own / "a.yaml").write_text(slow, encoding="utf-8")
    text = samples.nexis_text() + "\n" + "a" * 60 + "!"
    first, *_others = reading.read_news(text.encode(), "n.txt", {})
    assert first.attributes["outlet"] == "The Coast Gazette (London)"


def test_no_layout_fits_or_there_is_none_of_the_name() -> None:
    with pytest.raises(UserError, match="laid out as none of Europresse"):
        reading.read_news(b"Just words.", "w.txt", {})
    with pytest.raises(UserError, match=r"There is no layout “x”. There are europresse"):
        reading.read_news(b"Just words.", "w.txt", {"layout": "x"})
    with pytest.raises(UserError, match="is no Word document"):
        reading.read_news(b"\x89PNG\r\n\x1a\n" + bytes(100), "w.png", {})
