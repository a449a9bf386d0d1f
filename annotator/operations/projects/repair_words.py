"""What came of saving a damaged project, in words: for the window and the command line alike."""

from __future__ import annotations

from annotator.corpus.changes import how_many, kind_words
from annotator.corpus.messages import number_of, plural, tr
from annotator.corpus.repair_report import LostRow, RepairReport


def summary(report: RepairReport, name: str) -> str:
    """The most important of it. `name` is that of the new file."""
    if report.sound:
        return tr("Nothing is wrong with the project. {name} is a copy of it.", name=name)
    if report.whole:
        return tr("Everything could be saved in {name}.", name=name)
    return tr("What could be read is in {name}. What is lost is listed below.", name=name)


def lines(report: RepairReport) -> list[str]:
    """All of it, a line each: what was saved, what is lost, kind by kind."""
    said = [tr("Saved: {what}.", what=_counted(report.saved))]
    if report.sound:
        return said
    said += _about_pages(report)
    if report.from_history:
        what = _counted(report.from_history)
        said.append(tr("Of these, read from the history: {what}.", what=what))
    if report.restored_texts:
        said.append(
            plural(
                "1 text was damaged and could be made again to the letter.",
                "{count:,} texts were damaged and could be made again to the letter.",
                report.restored_texts,
                count=report.restored_texts,
            )
        )
    said += _about_history(report)
    said += [_text_line(one.name, one.characters) for one in report.texts]
    for kind, rows in report.lost_by_kind().items():
        said += ["", tr("Lost: {what}", what=f"{kind_words(kind)} ({len(rows):,})")]
        said += [f"    {_lost_line(row)}" for row in rows]
    if report.unknown:
        said += ["", _unknown_line(report.unknown)]
    return [*said, *report.remarks]


def _about_pages(report: RepairReport) -> list[str]:
    if not report.damaged_pages:
        return []
    return [
        tr(
            "Of {count}, at least {damaged:,} can’t be read.",
            count=number_of(report.pages, "page of the file", "pages of the file"),
            damaged=report.damaged_pages,
        )
    ]


def _about_history(report: RepairReport) -> list[str]:
    kept = number_of(report.steps, "step of the history", "steps of the history")
    if report.history_whole:
        return [tr("History: {kept}, nothing of it is lost.", kept=kept)]
    return [
        tr(
            "History: {kept} could be read; a part of it is lost. What was done before can’t be"
            " undone in the new file.",
            kept=kept,
        )
    ]


def _text_line(name: str, characters: int) -> str:
    if characters:
        return plural(
            "The text of “{name}” is damaged: 1 character can’t be read and stands as “�”."
            " Compare it with its file.",
            "The text of “{name}” is damaged: {count:,} characters can’t be read and stand as"
            " “�”. Compare it with its file.",
            characters,
            name=name,
            count=characters,
        )
    return tr(
        "The text of “{name}” is not the one that was added: some letters of it are others. Compare"
        " it with its file.",
        name=name,
    )


def _unknown_line(number: int) -> str:
    return plural(
        "Besides, 1 row can’t be read at all; nothing tells what it was.",
        "Besides, {count:,} rows can’t be read at all; nothing tells what they were.",
        number,
        count=number,
    )


def _lost_line(row: LostRow) -> str:
    what = row.what or row.guid
    return f"{what} ({row.reason})" if row.reason else what


def _counted(counts: object) -> str:
    assert isinstance(counts, dict)
    return ", ".join(how_many(kind, number) for kind, number in counts.items()) or tr("nothing")
