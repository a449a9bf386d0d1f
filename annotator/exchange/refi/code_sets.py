"""Sets of codes: a Set's MemberCodes, in a project and in a codebook alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.codebook import Codebook, CodeSet
from annotator.corpus.identity import guid_from, is_guid
from annotator.exchange.codebook_sets import in_order
from annotator.exchange.refi.names import clean, normal_guid
from annotator.exchange.refi.parsing import children
from annotator.exchange.refi.variables import SET
from annotator.exchange.refi.vocabulary import add


def written_sets(codebook: Codebook) -> list[CodeSet]:
    """Those that a file can say: a set without members could be of anything."""
    return [one for one in codebook.sets if one.codes]


def add_code_sets(sets: etree._Element, own: Sequence[CodeSet], member: str) -> None:
    """A Set for each; `member` is the attribute that names a code."""
    for one in own:
        made = add(sets, "Set", guid=one.guid, name=clean(one.name))
        for code in one.codes:
            add(made, "MemberCode", **{member: code})


def code_set_of(
    group: etree._Element, codebook: Codebook, known: Mapping[str, str]
) -> CodeSet | None:
    """The codes that a Set has; None where it has none of the file's codes. `known` are the codes
    by the GUIDs of the file."""
    named = (
        normal_guid(one.get("targetGUID") or one.get("guid") or "")
        for one in children(group, "MemberCode")
    )
    codes = in_order(codebook, tuple(known[guid] for guid in named if guid in known))
    if not codes:
        return None
    name = " ".join(group.get("name", "").split()) or SET
    guid = normal_guid(group.get("guid", ""))
    if not is_guid(guid) or children(group, "MemberSource"):
        guid = guid_from("refi set of codes", guid, name, *codes)  # a set of documents has its own
    return CodeSet(guid, name, codes)
