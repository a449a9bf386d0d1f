"""Large projects as the programs of the field write them, with the truth beside each.

One truth (texts, a tree of codes, passages) is written in the dialect of each program. What an
importer makes of the file is then compared with the truth, passage by passage.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from html import escape

from annotator.corpus.identity import guid_from
from tests.exchange.refi_samples import archive

_SENTENCE = (
    "the tax will fall said minister naïve café however growth of 2,5 percent harbour Überflug "
    "смысл речь 議論 分析 संवाद ‘quoted’ US-hosted e\u0301tude isn’t"
)
_WORDS = tuple(_SENTENCE.split(" "))
_EMOJI = ("😀", "🇧🇪", "👩‍👩‍👧", "🌊", "𝒳", "🏴‍☠️")
LEVELS = 7


@dataclass(frozen=True)
class Passage:
    """A passage by document number and code points, its code by number, and its coder."""

    document: int
    start: int
    end: int
    code: int
    coder: int


@dataclass(frozen=True)
class Truth:
    """What a project says, however it is written. Codes are paths; paths may repeat."""

    texts: tuple[str, ...]
    codes: tuple[tuple[str, ...], ...]
    parents: tuple[int | None, ...]
    passages: tuple[Passage, ...]
    coders: tuple[str, ...] = ("Ana", "Bo & <Co>", "Čeněk")

    def pairs(self) -> Counter[tuple[str, tuple[str, ...], str, str]]:
        """Document, path of the code, coder and words of every passage."""
        return Counter(
            (
                f"Interview {one.document}",
                self.codes[one.code],
                self.coders[one.coder],
                self.texts[one.document][one.start : one.end],
            )
            for one in self.passages
        )


def make_truth(
    seed: int, codes: int = 240, documents: int = 6, passages: int = 500, emoji: float = 0.08
) -> Truth:
    """The same project for the same seed."""
    chance = random.Random(seed)
    parents: list[int | None] = []
    paths: list[tuple[str, ...]] = []
    for number in range(codes):
        above = [n for n, path in enumerate(paths) if len(path) < LEVELS]
        # Long chains, so that all seven levels are there.
        parent = None if number % 12 == 0 else chance.choice(above[-3:])
        name = chance.choice(("Trust", "Food/Drink", "a::b", f"Code {number}", f"Ünï {number}"))
        parents.append(parent)
        paths.append((*(() if parent is None else paths[parent]), name))
    texts = tuple(_text(chance, emoji) for _n in range(documents))
    found = []
    for number in range(passages):
        document = number % documents
        start, end = _cut(texts[document], chance)
        found.append(Passage(document, start, end, chance.randrange(codes), chance.randrange(3)))
    return Truth(texts, tuple(paths), tuple(parents), tuple(found))


def _text(chance: random.Random, emoji: float) -> str:
    lines = []
    for _line in range(60):
        words = chance.choices(_WORDS, k=chance.randrange(0, 40))
        words = [w if chance.random() > emoji else chance.choice(_EMOJI) for w in words]
        lines.append(" ".join(words))
    return "\n".join(lines) + "\nEnd."


def _cut(text: str, chance: random.Random) -> tuple[int, int]:
    """From the beginning of a word to the end of one, perhaps over lines."""
    while True:
        at = chance.randrange(len(text))
        start = text.rfind(" ", 0, at) + 1
        end = min(len(text), start + chance.choice((5, 12, 40, 200, 900)))
        end = text.find(" ", end)
        end = len(text) if end < 0 else end
        words = text[start:end]
        left = len(words) - len(words.lstrip())
        start, end = start + left, end - (len(words) - len(words.rstrip()))
        if start < end:
            return start, end


@dataclass(frozen=True)
class Dialect:
    """How a program writes. `units`: of positions. `crlf`: how the text is stored; `crlf_as_one`:
    how it is counted. `names`: of selections, see `_name`. The rest are its habits."""

    program: str
    units: str = "points"
    crlf: bool = False
    crlf_as_one: bool = False
    bom: bool = False
    bom_xml: bool = False
    qde: str = "project.qde"
    folder: str = "sources"
    strange: tuple[str, ...] = ()
    names: str = "full"
    several_codings: bool = False
    guids: str = "lower"
    namespace: str = "urn:QDA-XML:project:1.0"
    colors: bool = True
    creator_listed: bool = True
    kind: str = "text"
    annotations: bool = False
    empty: bool = False
    twice: bool = False
    variables: str = ""
    times: str = "2026-01-02T10:00:00Z"
    path: str = "internal://{0}"
    extra: str = ""
    files: dict[str, bytes] = field(default_factory=dict, hash=False)


DIALECTS = {
    "nvivo-win": Dialect(
        "NVivo 14.23.2 (Windows)",
        *("utf16", True, False, True),
        folder="Sources",
        strange=("sources/.root",),
        annotations=True,
        variables="cases",
    ),
    "nvivo-win-labels": Dialect(
        "NVivo 12", "utf16", True, False, True, names="empty", times="2026-01-02T10:00:00"
    ),
    "nvivo-mac": Dialect("NVivo 14 (Mac)", "utf16", names="cut", guids="braces"),
    "qualcoder": Dialect(
        "QualCoder 3.7",
        bom=True,
        bom_xml=True,
        folder="Sources",
        creator_listed=False,
        variables="source",
    ),
    "qualcoder-for-maxqda": Dialect(
        "QualCoder 3.7", "points", True, True, True, True, folder="Sources", names="cut"
    ),
    "qualcoder-pdf": Dialect("QualCoder 3.8", bom=True, kind="pdf"),
    "atlasti-mac": Dialect(
        "ATLAS.ti Mac (1234)",
        qde="Harbour talks.qde",
        several_codings=True,
        guids="upper",
        colors=False,
        empty=True,
        twice=True,
        extra=' basePath="/Users/ana/Harbour"',
    ),
    "atlasti-win": Dialect(
        "ATLAS.ti Windows (9.1)",
        *("points", True, True),
        several_codings=True,
        namespace="urn:QDA-XML:project:0:4",
        names="cut",
        guids="upper",
        colors=False,
    ),
    "maxqda": Dialect(
        "MAXQDA 24.3",
        kind="rich",
        names="mixed",
        annotations=True,
        guids="upper",
        variables="source",
        times="2026-01-02T10:00:00+01:00",
    ),
    "quirkos": Dialect("Quirkos 2.5.3", names="empty", variables="nameless cases"),
    "transana": Dialect(
        "Transana 4.05", namespace="urn:QDA-XML:project:0:10", names="mixed", kind="inline"
    ),
    "qc": Dialect("qc", path="{0}", names="empty"),
    "unknown-utf16": Dialect("", "utf16", True, False, names="cut"),
}


class _Writer:
    """One project in one dialect."""

    def __init__(self, truth: Truth, dialect: Dialect, export: int) -> None:
        self.truth, self.dialect, self.export = truth, dialect, export
        self.chance = random.Random(7)
        self.counted = [self._counted(text) for text in truth.texts]

    def guid(self, *names: object) -> str:
        """Programs of the trade make new ones at every export."""
        made = guid_from("dialect", self.dialect.program, str(self.export), *map(str, names))
        if self.dialect.guids == "braces":
            return "{" + made.upper() + "}"
        return made.upper() if self.dialect.guids == "upper" else made

    def _counted(self, text: str) -> list[int]:
        """The position of every code point, and of the end, as the program counts."""
        positions, at = [], 0
        for char in text:
            positions.append(at)
            wide = self.dialect.units == "utf16" and char > "\uffff"
            pair = char == "\n" and self.dialect.crlf and not self.dialect.crlf_as_one
            at += 2 if wide or pair else 1
        return [*positions, at]

    def build(self) -> bytes:
        dialect = self.dialect
        files = dict.fromkeys(dialect.strange, b"")
        for number, text in enumerate(self.truth.texts):
            stored = text.replace("\n", "\r\n") if dialect.crlf else text
            data = (b"\xef\xbb\xbf" if dialect.bom else b"") + stored.encode()
            files[f"{dialect.folder}/{self.file(number)}"] = data
        xml = self.xml().encode()
        return archive((b"\xef\xbb\xbf" if dialect.bom_xml else b"") + xml, files, dialect.qde)

    def file(self, number: int) -> str:
        return f"{self.guid('file', number).strip('{}')}.txt"

    def xml(self) -> str:
        dialect, truth = self.dialect, self.truth
        users = "".join(
            f'<User guid="{self.guid("coder", n)}" name="{escape(name)}"/>'
            for n, name in enumerate(truth.coders)
        )
        # QualCoder names a creator who is in no list.
        creator = "" if dialect.creator_listed else f' creatingUserGUID="{self.guid("nobody")}"'
        sources = "".join(self.source(number) for number in range(len(truth.texts)))
        return (
            f'<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="{dialect.namespace}" '
            f'name="Harbour talks" origin="{dialect.program}" creationDateTime="{dialect.times}"'
            f"{creator}{dialect.extra}><Users>{users}</Users>"
            f"<CodeBook><Codes>{self.codes(None)}</Codes></CodeBook>"
            f"{self.variables()}<Sources>{sources}</Sources><Sets/></Project>"
        )

    def codes(self, parent: int | None) -> str:
        found = []
        for number, above in enumerate(self.truth.parents):
            if above == parent:
                color = f' color="#{number % 4096:03x}"' if self.dialect.colors else ""
                name = escape(self.truth.codes[number][-1])
                found.append(
                    f'<Code guid="{self.guid("code", number)}" name="{name}" isCodable="true"'
                    f"{color}>{self.codes(number)}</Code>"
                )
        return "".join(found)

    def variables(self) -> str:
        kind = self.dialect.variables
        if not kind:
            return ""
        cases = ""
        if "cases" in kind:
            cases = "".join(self.case(n, "nameless" in kind) for n in range(len(self.counted)))
            cases = f"<Cases>{cases}</Cases>"
        return (
            f'<Variables><Variable guid="{self.guid("age")}" name="age" '
            f'typeOfVariable="Integer"/></Variables>{cases}'
        )

    def case(self, number: int, nameless: bool) -> str:
        name = "" if nameless else f' name="Person {number}"'
        return (
            f'<Case guid="{self.guid("case", number)}"{name}>{self.value(number)}'
            f'<SourceRef targetGUID="{self.guid("source", number)}"/></Case>'
        )

    def value(self, number: int) -> str:
        return (
            f'<VariableValue><VariableRef targetGUID="{self.guid("age")}"/>'
            f"<IntegerValue>{30 + number}</IntegerValue></VariableValue>"
        )

    def source(self, number: int) -> str:
        dialect = self.dialect
        path = f'plainTextPath="{dialect.path.format(self.file(number))}"'
        head = f'guid="{self.guid("source", number)}" name="Interview {number}"'
        value = self.value(number) if dialect.variables == "source" else ""
        inner = "".join(self.selections(number))
        if dialect.kind == "pdf":
            return (
                f'<PDFSource {head} path="internal://x.pdf"><Representation '
                f'guid="{self.guid("text", number)}" {path}>{inner}</Representation>{value}'
                "</PDFSource>"
            )
        if dialect.kind == "rich":
            head += f' richTextPath="internal://{self.guid("rich", number)}.docx"'
        if dialect.kind == "inline":
            text = f"<PlainTextContent>{escape(self.truth.texts[number])}</PlainTextContent>"
            return f"<TextSource {head}>{text}{inner}{value}</TextSource>"
        return f"<TextSource {head} {path}>{inner}{value}</TextSource>"

    def selections(self, document: int) -> list[str]:
        mine = [(n, p) for n, p in enumerate(self.truth.passages) if p.document == document]
        groups: dict[object, list[tuple[int, Passage]]] = {}
        for number, one in mine:
            shared = (one.start, one.end) if self.dialect.several_codings else number
            groups.setdefault(shared, []).append((number, one))
        found = [self.selection(group) for group in groups.values()]
        if self.dialect.annotations:
            note = "<Description>Look here</Description>"
            found.append(self.bare(document, 0, 4, note, "annotation"))
        if self.dialect.empty:
            found.append(self.bare(document, 9, 9, "", "empty"))
        return found

    def bare(self, document: int, start: int, end: int, inner: str, what: str) -> str:
        at = self.counted[document]
        return (
            f'<PlainTextSelection guid="{self.guid(what, document)}" name="" '
            f'startPosition="{at[start]}" endPosition="{at[end]}">{inner}</PlainTextSelection>'
        )

    def selection(self, group: list[tuple[int, Passage]]) -> str:
        number, first = group[0]
        at = self.counted[first.document]
        coder = self.guid("coder", first.coder)
        words = self.truth.texts[first.document][first.start : first.end]
        codings = "".join(
            f'<Coding guid="{self.guid("coding", n)}" '
            f'creatingUser="{self.guid("coder", one.coder)}" '
            f'creationDateTime="{self.dialect.times}">'
            f'<CodeRef targetGUID="{self.guid("code", one.code)}"/></Coding>'
            for n, one in group
        )
        key = 0 if self.dialect.twice and number < 2 else number
        return (
            f'<PlainTextSelection guid="{self.guid("selection", key)}" '
            f'name="{escape(self._name(words, number))}" startPosition="{at[first.start]}" '
            f'endPosition="{at[first.end]}" creatingUser="{coder}" '
            f'creationDateTime="{self.dialect.times}">{codings}</PlainTextSelection>'
        )

    def _name(self, words: str, number: int) -> str:
        """Full: the passage as it is. Cut: collapsed, near 100 characters. Mixed: labels too."""
        kind = self.dialect.names
        if kind == "mixed":
            kind = ("full", "cut", "empty", "label")[number % 4]
        if kind == "empty":
            return ""
        if kind == "label":
            return f"Quotation {number}"
        if kind == "full":
            # An attribute's line ends are spaces for whoever reads it.
            return words
        flat = " ".join(words.split())
        return flat if len(flat) <= 100 else flat[:97] + self.chance.choice(("…", "..."))


def write(truth: Truth, dialect: Dialect, export: int = 1) -> bytes:
    """The project as a .qdpx of the dialect; another `export` has other GUIDs."""
    return _Writer(truth, dialect, export).build()
