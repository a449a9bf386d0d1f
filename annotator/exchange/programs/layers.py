"""Annotations of UIMA layers (INCEpTION, WebAnno) as codes, codings and relations.

A layer is a folder of codes, the value of its telling feature a code; other features are values of
the coding. What machines add to every text (tokens, lemmas, parts of speech, dependencies) is left,
except where somebody has joined it to something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from annotator.corpus.messages import tr
from annotator.exchange.codings_csv import PATH_SEPARATOR
from annotator.exchange.programs.draft import Draft, DraftCoding, DraftRelation
from annotator.exchange.programs.json_values import object_in, objects_of, text_in
from annotator.exchange.refi.report import LEFT_BEHIND

_MACHINE: Final = re.compile(
    r"de\.tudarmstadt\.ukp\.dkpro\.core\.api\."
    r"(?:segmentation|lexmorph|syntax|metadata|transform)\.|uima\.|org\.dkpro\.core\.api\.xml\.|"
    r"de\.tudarmstadt\.ukp\.clarin\.webanno\.api\.type\.|org\.dkpro\.core\.api\.pdf\."
)
_TELLING: Final = (
    *("code", "value", "label", "referencetype", "posvalue", "tag", "category", "type", "kind"),
)
_LONGEST_CODE: Final = 200
_OWN: Final = ("coder", "sofa", "begin", "end", "order", "next", "first")


@dataclass(slots=True)
class Annotation:
    """A feature structure of a CAS. `begin` and `end` are UTF-16 units, None without a place;
    `references` are features that name others by their key, `links` the others (key) that it has in
    a role."""

    key: str
    type: str
    begin: int | None
    end: int | None
    features: dict[str, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    quote: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)


def add_annotations(
    draft: Draft, document: str, coder: str, annotations: Iterable[Annotation], prefix: str
) -> None:
    """Add what one coder annotated in a document. `prefix` tells its keys from those of others."""
    found = list(annotations)
    by_key = {one.key: one for one in found}
    joined = set(_joined(found))
    machine = 0
    for one in found:
        if _MACHINE.match(one.type) and one.key not in joined:
            machine += 1
        elif "Governor" in one.references and "Dependent" in one.references:
            kind = _kind(one)
            ends = one.references["Governor"], one.references["Dependent"]
            _relate(draft, kind, ends, prefix, coder)
        elif one.begin is not None and one.end is not None:
            _code(draft, document, coder, one, prefix)
            follower = one.references.get("next", "")
            if follower in by_key:
                kind = one.features.get("referenceRelation", "") or "next"
                _relate(draft, kind, (one.key, follower), prefix, coder)
            for role, target in one.links:
                _relate(draft, role, (one.key, target), prefix, coder)
            for name, target in one.references.items():
                if name not in ("next", "sofa") and target in by_key:
                    _relate(draft, name, (one.key, target), prefix, coder)
    for _one in range(machine):
        message = tr("{n|annotation|annotations} of tokens, lemmas and grammar.")
        draft.findings.tally(tr("layers"), message, LEFT_BEHIND)


def _joined(found: Iterable[Annotation]) -> Iterator[str]:
    """The keys of what people have joined: it is wanted, a token or a lemma too."""
    for one in found:
        if not _MACHINE.match(one.type):
            yield from (target for name, target in one.references.items() if name != "sofa")
            yield from (target for _role, target in one.links)


def add_layer(draft: Draft, layer: dict[str, Any]) -> None:
    """Add a layer of an exported project as a folder of codes, with the tags of the feature that
    tells them apart, and what their descriptions say."""
    kind = text_in(layer, "name")
    if text_in(layer, "type") != "span" or not kind or _MACHINE.match(kind):
        return
    name = layer_name(kind)
    draft.code_at((name,), definition=text_in(layer, "description"))
    tagged = {
        text_in(one, "name"): objects_of(object_in(one, "tag_set").get("tags"))
        for one in objects_of(layer.get("features"))
    }
    telling = _telling({feature: "yes" for feature, tags in tagged.items() if tags})
    for tag in tagged.get(telling, ()):
        if text_in(tag, "tag_name"):
            path = name, text_in(tag, "tag_name")
            draft.code_at(path, definition=text_in(tag, "tag_description"))


def _relate(draft: Draft, kind: str, ends: tuple[str, str], prefix: str, coder: str) -> None:
    source, target = ends
    draft.relations.append(DraftRelation(kind, f"{prefix}{source}", f"{prefix}{target}", coder))


def layer_name(kind: str) -> str:
    """The last part of a type's name, as its users see it."""
    return kind.rpartition(".")[2] or kind


def _kind(relation: Annotation) -> str:
    telling = _telling(relation.features)
    return relation.features[telling] if telling else layer_name(relation.type)


def _code(draft: Draft, document: str, coder: str, one: Annotation, prefix: str) -> None:
    telling = _telling(one.features)
    path: tuple[str, ...] = (layer_name(one.type),)
    if telling == "code":  # a layer that holds codes, as this program writes it
        names = one.features[telling].split(PATH_SEPARATOR)
        path = tuple(name.strip() for name in names if name.strip()) or path
    elif telling:
        path = (*path, one.features[telling])
    values = {
        name: value
        for name, value in one.features.items()
        if name != telling and name not in _OWN and value and name != "referenceRelation"
    }
    assert one.begin is not None
    assert one.end is not None
    draft.codings.append(
        DraftCoding(
            document,
            draft.code_at(path),
            one.features.get("coder") or coder,
            ((one.begin, one.end),),
            one.quote,
            values=values,
            key=f"{prefix}{one.key}",
        )
    )


def _telling(features: Mapping[str, str]) -> str:
    """The feature whose value is the code: one of the usual names, else the first that has a short
    value."""
    usable = [
        name
        for name, value in features.items()
        if value and len(value) <= _LONGEST_CODE and "\n" not in value and name not in _OWN
    ]
    named = sorted(
        (_TELLING.index(name.lower()), name) for name in usable if name.lower() in _TELLING
    )
    return named[0][1] if named else next(iter(usable), "")
