"""Who acts when a command changes a project."""

from __future__ import annotations

import getpass

import pytest

from annotator.cli.acting import coder_named
from annotator.errors import UserError


def test_the_login_acts_where_nobody_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "ann")
    assert coder_named(None).name == "ann"
    assert coder_named("Ben").name == "Ben"


@pytest.mark.parametrize("error", [OSError, KeyError, ModuleNotFoundError])
def test_without_a_login_it_is_said_what_to_do(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    """In a container or a service; each Python has its own error for it."""

    def nobody() -> str:
        raise error("no login")

    monkeypatch.setattr(getpass, "getuser", nobody)
    with pytest.raises(UserError, match="USERNAME"):
        coder_named(None)
    assert coder_named("Ben").name == "Ben"
