"""Passages go into memos, and memos are begun where the thing is that they are on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from annotator.corpus.changes import Changes
from annotator.corpus.messages import tr
from annotator.corpus.span import Span, Spans, passage
from annotator.corpus.team import Round
from annotator.corpus.text import DocumentText
from annotator.errors import UserError
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.codebook.panel import CodebookPanel
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.inspector.panel import InspectorPanel
from annotator.ui.memos.controller import MemosController

if TYPE_CHECKING:
    from annotator.operations.codings.memo_list import About, ListedMemo
    from annotator.operations.memos.quoting import Quoted
    from annotator.operations.memos.subjects import Subject
    from annotator.ui.memos.target_dialog import Target

_LONGEST = 80
"""Characters of a memo that name it in a list."""


class QuotingController(Controller):
    """What is quoted is the selected passage, else the chosen coding's."""

    def __init__(
        self,
        services: Services,
        memos: MemosController,
        codebook: CodebookPanel,
        inspector: InspectorPanel,
    ) -> None:
        super().__init__(services)
        self._memos, self._codebook = memos, codebook
        inspector.requestRelationMemo.connect(self._on_one_relation)
        memos.requestNew.connect(self.begin)
        memos.requestQuote.connect(self._quote_dropped)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "quote_in_memo",
                "Quote in a memo…",
                self.quote,
                key="Ctrl+Alt+M",
                needs=Needs.DOCUMENT,
                writes=True,
            ),
            ActionSpec("new_memo", "New memo…", self.begin, writes=True),
            ActionSpec(
                "memo_on_code", "Memo on the code…", self.on_code, needs=Needs.CODE, writes=True
            ),
            ActionSpec(
                "memo_on_document",
                "Memo on the text…",
                self.on_document,
                needs=Needs.DOCUMENT,
                writes=True,
            ),
            ActionSpec(
                "memo_on_relation",
                "Memo on a relation…",
                self.on_relation,
                needs=Needs.CODING,
                writes=True,
            ),
            ActionSpec("memo_on_coder", "Memo on a coder…", self.on_coder, writes=True),
        )

    # --- begun where the thing is

    def on_code(self) -> None:
        """Write on the chosen code."""
        code = self._codebook.current_code()
        if code is not None:
            self._memos.write_on(code.guid, self._about().CODE, code.name)

    def on_document(self) -> None:
        """Write on the document that is open."""
        opened = self.document_page.document
        one = next((facts for facts in self.bridge.documents if facts.guid == opened), None)
        if one is not None:
            self._memos.write_on(one.guid, self._about().DOCUMENT, one.name)

    def on_round(self, one: Round) -> None:
        """Write on a round."""
        self._memos.write_on(one.guid, self._about().ROUND, one.name)

    def on_coder(self) -> None:
        """Ask on which coder, and write."""
        self.begin(tr(self._about().CODER.value))

    def on_relation(self) -> None:
        """Write on a relation of the chosen coding: on the only one, else ask on which."""
        entry = self.document_page.selected
        if entry is None:
            return
        joined = [one.guid for one in self.bridge.relations([entry.guid])]
        if not joined:
            self.say(self.tr("This coding has no relation yet: relate it to another one first."))
        elif len(joined) == 1:
            self._on_one_relation(joined[0])
        else:
            self.begin(only=joined)

    def _on_one_relation(self, guid: str) -> None:
        one = next((one for one in self._subjects() if one.guid == guid), None)
        if one is not None:
            self._memos.write_on(one.guid, one.about, one.name)

    def _subjects(self) -> Iterable[Subject]:
        from annotator.operations.memos.subjects import subjects  # noqa: PLC0415

        return subjects(self.bridge.look())

    def begin(self, group: str = "", only: Collection[str] = ()) -> None:
        """Ask what a new memo is on, of everything or of `only` some (GUIDs), and write it."""
        found = {one.guid: one for one in self._subjects() if not only or one.guid in only}

        def write(target: Target) -> None:
            one = found[target.subject]
            self._memos.write_on(one.guid, one.about, one.name, anew=True)

        question = self.tr("What is the memo on?")
        self._ask_for(self.tr("New memo"), question, list(_on(found.values())), write, group)

    @staticmethod
    def _about() -> type[About]:
        from annotator.operations.codings.memo_list import About  # noqa: PLC0415  (start-up)

        return About

    # --- quoted

    def quote(self) -> None:
        """Ask for the memo, and quote the passage in it."""
        from annotator.operations.codings.memo_list import listed  # noqa: PLC0415  (start-up)
        from annotator.operations.memos.subjects import subjects  # noqa: PLC0415

        spans, document = self._spans(), self.document_page.document
        if spans is None or document is None:
            self.say(self.tr("Select a passage or a coding first."))
            return
        viewer, quoted = self.bridge.look(), self._quoted(document, spans)
        targets = [*self._own(listed(viewer)), self._journal(), *_on(subjects(viewer))]
        title, question = self.tr("Quote in a memo"), self.tr("Which memo is it quoted in?")
        self._ask_for(title, question, targets, lambda target: self._put(quoted, target))

    def _put(self, quoted: Quoted, target: Target) -> None:
        from annotator.operations.memos import quoting  # noqa: PLC0415

        bridge = self.bridge
        if target.memo:
            self._do(target.name, lambda: bridge.attempt(quoting.quote, target.memo, quoted))
        else:
            subject, kind = target.subject, target.kind
            self._do(target.name, lambda: bridge.attempt(quoting.quote_anew, subject, quoted, kind))

    def _quote_dropped(self, memo: str, document: str, span: Span) -> None:
        """A passage of the open document was dropped on a memo (GUIDs)."""
        from annotator.operations.memos import quoting  # noqa: PLC0415

        if document != self.document_page.document or span.end > len(self.document_page.text):
            return
        quoted = self._quoted(document, (span,))
        self._do("", lambda: self.bridge.attempt(quoting.quote, memo, quoted))

    def _do(self, name: str, change: Callable[[], Changes]) -> None:
        try:
            change()
        except UserError as error:
            self.refuse(str(error))
            return
        self.say(self.tr("Quoted in: {0}").format(name) if name else self.tr("Quoted in the memo."))

    def _spans(self) -> Spans | None:
        selected = self.reader_view.selected_span()
        if selected is not None:
            return (selected,)
        entry = self.document_page.selected
        return None if entry is None else tuple(entry.spans)

    def _quoted(self, document: str, spans: Spans) -> Quoted:
        """The passage of the open document with its source, as quotations are cited."""
        from annotator.exchange.coded_text.citations import cite, source_of  # noqa: PLC0415
        from annotator.operations.memos.quoting import Quoted  # noqa: PLC0415

        page = self.document_page
        name = next(one.name for one in self.bridge.documents if one.guid == document)
        text = DocumentText(page.text, page.structure)
        words = " ".join(passage(page.text, spans).split())
        source = source_of(name, text, spans[0].start)
        return Quoted(document, spans, cite(self.settings.citation, words, source))

    # --- what there is to choose from

    def _ask_for(
        self,
        title: str,
        question: str,
        targets: Sequence[Target],
        then: Callable[[Target], None],
        group: str = "",
    ) -> None:
        from annotator.ui.memos.target_dialog import TargetDialog  # noqa: PLC0415  (start-up)

        form = TargetDialog(self.window, title, question, targets, self.theme, group)

        def take() -> None:
            if form.target is not None:
                then(form.target)

        form.accepted.connect(take)
        form.finished.connect(form.deleteLater)
        form.open()

    def _own(self, memos: Iterable[ListedMemo]) -> Iterator[Target]:
        """One's own memos, the latest first."""
        from annotator.operations.memos.preview import in_one_line  # noqa: PLC0415  (start-up)
        from annotator.ui.memos.target_dialog import Target  # noqa: PLC0415

        me = self.bridge.coder.guid if self.bridge.coder is not None else ""
        for one in memos:
            if one.memo.coder == me:
                cut = in_one_line(one.memo.text, _LONGEST)
                on = f"{tr(one.about.value)}: {one.subject}" if one.subject else tr(one.about.value)
                name = self.tr("{0} – {1}").format(on, cut)
                yield Target(self.tr("Your memos"), name, memo=one.memo.guid)

    def _journal(self) -> Target:
        from annotator.operations.codings.memo_list import JOURNAL  # noqa: PLC0415
        from annotator.ui.memos.target_dialog import Target  # noqa: PLC0415

        words = self.tr("New entry of the journal")
        return Target(tr(JOURNAL), words, kind=JOURNAL)


def _on(found: Iterable[Subject]) -> Iterator[Target]:
    """A new memo on each of these, by what they are."""
    from annotator.ui.memos.target_dialog import Target  # noqa: PLC0415

    for one in found:
        about = tr(one.about.value)
        yield Target(
            about, tr("New memo on {about}: {name}", about=about, name=one.name), "", one.guid
        )
