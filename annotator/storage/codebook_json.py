"""A codebook as JSON holds it, with the identities of its parts: what a sealed round keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace

from annotator.corpus.codebook import Codebook
from annotator.corpus.columns import Columns
from annotator.storage.codebook_rows import (
    attribute_of,
    attribute_row,
    code_of,
    code_row,
    relation_type_of,
    relation_type_row,
)

_STAMP = {"created_at": 0, "changed_at": 0}


def codebook_to_json(book: Codebook) -> dict[str, list[Columns]]:
    """The rows of a codebook."""
    return {
        "codes": [code_row(one) for one in book.codes],
        "attributes": [attribute_row(one) for one in book.attributes],
        "relation types": [relation_type_row(one) for one in book.relation_types],
    }


def codebook_from_json(found: Mapping[str, Sequence[Mapping[str, object]]]) -> Codebook:
    """The codebook of rows. KeyError, TypeError, ValueError or AttributeError for other data."""
    codes, attributes, types = (
        [SimpleNamespace(**{**_STAMP, **row}) for row in found[name]]
        for name in ("codes", "attributes", "relation types")
    )
    return Codebook(
        tuple(map(code_of, codes)),
        "",
        tuple(map(attribute_of, attributes)),
        tuple(map(relation_type_of, types)),
    )
