"""The list of names and of what stands for them: a CSV file, which is the key to them as well."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.plain_text import decode

HEADER: Final = ("name", "pseudonym")
_MOST: Final = 100_000


def read_list(data: bytes, file: str) -> dict[str, str]:
    """The names, each with its pseudonym. Lines whose pseudonym is empty are passed over: a name
    that was found and is to stay. UserError, with the lines, where the list can't be used."""
    text = decode(data, file)[0].removeprefix("\ufeff")
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    if not set(HEADER) <= set(rows.fieldnames or ()):
        raise UserError(
            tr("“{file}” has no columns “name” and “pseudonym” in its first line.", file=file)
        )
    found: dict[str, str] = {}
    problems = []
    try:
        for row in rows:
            name = " ".join((row["name"] or "").split())
            pseudonym = " ".join((row["pseudonym"] or "").split())
            if not name or not pseudonym:
                continue
            if found.get(name, pseudonym) != pseudonym:
                problems.append(
                    tr(
                        "line {line_num}: “{name}” has another pseudonym above.",
                        line_num=rows.line_num,
                        name=name,
                    )
                )
            found[name] = pseudonym
    except csv.Error as error:
        raise UserError(
            tr(
                "“{file}”, line {line_num}: {error}.",
                file=file,
                line_num=rows.line_num,
                error=error,
            )
        ) from None
    problems += pseudonym_problems(found)
    if problems or not found or len(found) > _MOST:
        what = " ".join(problems[:20]) or tr(
            "It holds {count:,} names with a pseudonym.", count=len(found)
        )
        raise UserError(tr("The list “{file}” can't be used. {what}", file=file, what=what))
    return found


def pseudonym_problems(found: dict[str, str]) -> Iterable[str]:
    """A pseudonym that holds one of the names would bring it into the new project."""
    names = {name.casefold() for name in found}
    for name, pseudonym in found.items():
        words = pseudonym.casefold()
        if words in names or any(word in names for word in words.split()):
            yield tr(
                "The pseudonym “{pseudonym}” of “{name}” holds one of the names.",
                pseudonym=pseudonym,
                name=name,
            )


def write_list(rows: Iterable[tuple[str, str, str, int, str]]) -> str:
    """A list to fill in: name, pseudonym, kind, how often it is there, and a passage with it."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow((*HEADER, "kind", "count", "context"))
    writer.writerows(rows)
    return target.getvalue()
