"""The software bill of materials: what a build consists of, the same for the same build."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("cyclonedx", reason="the extra “build” brings it")
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

import identity
import sbom


def test_it_names_every_package_with_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    told = json.loads(sbom.bill([("libx11-6", "2:1.8.4-2")]))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert told["metadata"]["timestamp"].startswith("2023-11-14")
    names = {one["name"] for one in told["components"]}
    assert names >= {*identity.distributions()[1:], "CPython", "libx11-6"}
    assert all(one["version"] for one in told["components"])
    licences = {one["name"]: one.get("licenses") for one in told["components"]}
    assert licences["shiboken6"] == [{"expression": sbom.QT_LICENCE}]


def test_the_same_build_has_the_same_bill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert sbom.bill([]) == sbom.bill([])
    assert sbom.bill([]) != sbom.bill([("libz1", "1.3")])
