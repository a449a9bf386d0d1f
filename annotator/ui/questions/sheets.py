"""What is shown in place of codings, as the rows of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.corpus.messages import tr
from annotator.operations.retrieval import table_files
from annotator.operations.retrieval.sheet_files import Sheet
from annotator.ui.questions.answering import head_of
from annotator.ui.questions.key_words import COLUMNS

if TYPE_CHECKING:
    from annotator.operations.retrieval.results import Results


def sheet_of(found: Results) -> Sheet | None:
    """The table, key words or places that are shown, as rows of a file; None where codings are."""
    said = tuple(head_of(found))
    if found.table is not None:
        columns, rows = table_files.header(found.table), list(table_files.rows(found.table))
        if found.agreement:
            columns.append(tr("agreement (α)"))
            values = [None if one is None else one.value for one in found.agreement]
            rows = [[*row, value] for row, value in zip(rows, [*values, None], strict=True)]
        return Sheet(tr("Table"), columns, rows, said)
    if found.key_words is not None:
        names = [tr(one) for one in COLUMNS[:5]]
        ends = [tr("lower end"), tr("upper end"), tr(COLUMNS[6])]
        return Sheet(
            tr("Key words"),
            [*names, *ends],
            [
                (w.word, w.count, w.other, w.documents, w.log_ratio, w.low, w.high, w.g2)
                for w in found.key_words.words
            ],
            said,
        )
    if found.lines is not None:
        names = [tr("Document"), tr("Start"), tr("End"), tr("Before"), tr("Keyword"), tr("After")]
        places = [(o.document, o.start, o.end, o.before, o.keyword, o.after) for o in found.lines]
        return Sheet(tr("Concordance"), names, places, said)
    return None
