"""Two files of one blind project: with one coder's work alone, and with that of others besides.

Nothing that the coder is shown may differ between them: whatever differs tells of the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.corpus.changes import CODER, CODING, SEAL, SET_MEMBER
from annotator.corpus.codebook import Attribute, AttributeKind, RelationType
from annotator.corpus.coding import CoderKind
from annotator.corpus.document import Progress
from annotator.corpus.identity import consensus_guid, memo_guid, new_guid
from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.corpus.team import Cause, Purpose
from annotator.operations import adjudication, codings, documents, projects
from annotator.operations.codebook import attributes, relation_types
from annotator.operations.codebook.digests import codebook_digest
from annotator.operations.codings import coding_values, memos, relations
from annotator.operations.documents import document_attributes, document_versions
from annotator.operations.memos import quoting
from annotator.operations.reliability import AgreementSettings, Selection
from annotator.operations.retrieval import kept_sets, saved_questions
from annotator.operations.retrieval.saved_questions import QuestionView
from annotator.operations.rules import causes, keeping, training
from annotator.operations.rules.cases import settled
from annotator.operations.sealing.content import packed, settings_to_json
from annotator.operations.sealing.sealing import work_of
from annotator.operations.study import plan
from annotator.operations.team import coders, rounds
from annotator.operations.viewing import everything
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_values import coding_row
from annotator.storage.rows import columns_of
from annotator.storage.study_rows import SealRow
from tests.making import ANN, BEN, CLEO, TEXT, Made, made_of, make, new_coding, text_file

SECRET, NUMBER = "zanzibar", "8675309"
"""What Ben alone says, in values, memos and reasons."""


@dataclass
class Pair:
    """`alone` holds Ann's work, `among` that and others'. What is named is in both, by GUID: Ann's
    codings (`mine`), attributes of the code “claim”, a type of relations, a round, the earlier
    version of the document."""

    alone: ProjectFile
    among: ProjectFile
    document: str
    earlier: str
    codes: dict[str, str]
    mine: list[str]
    who: Attribute
    number: Attribute
    certain: Attribute
    kind: str
    coding_round: str
    text: str

    def close(self) -> None:
        self.alone.close()
        self.among.close()


def make_pair(folder: Path) -> Pair:
    """Both files are called ``study.annot``, so that nothing differs by their names."""
    for name in ("alone", "among"):
        (folder / name).mkdir()
    made = make(folder / "alone" / "study.annot")
    project, first = made.project, made.document
    with project.transaction("Add who settles", ANN.guid) as step:
        row = {"guid": consensus_guid(project.guid), "name": adjudication.CONSENSUS_NAME}
        step.record.put(CODER, [row | {"kind": CoderKind.CONSENSUS.value}])
    for person in (BEN, CLEO):
        coders.ensure(project, person)
    claim, times = made.codes["claim"], (ANN.created, ANN.modified)
    who = Attribute(new_guid(), claim, "who", AttributeKind.ENTITY, *times, required=True)
    number = Attribute(new_guid(), claim, "how many", AttributeKind.NUMBER, *times)
    certain = Attribute(new_guid(), claim, "certain", AttributeKind.YES_NO, *times)
    for attribute in (who, number, certain):
        attributes.declare(project, ANN.guid, attribute)
    kind = RelationType(new_guid(), "supports", *times)
    relation_types.declare(project, ANN.guid, kind)
    mine = [made.code(ANN, "claim", (0, 6)), made.code(ANN, "prediction", (10, 30))]
    made.code_words(ANN, "prediction", "2,5 years")
    coding_values.set_value(project, ANN.guid, mine[0], who.guid, "Baku")
    relations.relate(project, ANN.guid, kind.guid, mine[0], mine[1])
    memos.write(project, ANN.guid, mine[0], "a memo of mine")
    text = TEXT.replace("2,5 years", "three months")
    new = finish(document_versions.replace(project, ANN.guid, first, text_file("talks.txt", text)))
    assert new.unsettled == 1
    document = made_of(project, text).document
    documents.set_progress(project, ANN.guid, document, Progress.IN_PROGRESS)
    document_attributes.set_value(project, ANN.guid, document, "genre", "talk")
    (coding_round,) = rounds.add(project, ANN.guid, "First", Purpose.RELIABILITY).added["round"]
    rounds.assign(project, ANN.guid, coding_round, {(document, ANN.guid)})
    planned = {"question": "Who foresees what?", "coders": "2", "alpha": "0.8", "rare": "claim"}
    plan.write(project, ANN.guid, planned)
    plan.freeze(project, ANN.guid)
    view = QuestionView(columns=("coders",))
    saved_questions.save(project, ANN.guid, None, "Kept", "coder:any", view)
    kept_sets.keep(project, ANN.guid, "Telling", mine)
    projects.set_blind(project, ANN.guid, True)
    project.copy_to(folder / "among" / "study.annot")
    among = projects.open_(folder / "among" / "study.annot")
    pair = Pair(
        *(project, among, document, first, made.codes, mine),
        *(who, number, certain, kind.guid, coding_round, text),
    )
    _work_of_others(pair, made_of(among, text))
    return pair


def settle_cause(project: ProjectFile) -> None:
    """Say why coders differed, keep a rule, accept none, and answer a case as Ben."""
    (case,) = settled(everything(project)).cases
    causes.state(project, CLEO.guid, [case.decision.guid], Cause.BOUNDARY)
    book = settled(everything(project))
    (draft,) = keeping.open_drafts(book, [])
    keeping.keep(project, CLEO.guid, draft)
    training.answer(project, BEN.guid, case, None, SECRET)


def _work_of_others(pair: Pair, made: Made) -> None:
    project, ben = pair.among, BEN.guid
    theirs = [made.code(BEN, "claim", (0, 6)), made.code(BEN, "claim", (12, 30))]
    made.code(BEN, "evaluative term", (31, 37))
    (telling,) = kept_sets.sets(everything(project))
    with project.transaction("Keep more", ben) as step:
        theirs_too = [{"guid": new_guid(), "named_set": telling.guid, "member": m} for m in theirs]
        step.record.add(SET_MEMBER, theirs_too)
    for coding in theirs:
        coding_values.set_value(project, ben, coding, pair.who.guid, SECRET)
    coding_values.set_value(project, ben, theirs[0], pair.number.guid, NUMBER)
    coding_values.set_value(project, ben, theirs[0], pair.certain.guid, "yes")
    relations.relate(project, ben, pair.kind, theirs[0], theirs[1])
    relations.relate(project, ben, pair.kind, pair.mine[1], pair.mine[0])
    for subject in (theirs[0], pair.document, pair.codes["claim"], pair.mine[0]):
        memos.write(project, ben, subject, SECRET)
    quoted = quoting.Quoted(pair.document, (Span(0, 6),), SECRET)
    quoting.quote(project, ben, memo_guid(pair.document, ben), quoted)
    documents.set_progress(project, ben, pair.document, Progress.DONE)
    rounds.assign(
        *(project, CLEO.guid, pair.coding_round),
        {(pair.document, person.guid) for person in (ANN, BEN, CLEO)},
    )
    with project.transaction("Code twice", ben) as step:
        claim = pair.codes["claim"]
        row = new_coding(pair.document, claim, ben, Span(0, 6), from_cue=True)
        old = new_coding(pair.earlier, claim, ben, Span(0, 6))
        step.record.add(CODING, map(coding_row, (row, old)))
    found = adjudication.docket(everything(project), (ANN.guid, ben))
    for case in found.contested[:1]:
        adjudication.take(project, CLEO.guid, case.disagreement, 1, SECRET)
    adjudication.take_agreed(project, CLEO.guid, found)
    adjudication.take(project, CLEO.guid, found.contested[1].disagreement, 1, SECRET)
    settle_cause(project)
    codings.delete(project, ben, [made.code(BEN, "claim", (40, 45))])
    _seal(pair)


def _seal(pair: Pair) -> None:
    """The round is sealed, as it was where everybody's work came together."""
    with pair.among.transaction("Seal a round", CLEO.guid) as step:
        work = work_of(step.record.connection, pair.coding_round)
        content, digest = packed(work)
        settings = settings_to_json(AgreementSettings(), Selection(touched=True))
        row = SealRow(
            guid=new_guid(),
            round=pair.coding_round,
            codebook=codebook_digest(work.codebook),
            settings=settings,
            content=content,
            digest=digest,
        )
        step.record.add(SEAL, [columns_of(row)])
