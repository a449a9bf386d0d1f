"""``annotator query``: ask the codings of a project in one line."""

from __future__ import annotations

import argparse
from typing import Any

from annotator.cli.opening import opened
from annotator.cli.output import finish_with_progress, print_csv, print_json, print_table, say
from annotator.cli.pictures import check_picture, write_picture
from annotator.cli.viewing import say_withheld, viewer_of, withheld
from annotator.corpus.messages import number_of, tr
from annotator.corpus.query import ResultUnit
from annotator.errors import UserError
from annotator.exchange.codings_csv import PATH_SEPARATOR
from annotator.exchange.csv_form import form_named
from annotator.operations.retrieval import concordances, pictures, questions, saved_questions
from annotator.operations.retrieval.questions import Answer, Row
from annotator.operations.retrieval.saved_questions import CONCORDANCE, SavedQuestion
from annotator.retrieval.concordance import Sorting

_LONGEST = 60
_COLUMNS = (
    *("document", "start", "end", "text", "code", "coder", "page", "section", "guid"),
    *("before", "after", "partner code", "partner coder", "partner guid"),
)
_SIDES = {"left": "-1,-2,-3", "right": "1,2,3"}
_WORDS = {
    ResultUnit.CODINGS: "coding",
    ResultUnit.PAIRS: "pair",
    ResultUnit.COMMON: "common passage",
}


def run(options: argparse.Namespace) -> int:
    """Answer a line and print what was found."""
    check_picture(options)
    if not options.list and (options.line is None) == (options.saved is None):
        raise UserError(tr("Ask one line, or name a question that is kept: --saved NAME"))
    with opened(options) as project:
        viewer = viewer_of(project, options)
        if options.list:
            _list(saved_questions.listed(viewer), options)
            return 0
        if options.saved is not None:
            _take_saved(saved_questions.named(viewer, options.saved), options)
        answer = finish_with_progress(questions.ask(viewer, options.line))
        if options.picture or options.out:
            _draw(answer, options)
            say_withheld(viewer)
            return 0
        answer, said = _arranged(answer, options)
        rows = list(questions.rows(answer, options.context))
        if options.json:
            print_json(_document(answer, rows, said) | withheld(viewer))
            return 0
        if options.csv:
            cells = map(_cells, rows)
            print_csv(
                _COLUMNS,
                cells,
                guard_formulas=options.guard_formulas,
                form=form_named(options.csv_form),
            )
        else:
            _print(rows)
        found = number_of(len(answer), _WORDS[answer.question.unit])
        say(f"{found} in {answer.analysis_set.words()}.")
        for remark in (*answer.remarks, *said):
            say(remark)
        say_withheld(viewer)
    return 0


def _list(found: list[SavedQuestion], options: argparse.Namespace) -> None:
    if options.json:
        entries = [{"name": o.name, "line": o.line, "view": o.view.as_json()} for o in found]
        print_json({"saved": entries})
        return
    rows = [(one.name, one.view.shown, one.line) for one in found]
    header = ("name", "shown", "query")
    if options.csv:
        print_csv(header, rows, guard_formulas=options.guard_formulas)
    else:
        print_table(header, rows)


def _take_saved(found: SavedQuestion, options: argparse.Namespace) -> None:
    """Ask its line, in the order and the sample of its concordance where the options say none."""
    options.line = found.line.strip() or "all"
    view = found.view
    if view.shown == CONCORDANCE and options.sort is None and options.sample is None:
        options.sort = ",".join(map(str, view.sort)) or None
        options.sample, options.seed = view.sample or None, view.seed


def _draw(answer: Answer, options: argparse.Namespace) -> None:
    picture = pictures.of_answer(answer, options.picture, options.attribute)
    write_picture(picture, options.out, options)


def _arranged(answer: Answer, options: argparse.Namespace) -> tuple[Answer, list[str]]:
    """The answer sorted as a concordance, or a sample of it; and what is to be said of that."""
    sorting = None if options.sort is None else sorting_of(options.sort)
    if sorting is None and options.sample is None:
        return answer, []
    found = concordances.of_answer(answer, sorting, options.sample, options.seed)
    if len(found) == len(answer):
        return found, []
    whole = tr(
        "{count:,} of {count_2:,} results, drawn with the seed {seed}.",
        count=len(found),
        count_2=len(answer),
        seed=options.seed,
    )
    return found, [whole]


def sorting_of(places: str) -> Sorting:
    """The order that places with commas between them mean, or ``left`` or ``right``. UserError for
    anything else."""
    places = _SIDES.get(places, places)
    try:
        return Sorting(tuple(int(place) for place in places.split(",")))
    except ValueError:
        raise UserError(
            tr(
                "“{places}” is no order of words. Write places with commas between "
                "them, from -3 to 3: --sort=-1,-2",
                places=places,
            )
        ) from None


def _document(answer: Answer, rows: list[Row], said: list[str]) -> dict[str, Any]:
    return {
        "query": answer.line,
        "unit": answer.question.unit.value,
        "count": len(answer),
        "analysis_set": answer.analysis_set.words(),
        "remarks": [*answer.remarks, *said],
        "results": [_entry(row) for row in rows],
    }


def _entry(row: Row) -> dict[str, Any]:
    found: dict[str, Any] = {
        "document": row.document,
        "start": row.start,
        "end": row.end,
        "spans": [[span.start, span.end] for span in row.spans],
        "text": row.text,
        "code": list(row.code),
        "coder": row.coder,
        "guid": row.coding.guid,
        "page": row.place.page,
        "section": row.place.section,
        "speaker": row.place.speaker,
        "time": row.place.time,
        "before": row.before,
        "after": row.after,
    }
    if row.partner is not None:
        found["partner"] = _partner(row)
    return found


def _partner(row: Row) -> dict[str, Any]:
    partner = row.partner
    assert partner is not None
    return {
        "guid": partner.guid,
        "start": partner.start,
        "end": partner.end,
        "text": row.partner_text,
        "code": list(row.partner_code),
        "coder": row.partner_coder,
    }


def _cells(row: Row) -> list[object]:
    place = row.place
    own = [row.document, row.start, row.end, row.text, PATH_SEPARATOR.join(row.code), row.coder]
    partner = ["", "", ""]
    if row.partner is not None:
        partner = [PATH_SEPARATOR.join(row.partner_code), row.partner_coder, row.partner.guid]
    return [*own, place.page, place.section, row.coding.guid, row.before, row.after, *partner]


def _print(rows: list[Row]) -> None:
    header = ("document", "start", "end", "code", "coder", "text")
    if any(row.partner is not None for row in rows):
        print_table((*header, "with"), [(*_line(row), _with(row)) for row in rows])
    else:
        print_table(header, map(_line, rows))


def _line(row: Row) -> tuple[object, ...]:
    around = row.before or row.after
    text = _shortened(f"{row.before}[{row.text}]{row.after}" if around else row.text)
    return row.document, row.start, row.end, PATH_SEPARATOR.join(row.code), row.coder, text


def _with(row: Row) -> str:
    return f"{row.partner_code[-1]} ({row.partner_coder}): {_shortened(row.partner_text)}"


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
