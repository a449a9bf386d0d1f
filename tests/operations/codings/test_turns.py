"""Coding all turns of speakers, as one step."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.operations.codings.turns import code_turns
from tests.making import ANN, BEN, content, make
from tests.spoken import spoken

TEXT, STRUCTURE = spoken()


def test_each_turn_is_coded_once_and_undone_at_once(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot", text=TEXT, structure=STRUCTURE)
    code = made.codes["claim"]
    made.code_words(ANN, "claim", "All is new.")
    changes = code_turns(made.project, ANN.guid, [made.document], code, ["Anna"])
    assert len(changes.added["coding"]) == 1
    assert "coded as claim already" in " ".join(changes.remarks)
    found = {TEXT[one.start : one.end] for one in content(made.project).codings}
    assert found == {"Since the storm 🌊. Eleven years.", "All is new."}
    made.project.undo(ANN.guid)
    assert len(content(made.project).codings) == 1
    with pytest.raises(UserError, match="None of these speakers"):
        code_turns(made.project, BEN.guid, [made.document], code, ["Otto"])
    made.project.close()
