"""A part of a project for export: chosen documents, coders and codes, and what belongs to them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from annotator.corpus.codebook import Codebook
from annotator.corpus.project import ProjectContent


def chosen(
    content: ProjectContent,
    documents: Collection[str] | None = None,
    coders: Collection[str] | None = None,
    codes: Collection[str] | None = None,
) -> ProjectContent:
    """The project with only these (GUIDs); None takes all of a kind.

    A code brings the codes above it, so that its path stays; codings by those are left out
    unless they are chosen too. Memos and progress go with what they are about and by whom,
    relations with both their codings and by whom.
    """
    kept_documents = _kept(documents, {document.guid for document in content.documents})
    kept_coders = _kept(coders, {coder.guid for coder in content.coders})
    kept_codes = _kept(codes, set(content.codebook.by_guid))
    codings = tuple(
        coding
        for coding in content.codings
        if coding.document in kept_documents
        and coding.coder in kept_coders
        and coding.code in kept_codes
    )
    tree = _with_ancestors(content.codebook, kept_codes)
    subjects = {content.guid, *kept_documents, *tree, *(coding.guid for coding in codings)}
    relations = tuple(
        one
        for one in content.relations
        if one.source in subjects and one.target in subjects and one.coder in kept_coders
    )
    said = tuple(one for one in content.document_attributes if one.document in kept_documents)
    names = {one.name for one in said}
    return replace(
        content,
        coders=tuple(coder for coder in content.coders if coder.guid in kept_coders),
        codebook=_part(content.codebook, tree, {relation.kind for relation in relations}),
        documents=tuple(one for one in content.documents if one.guid in kept_documents),
        codings=codings,
        relations=relations,
        memos=tuple(
            memo for memo in content.memos if memo.subject in subjects and memo.coder in kept_coders
        ),
        document_attributes=said,
        attribute_types=tuple(
            one for one in content.attribute_types if documents is None or one.name in names
        ),
        document_sets=tuple(
            replace(one, documents=own)
            for one in content.document_sets
            if (own := tuple(guid for guid in one.documents if guid in kept_documents))
        ),
        statuses=tuple(
            status
            for status in content.statuses
            if status.document in kept_documents and status.coder in kept_coders
        ),
    )


def _kept(wanted: Collection[str] | None, known: set[str]) -> set[str]:
    return known if wanted is None else known & set(wanted)


def _part(codebook: Codebook, tree: set[str], used: set[str]) -> Codebook:
    """The codebook with only the codes of `tree`; `used` are types of relations that stay.

    A type that could join none of the codes goes with those that it was made for.
    """
    types = []
    for kind in codebook.relation_types:
        sources = tuple(code for code in kind.sources if code in tree)
        targets = tuple(code for code in kind.targets if code in tree)
        narrowed = bool(sources) == bool(kind.sources) and bool(targets) == bool(kind.targets)
        if narrowed or kind.guid in used:
            types.append(replace(kind, sources=sources, targets=targets))
    return Codebook(
        tuple(code for code in codebook.codes if code.guid in tree),
        codebook.name,
        tuple(attribute for attribute in codebook.attributes if attribute.code in tree),
        tuple(types),
        tuple(
            replace(one, codes=own)
            for one in codebook.sets
            if (own := tuple(code for code in one.codes if code in tree))
        ),
    )


def _with_ancestors(codebook: Codebook, codes: set[str]) -> set[str]:
    """The codes and every code above one of them."""
    tree: set[str] = set()
    for guid in codes:
        current: str | None = guid
        while current is not None and current in codebook.by_guid and current not in tree:
            tree.add(current)
            current = codebook.by_guid[current].parent
    return tree
