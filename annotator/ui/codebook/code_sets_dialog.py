"""In which sets the chosen codes are, and the sets themselves."""

from __future__ import annotations

from annotator.corpus.messages import fill
from annotator.ui.documents.sets_dialog import SetsDialog


class CodeSetsDialog(SetsDialog):
    """As that of documents; without chosen codes it has the sets alone."""

    def title(self) -> str:
        return self.tr("Sets of codes")

    def are_in(self, named: str, number: int) -> str:
        if not number:
            return self.tr("A set holds codes from anywhere in the tree.")
        if number == 1:
            return self.tr("“{0}” is in:").format(named)
        return fill(self.tr("{0:,} codes are in:"), number)

    def holds(self, number: int) -> str:
        return self.tr("1 code") if number == 1 else fill(self.tr("{0:,} codes"), number)

    def example(self) -> str:
        return self.tr("such as Feelings")
