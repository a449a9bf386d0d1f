"""Coders as “Coder A”: their names and identities in everything that goes into an archive."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from annotator.corpus.coding import Coder, CoderKind
from annotator.corpus.identity import guid_from
from annotator.corpus.lettering import letters_of
from annotator.operations.team.coders import labels as shown_names

T = TypeVar("T")


@dataclass(frozen=True)
class Pseudonyms:
    """What stands for whom: GUIDs and names. Where coders are named, nothing stands for anything.

    Words that coders wrote themselves (memos, reasons) are searched for the names of coders as
    whole words; who is spoken of in another way is not found.
    """

    guids: dict[str, str]
    names: dict[str, str]

    @classmethod
    def of(cls, coders: Sequence[Coder], project: str, *, named: bool) -> Pseudonyms:
        """Letters by the order in which people came; the consensus stays what it is. `project` is
        its GUID, from which and from the letter the new identities follow."""
        if named:
            return cls({}, {})
        people = [one for one in coders if one.kind is CoderKind.PERSON]
        labels = [f"Coder {letters_of(number)}" for number in range(len(people))]
        shown = shown_names(coders)
        names = {one.name: label for one, label in zip(people, labels, strict=True)}
        return cls(
            {
                one.guid: guid_from("coder of an archive", project, label)
                for one, label in zip(people, labels, strict=True)
            },
            names | {shown[one.guid]: label for one, label in zip(people, labels, strict=True)},
        )

    def guid(self, guid: str) -> str:
        """The identity that stands for this one."""
        return self.guids.get(guid, guid)

    def coder(self, one: Coder) -> Coder:
        """The coder as they are called in the archive."""
        if one.guid not in self.guids:
            return one
        label = f"Coder {letters_of(list(self.guids).index(one.guid))}"  # two may have one name
        return replace(one, guid=self.guids[one.guid], name=label)

    def hide(self, text: str) -> str:
        """The text with what stands for the names and identities of coders in it."""
        return self._pattern.sub(self._stand_in, text) if self.guids else text

    def hide_line(self, line: str) -> str:
        """A line of the query language with what stands for the names of coders in it."""
        if not self.guids or "coder" not in line:
            return self.hide_guids(line)
        names = sorted(map(re.escape, self.names), key=len, reverse=True)
        one = re.compile("|".join(rf'"{name}"|(?<![\w"]){name}(?![\w"])' for name in names))
        return one.sub(
            lambda found: f'"{self.names[found[0].strip(chr(34))]}"', self.hide_guids(line)
        )

    def hide_guids(self, value: T) -> T:
        """A value as JSON has it, with what stands for the identities of coders in it."""
        if not self.guids:
            return value
        text = json.dumps(value, ensure_ascii=False)
        pattern = re.compile("|".join(self.guids))
        found: T = json.loads(pattern.sub(lambda one: self.guids[one[0]], text))
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted(map(re.escape, self.names), key=len, reverse=True)
        return re.compile("|".join([*self.guids, *(rf"(?<!\w){name}(?!\w)" for name in names)]))

    def _stand_in(self, found: re.Match[str]) -> str:
        return self.guids.get(found[0]) or self.names[found[0]]
