"""Numbers of things, in the singular and in the plural."""

import re
from pathlib import Path

import annotator
from annotator.corpus.messages import number_of


def test_one_is_one_and_all_others_are_several() -> None:
    assert [number_of(n, "coding") for n in (0, 1, 2)] == ["0 codings", "1 coding", "2 codings"]
    assert number_of(1_234, "thing is", "things are") == "1,234 things are"
    assert number_of(1, "thing is", "things are") == "1 thing is"


def test_no_sentence_leaves_the_plural_to_the_reader() -> None:
    found = [
        f"{path.name}: {line.strip()}"
        for path in Path(annotator.__file__).parent.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"[a-z}]\(s\)[ .,;:\"']", line) and re.search(r"[\"'].*\(s\)", line)
    ]
    assert found == []
