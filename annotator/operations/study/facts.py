"""What the project itself knows of the study: who coded what, in which rounds, what was settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import CoderKind
from annotator.corpus.team import Cause, Round, Verdict
from annotator.operations.viewing import Viewer
from annotator.storage import codebook_queries, coding_queries, queries, team_queries


@dataclass(frozen=True)
class StudyFacts:
    """Counts of a project. In a blind project those that tell of others' work are of the viewer's
    own (`blind`).

    coders: the people who coded, by GUID with their names. double: documents in which at least two
    of them coded; double_share: of all characters (0 to 1). by_code: codings by code (GUID).
    settled: disagreements that were settled; adjudicators: by whom, in names.
    """

    blind: bool
    codebook: Codebook
    documents: int
    coders: Mapping[str, str]
    double: int
    double_share: float
    codings: int
    by_code: Mapping[str, int]
    rounds: tuple[Round, ...] = ()
    settled: int = 0
    adjudicators: tuple[str, ...] = ()
    adjudicator_coded: bool = False
    """Whether one of those who settled coded as well."""
    causes: Mapping[Cause, int] = field(default_factory=dict)

    @property
    def codable(self) -> int:
        """How many codes a coder can choose from."""
        return sum(code.codable for code in self.codebook.codes)


def facts(viewer: Viewer) -> StudyFacts:
    """Read what is known of the study."""
    with viewer.reading() as connection:
        documents = queries.documents(connection)
        known = {one.guid: one for one in queries.coders(connection)}
        counted = coding_queries.coding_counts(connection)
        book = codebook_queries.codebook(connection)
        rounds = tuple(team_queries.rounds(connection))
        decisions = [
            one for one in team_queries.decisions(connection) if one.verdict is not Verdict.AGREED
        ]
    people = {g: one.name for g, one in known.items() if one.kind is CoderKind.PERSON}
    who: dict[str, set[str]] = {}
    by_code: Counter[str] = Counter()
    coded: dict[str, str] = {}
    for (document, code, coder), number in counted.items():
        if coder in people and number:
            who.setdefault(document, set()).add(coder)
            by_code[code] += number
            coded[coder] = people[coder]
    double = [one for one in documents if len(who.get(one.guid, ())) > 1]
    total = sum(one.characters for one in documents)
    settlers = dict.fromkeys(one.coder for one in decisions)
    return StudyFacts(
        blind=viewer.blind,
        codebook=book,
        documents=len(documents),
        coders=coded,
        double=len(double),
        double_share=sum(one.characters for one in double) / total if total else 0.0,
        codings=by_code.total(),
        by_code=by_code,
        rounds=rounds,
        settled=len(decisions),
        adjudicators=tuple(known[guid].name for guid in settlers if guid in known),
        adjudicator_coded=any(guid in coded for guid in settlers),
        causes=Counter(one.cause for one in decisions),
    )
