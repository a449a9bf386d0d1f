"""The command line on exports of news databases and on what is nearly the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.exchange.news import rule_files
from tests.cli.test_commands import Run, run  # noqa: F401
from tests.exchange.news import news_samples as samples
from tests.exchange.references.test_references import FORMATS


@pytest.fixture
def project(run: Run, tmp_path: Path) -> Path:  # noqa: F811
    path = tmp_path / "p.annot"
    run("new", path, "--coder", "Ann")
    return path


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(rule_files, "own_folder", lambda: tmp_path / "own")
    return tmp_path / "own"


def test_articles_come_in_once_each(run: Run, project: Path, tmp_path: Path) -> None:  # noqa: F811
    export = tmp_path / "n.docx"
    export.write_bytes(samples.nexis_word())
    found = run.json("add", project, export)
    assert [one["document"] for one in found["files"][0]["documents"]] == [
        samples.HARBOUR,
        samples.FERRY,
    ]
    assert found["files"][0]["documents"][0]["reader"] == {"name": "news", "version": 1}
    assert run.json("add", project, export)["added"] == 0
    text = run.json("text", project, samples.FERRY)
    assert text["attributes"]["date"] == "2019-05-07"
    assert any(one["kind"] == "metadata" for one in text["structure"])
    run("add", project, export, "--as", "news", "--option", "layout=proquest", status=2)
    assert "No articles are found" in run.err
    run("add", project, export, "--as", "docx", "--dry-run")


def test_duplicates_are_listed_and_left_out(run: Run, project: Path, tmp_path: Path) -> None:  # noqa: F811
    words = "The council has not yet voted on the money. " * 4
    for name, text in (("a", words), ("b", words + "A notice."), ("c", "Other.")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        run("add", project, tmp_path / f"{name}.txt", "--coder", "Ann")
    found = run.json("duplicates", project, "--differences")
    ((first, second),) = found["groups"]
    assert (first["document"], first["resemblance"], first["differences"]) == ("a.txt", 1.0, [])
    assert second["document"] == "b.txt"
    ((start, end, other_start, other_end),) = second["differences"]
    assert start == end
    assert (words + "A notice.")[other_start:other_end] == "A notice."
    assert "b.txt" in run("duplicates", project)
    run("duplicates", project, "--at-least", "2", status=2)
    left = run.json("duplicates", project, "--leave-out", "--coder", "Ann")
    assert (left["left_out"], left["coded"]) == (["b.txt"], [])
    assert run.json("duplicates", project)["groups"] == []


def test_rules_are_listed_copied_and_checked(run: Run, own: Path) -> None:  # noqa: F811
    found = run.json("layouts")
    assert {one["name"] for one in found["layouts"]} >= {"nexis", "factiva", "proquest"}
    assert all(one["file"] is None for one in found["layouts"])
    run("layouts", "--copy", "nexis")
    run("layouts", "--copy", "nexis", status=2)
    assert "there already" in run.err
    run("layouts", "--copy", "zeppelin", status=2)
    copy = own / "nexis.yaml"
    assert "is sound" in (run("layouts", "--check", copy) or run.err)
    assert run.json("layouts")["layouts"][0]["file"] == str(copy)
    copy.write_text("title: x\nheadd: y\n", encoding="utf-8")
    run("layouts", "--check", copy, status=2)
    assert "line 2: “headd” is not known here" in run.err
    run("layouts", status=1)
    assert "nexis.yaml" in run.err


@pytest.mark.parametrize("name", FORMATS)
def test_references_bring_their_files(
    run: Run,  # noqa: F811
    project: Path,
    tmp_path: Path,
    name: str,
) -> None:
    export = tmp_path / "lib" / name
    (export.parent / "files" / "12").mkdir(parents=True)
    export.write_text(FORMATS[name], encoding="utf-8")
    run("add", project, export, "--dry-run")
    assert "Ferry stays in port" in run.out + run.err
    (export.parent / "files" / "12" / "Moor 2019.txt").write_text("The whole story.")
    run("add", project, export, "--json", "--coder", "Ann", status=2)
    assert "1 reference has no file within the folder" in run.err
    text = run.json("text", project, "Moor 2019.txt")
    assert text["text"] == "The whole story."
    assert text["attributes"]["author"] == "Moor, Ada; Lind, Ben"
    assert text["attributes"]["year"] == "2019"
    added = run.json("add", project, export, "--as", "references", "--coder", "Ann")
    assert added["added"] == 2


def test_pseudonyms(run: Run, project: Path, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "a.txt").write_text("Then Zenobia came. And Zenobia said: No, Zenobia.")
    run("add", project, tmp_path / "a.txt", "--coder", "Ann")
    key, new = tmp_path / "key.csv", tmp_path / "new.annot"
    run("pseudonyms", project, "--find", key)
    assert "Zenobia,,capitals,3," in key.read_text(encoding="utf-8")
    run("pseudonyms", project, new, status=2)
    run("pseudonyms", project, new, "--names", key, status=2)
    assert "can't be used" in run.err
    key.write_text("name,pseudonym\nZenobia,P1\n", encoding="utf-8")
    found = run.json("pseudonyms", project, new, "--names", key, "--coder", "Ann")
    assert (found["documents"], found["replaced"]) == (1, {"Zenobia": 3})
    assert "Then P1 came. And P1 said: No, P1." in run("text", new, "a.txt")
    run("merge", project, new, status=2)
    assert "with pseudonyms" in run.err
