"""Label Studio: a list of tasks with the annotations of several people.

Source: Label Studio's JSON export. Offsets are those of the browser; the text that each region
carries says how they count.
"""

from __future__ import annotations

import re
from typing import Any, Final

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.programs.doccano import first_object
from annotator.exchange.programs.draft import (
    UNSURE_UTF16,
    Draft,
    DraftCoding,
    DraftDocument,
    DraftMemo,
    DraftRelation,
)
from annotator.exchange.programs.files import Files
from annotator.exchange.programs.json_values import (
    LARGEST,
    object_in,
    objects_of,
    parse_any,
    text_in,
    whole_in,
)
from annotator.exchange.programs.program import Source
from annotator.exchange.refi.report import LEFT_BEHIND

_NAMES: Final = ("filename", "name", "title", "id")
_PLACE: Final = ("start", "end", "startOffset", "endOffset", "globalOffsets")
_STEP: Final = 200
_ADDRESS: Final = re.compile(r"(?:/|(?:https?|s3|gs|azure-blob|data|file):)\S+\Z")
"""Where a picture, a recording or a text lies that is not in the file."""


def recognises(files: Files) -> bool:
    """Whether the file is JSON whose first object is a task."""
    if not files.only:
        return False
    return _is_task(first_object(files, files.only))


def _is_task(one: dict[str, Any]) -> bool:
    work = one.get("annotations", one.get("completions"))
    return isinstance(one.get("data"), dict) and isinstance(work, list)


def read(source: Source) -> Job[Draft]:
    """Every task with what everybody annotated."""
    name = source.files.only
    yield JobProgress(0, 0, tr("Reading {name}", name=name))
    draft = Draft("Label Studio", source.stem)
    tasks = parse_any(source.files.read(name, LARGEST), name)
    for number, task in enumerate(tasks):
        if number % _STEP == 0:
            yield JobProgress(number, len(tasks), tr("Reading {name}", name=name))
        if _is_task(task):
            _Task(draft, task, number + 1).read()
    if not draft.documents:
        raise UserError(tr("“{name}” holds no tasks with texts.", name=source.name))
    return draft


class _Task:
    """One task: a text and the annotations of it."""

    def __init__(self, draft: Draft, task: dict[str, Any], number: int) -> None:
        self.draft, self.task = draft, task
        self.key = text_in(task, "id") or str(number)
        self.data = object_in(task, "data")

    def read(self) -> None:
        """The text and everybody's work. A task without a text is told as left behind."""
        work = objects_of(self.task.get("annotations", self.task.get("completions")))
        regions = [one for each in work for one in objects_of(each.get("result"))]
        shown = self._text_key(regions)
        if not shown:
            message = tr("{n|task has|tasks have} no text.")
            self.draft.findings.tally(tr("tasks"), message, LEFT_BEHIND)
            return
        names = [text_in(object_in(self.data, "meta"), "document")]
        names += [text_in(self.data, one) for one in _NAMES]
        name = next(filter(None, names), "")
        named = name or f"{self.draft.name} {self.key}"
        text = text_in(self.data, shown)
        self.draft.documents.append(DraftDocument(self.key, named, text, UNSURE_UTF16))
        for one in self.data:
            if one != shown and text_in(self.data, one) != name:
                self.draft.say(self.key, one, text_in(self.data, one))
        for each in work:
            self._annotation(each)

    def _text_key(self, regions: list[dict[str, Any]]) -> str:
        """The key of the text: the one that regions are in, else the usual name, else the longest
        text there is."""
        named = [text_in(one, "to_name") for one in regions]
        texts = {
            key: value
            for key, value in self.data.items()
            if isinstance(value, str) and not _ADDRESS.match(value)
        }
        for one in (*named, "text"):
            if one in texts:
                return one
        return max(texts, key=lambda key: len(texts[key]), default="")

    def _annotation(self, one: dict[str, Any]) -> None:
        if one.get("was_cancelled") is True:
            message = tr("{n|annotation was|annotations were} cancelled there.")
            self.draft.findings.tally(tr("tasks"), message, LEFT_BEHIND)
            return
        coder = _person(one)
        self.draft.coders.append(coder)
        created, modified = text_in(one, "created_at"), text_in(one, "updated_at")
        codings: dict[str, list[DraftCoding]] = {}
        rest: list[dict[str, Any]] = []
        for region in objects_of(one.get("result")):
            value = object_in(region, "value")
            start, end = _place(value)
            kind = text_in(region, "type")
            labels = value.get(kind) if kind.endswith("labels") else None
            if start is None or end is None or not isinstance(labels, list):
                rest.append(region)
                continue
            words = text_in(value, "text")
            made = [
                DraftCoding(
                    *(self.key, self.draft.code_named(label), coder, ((start, end),), words),
                    *(created, modified),
                    memo=_note(region),
                    key=f"{self.key}\t{text_in(one, 'id')}\t{text_in(region, 'id')}",
                )
                for label in labels
                if isinstance(label, str)
            ]
            codings.setdefault(text_in(region, "id"), []).extend(made)
        for region in rest:
            self._other(region, codings, coder, text_in(one, "id"))
        for found in codings.values():
            self.draft.codings += found

    def _other(
        self,
        region: dict[str, Any],
        codings: dict[str, list[DraftCoding]],
        coder: str,
        annotation: str,
    ) -> None:
        """What is no label at a place: relations, answers on a region, answers on the whole."""
        if text_in(region, "type") == "relation":
            self._relation(region, coder, annotation)
            return
        value, name = object_in(region, "value"), text_in(region, "from_name")
        words_of = [_words(one) for key, one in value.items() if key not in _PLACE]
        said = [words for words in words_of if words]
        words = "; ".join(said)
        of_region = codings.get(text_in(region, "id"), [])
        if of_region and words:
            for coding in of_region:
                coding.values = {**coding.values, name: words}
        elif isinstance(value.get("choices"), list):
            start, end = _place(value)
            parts = ((start, end),) if start is not None and end is not None else ()
            for choice in value["choices"]:
                if isinstance(choice, str):
                    code = self.draft.code_at((name, choice) if name else (choice,))
                    coding = DraftCoding(self.key, code, coder, parts, whole=not parts)
                    self.draft.codings.append(coding)
        elif words:
            memo = DraftMemo("document", self.key, f"{name}: {words}", coder)
            self.draft.memos.append(memo)

    def _relation(self, region: dict[str, Any], coder: str, annotation: str) -> None:
        labels = region.get("labels")
        names = [one for one in labels if isinstance(one, str)] if isinstance(labels, list) else []
        ends = [f"{self.key}\t{annotation}\t{text_in(region, end)}" for end in ("from_id", "to_id")]
        if text_in(region, "direction") == "left":
            ends.reverse()
        for name in names or ["related"]:
            self.draft.relations.append(DraftRelation(name, ends[0], ends[1], coder))


def _place(value: dict[str, Any]) -> tuple[int | None, int | None]:
    """Start and end; of a formatted text those in its characters."""
    offsets = object_in(value, "globalOffsets") or value
    return whole_in(offsets, "start"), whole_in(offsets, "end")


def _person(annotation: dict[str, Any]) -> str:
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        full = " ".join(filter(None, (text_in(by, "first_name"), text_in(by, "last_name"))))
        return text_in(by, "email") or text_in(by, "username") or full or text_in(by, "id")
    name = text_in(annotation, "completed_by")
    return f"Annotator {name}" if name.isdecimal() else name


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value if isinstance(one, str | int | float))
    return str(value) if isinstance(value, str | int | float) and value is not True else ""


def _note(region: dict[str, Any]) -> str:
    return _words(object_in(region, "meta").get("text"))
