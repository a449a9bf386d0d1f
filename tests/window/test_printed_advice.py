"""Pages of a PDF whose text another version of the reader gave."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from annotator.corpus.structure import EMPTY
from annotator.errors import UserError
from annotator.operations.documents.printed_pages import PdfPages
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.widgets.plain_text import without_mnemonic
from tests.exchange.documents.pdf_making import Sheet, pdf


def test_where_the_words_differ_it_is_said_and_the_advice_is_a_command_of_the_menu(
    specs: Sequence[ActionSpec],
) -> None:
    sheet = Sheet()
    sheet.put(70, 100, "The quay is closed.")
    pages = PdfPages(pdf([sheet]), "Other words.", EMPTY)
    with pytest.raises(UserError) as told:
        pages.locate()
    pages.close()
    text = next(without_mnemonic(spec.text) for spec in specs if spec.name == "read_again")
    assert text in str(told.value)
    assert not pages.boxes(0, 5)
