"""The sample project, made when it is asked for the first time."""

from __future__ import annotations

from tests.window.conftest import Driver


def test_the_sample_is_made_beside_the_window_and_opened(driver: Driver) -> None:
    driver.window.actions_["sample"].trigger()
    assert driver.window.tasks.busy
    driver.wait_for_jobs()
    assert driver.window.bridge.project is not None
    assert driver.window.bridge.project.path.name == "sample.annot"
    assert len(driver.window.page.codings) > 10
    driver.window.actions_["sample"].trigger()
    assert not driver.window.tasks.busy
