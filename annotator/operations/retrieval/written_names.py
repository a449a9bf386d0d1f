"""What queries call codes, coders, documents and the like: a name where only one thing has it, the
path of a code, else a GUID."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from annotator.corpus.codebook import Codebook
from annotator.corpus.folding import search_key


def names_of(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """By GUID the name, or the GUID where others have it too; pairs are GUIDs and names."""
    names = Counter(name for _guid, name in pairs)
    return {guid: name if name and names[name] == 1 else guid for guid, name in pairs}


def code_paths(book: Codebook) -> dict[str, tuple[str, ...]]:
    """By GUID of a code its name alone, or its path, or its GUID where neither is its own."""
    codes = [code for _depth, code in book.walk()]
    names = Counter(search_key(code.name) for code in codes)
    paths = {code.guid: book.path(code.guid) for code in codes}
    alike = Counter(tuple(map(search_key, path)) for path in paths.values())

    def path(guid: str, name: str) -> tuple[str, ...]:
        if name and names[search_key(name)] == 1:
            return (name,)
        whole = paths[guid]
        is_clear = len(whole) > 1 and alike[tuple(map(search_key, whole))] == 1
        return whole if is_clear else (guid,)

    return {code.guid: path(code.guid, code.name) for code in codes}
