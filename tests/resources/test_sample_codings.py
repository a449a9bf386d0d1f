"""The sample's codings follow the codebook that it is coded with."""

from __future__ import annotations

import tomllib

from annotator.operations.codebook import codes
from annotator.paths import resource

PLAN = tomllib.loads(resource("sample", "codings.toml").read_text(encoding="utf-8"))
BOOK = codes.load()


def test_values_are_those_of_the_codebook_and_required_ones_are_said() -> None:
    for entry in PLAN["coding"]:
        (code,) = BOOK.find((entry["code"],))
        declared = {attribute.name: attribute for attribute in BOOK.attributes_of(code.guid)}
        values = entry["values"]
        faults = [declared[name].fault(value) for name, value in values.items()]
        assert not any(faults), (entry, faults)
        required = {attribute.name for attribute in declared.values() if attribute.required}
        assert required <= values.keys(), entry


def test_claims_and_predictions_say_whose_they_are() -> None:
    for entry in PLAN["coding"]:
        if entry["code"] in {"claim", "prediction"}:
            assert entry["values"]["voice"], entry


def test_relations_join_what_they_may() -> None:
    kinds = {kind.name: kind for kind in BOOK.relation_types}
    for entry in PLAN["relation"]:
        own = [one for one in PLAN["coding"] if one["coder"] == entry["coder"]]
        ends = [
            {BOOK.find((one["code"],))[0].guid for one in own if one.get("passage") == entry[end]}
            for end in ("from", "to")
        ]
        (source,), (target,) = ends
        assert kinds[entry["kind"]].joins(source, target), entry
