"""Cues to the document that all readers of transcripts give, as a person chose it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotator.corpus.messages import tr
from annotator.corpus.structure import Element
from annotator.errors import UserError
from annotator.exchange.documents.reader import Options, ReadDocument, Remark
from annotator.exchange.transcripts.cue import Cue, plain, runs_backwards, shown_time
from annotator.exchange.transcripts.turns import transcript


def document(
    name: str,
    cues: Sequence[Cue],
    options: Options,
    remarks: Sequence[Remark] = (),
    attributes: Mapping[str, str] | None = None,
    *,
    guessed: bool = False,
    beside: Sequence[Element] = (),
    key: str = "",
    timed: bool = False,
) -> ReadDocument:
    """The transcript of the cues, by the options ``names``, ``speakers``, ``roles``,
    ``leave_out`` and ``tiers``. UserError where they hold no word, or none that is not left out.

    `beside` are elements of the text that the cues were cut out of; `timed` where the format gives
    every passage a time.
    """
    cues = [cue for cue in map(_plain, cues) if cue.said]
    if not cues:
        raise UserError(tr("“{name}” is a transcript in which nothing is said.", name=name))
    said = list(remarks)
    cues = _with_possible_times(cues, timed, said)
    late = runs_backwards(cues)
    if late is not None and late.start is not None:
        said.append(
            Remark(
                f"Some times run backwards, first at {shown_time(late.start)}; the turns stand in"
                " the order of the file."
            )
        )
    cues = _renamed(cues, options.get("speakers", ""), said)
    cues = _with_roles(cues, options.get("roles", ""), said)
    cues = _without(cues, options.get("leave_out", ""), said)
    if not cues:
        raise UserError(tr("All turns of “{name}” are of speakers who are left out.", name=name))
    cues = _without_tiers(cues, options.get("tiers", ""), said)
    text, structure = transcript(cues, names=options.get("names") == "text", beside=beside)
    return ReadDocument(name, text, structure, attributes or {}, said, key, guessed=guessed)


def _plain(cue: Cue) -> Cue:
    return replace(
        cue,
        lines=[plain(line) for line in cue.lines],
        speaker=" ".join(plain(cue.speaker).split()).rstrip(": "),
        role=plain(cue.role).strip(),
        tiers=[(plain(tier), plain(text)) for tier, text in cue.tiers],
        words=[(plain(word), start, end) for word, start, end in cue.words],
    )


def _with_possible_times(cues: Sequence[Cue], timed: bool, remarks: list[Remark]) -> list[Cue]:
    """The cues without an end before the beginning; times that are missing or can't be are told."""
    missing = sum(1 for cue in cues if cue.start is None) if timed else 0
    if missing:
        remarks.append(Remark(_counted(missing, "passage has", "passages have") + _NO_TIME))
    odd = [cue for cue in cues if _ends_early(cue)]
    if not odd:
        return list(cues)
    remarks.append(Remark(_counted(len(odd), "passage ends", "passages end") + _EARLY))
    return [replace(cue, end=None) if _ends_early(cue) else cue for cue in cues]


_NO_TIME = tr(" no time in the file, or none that a recording can have.")
_EARLY = tr(" before the beginning, by the times of the file; the end was left out.")


def _ends_early(cue: Cue) -> bool:
    return cue.start is not None and cue.end is not None and cue.end < cue.start


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def renamings(said: str) -> dict[str, str]:
    """The names of an option ``speakers``: ``A=B; C=D``, each old name with its new one. A name may
    stand for itself. UserError where a part has no “=”."""
    found = {}
    for part in filter(None, map(str.strip, said.split(";"))):
        old, equals, new = part.partition("=")
        if not equals or not old.strip():
            raise UserError(
                tr(
                    "“{part}” names no speaker and what to call them. Write Old=New, and a "
                    "semicolon between several.",
                    part=part,
                )
            )
        found[" ".join(old.split())] = " ".join(new.split())
    return found


def names_in(said: str) -> list[str]:
    """The names of an option that lists them with semicolons between."""
    return [" ".join(part.split()) for part in said.split(";") if part.strip()]


def _renamed(cues: Sequence[Cue], said: str, remarks: list[Remark]) -> list[Cue]:
    new = renamings(said)
    if not new:
        return list(cues)
    there = {cue.speaker for cue in cues}
    remarks += [
        Remark(f"“{old}” is no speaker of this transcript; nobody was renamed.")
        for old in new
        if old not in there
    ]
    return [replace(cue, speaker=new.get(cue.speaker, cue.speaker)) for cue in cues]


def _with_roles(cues: Sequence[Cue], said: str, remarks: list[Remark]) -> list[Cue]:
    """The cues with the roles of their speakers, who are named as they are called now."""
    roles = renamings(said)
    if not roles:
        return list(cues)
    there = {cue.speaker for cue in cues}
    remarks += [
        Remark(f"“{name}” is no speaker of this transcript to have a role.")
        for name in roles
        if name not in there
    ]
    return [replace(cue, role=roles.get(cue.speaker, cue.role)) for cue in cues]


def _without(cues: Sequence[Cue], said: str, remarks: list[Remark]) -> list[Cue]:
    """The cues but those of speakers who are left out; how many words that were, is said."""
    names = names_in(said)
    words: Counter[str] = Counter()
    left: list[Cue] = []
    gone = False
    for cue in cues:
        if cue.speaker in names:
            words[cue.speaker] += len(cue.said)
        else:
            # Who speaks on after what was left out begins another turn.
            left.append(replace(cue, new_turn=True) if gone else cue)
        gone = cue.speaker in names
    for name in names:
        if words[name]:
            number = _counted(words[name], "word", "words")
            remarks.append(Remark(f"The turns of “{name}” were left out as chosen: {number}."))
        else:
            remarks.append(Remark(f"“{name}” is no speaker of this transcript to be left out."))
    return left


def _without_tiers(cues: Sequence[Cue], chosen: str, remarks: list[Remark]) -> list[Cue]:
    if chosen != "leave-out":
        return list(cues)
    lines = Counter(tier for cue in cues for tier, _text in cue.tiers)
    if lines:
        each = ", ".join(f"{tier} ({number:,})" for tier, number in lines.items())
        remarks.append(Remark(f"Lines of annotation were left out as chosen: {each}."))
    return [replace(cue, tiers=()) if cue.tiers else cue for cue in cues]
