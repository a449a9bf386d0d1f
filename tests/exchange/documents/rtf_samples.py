"""Rich Text files for tests, in the manner of several programs, and what they are made of."""

from __future__ import annotations

from annotator.corpus.structure import Element
from annotator.exchange.documents.reader import ReadDocument
from annotator.exchange.documents.rtf import read_rtf

WORD_HEAD = (
    rb"{\rtf1\adeflang1025\ansi\ansicpg1252\uc1\adeff0\deff0\stshfdbch0\deflang1033"
    rb"{\fonttbl{\f0\fbidi \froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman;}"
    rb"{\f1\fbidi \fswiss\fcharset204{\*\falt Arial Cyr};Arial Cyr;}"
    rb"{\f2\froman\fcharset2 Symbol;}{\f11\fmodern\fcharset128 MS Mincho;}"
    rb"{\f12\fnil\fcharset134 SimSun;}{\f13\fnil\fcharset136 MingLiU;}"
    rb"{\f14\fnil\fcharset129 Batang;}"
    rb"{\f15\fnil\fcharset177 David;}{\f16\fnil\fcharset0\cpg1253 Greek;}}"
    rb"{\colortbl;\red0\green0\blue0;}"
    rb"{\stylesheet{\ql \fs24 \snext0 Normal;}"
    rb"{\s1\ql\keepn\outlinelevel0 \b\fs32 \sbasedon0 \snext0 heading 1;}"
    rb"{\s2\ql \sbasedon1 \snext0 My heading;}"
    rb"{\s3\ql \sbasedon0 \'dcberschrift 3;}"
    rb"{\s4\ql \sbasedon0 Quote;}{\s5 caption;}"
    rb"{\*\cs10 \additive Default Paragraph Font;}{\*\ts11\tsrowd Normal Table;}}"
    rb"{\*\revtbl {Unknown;}{Anna Berg;}}"
    rb"{\*\rsidtbl \rsid1\rsid2}{\*\generator Microsoft Word 15.0;}"
    rb"{\info{\title A title}{\author Jos\'e9}{\creatim\yr2024\mo5\dy3\hr9\min7}{\nofpages1}}"
    rb"{\*\themedata 504b030414}\paperw12240\margl1440 "
)
TEXTEDIT = (
    rb"{\rtf1\ansi\ansicpg1252\cocoartf2639" + b"\n"
    rb"\cocoatextscaling0\cocoaplatform0{\fonttbl\f0\fswiss\fcharset0 Helvetica;"
    rb"\f1\fswiss\fcharset0 Helvetica-Bold;}" + b"\n"
    rb"{\colortbl;\red255\green255\blue255;}{\*\expandedcolortbl;;}" + b"\n"
    rb"{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc23{\*\levelmarker \{disc\}}}}}"
    + b"\n"
    rb"\pard\tx560\pardirnatural\partightenfactor0" + b"\n\n"
    rb"\f0\fs24 \cf0 First \uc0\u8220 line\u8221 \'e9\f1\b  bold\f0\b0 " + b"\\\n"
    b"Second line\\\n"
    b"\\pard\\ls1\\ilvl0{\\listtext\t\\uc0\\u8226 \t}an item\\\n"
    b"}"
)
WORDPAD = (
    rb"{\rtf1\ansi\ansicpg1251\deff0\nouicompat\deflang1049"
    rb"{\fonttbl{\f0\fnil\fcharset204 Calibri;}}" + b"\r\n"
    rb"{\*\generator Riched20 10.0.19041}\viewkind4\uc1 " + b"\r\n"
    rb"\pard\sa200\sl276\slmult1\f0\fs22\lang25\'cf\'f0\'e8\'e2\'e5\'f2 \b\'ec\'e8\'f0\b0\par"
    + b"\r\n"
    rb"{\pntext\f0 1.\tab}{\*\pn\pnlvlbody\pnf0\pnindent0\pnstart1\pndec{\pntxta.}}" + b"\r\n"
    rb"\pard\fi-360\li720 one\par" + b"\r\n"
    rb"{\pntext\f0 2.\tab}two\par" + b"\r\n"
    rb"}" + b"\r\n\x00"
)


def word(body: bytes) -> ReadDocument:
    """The document of a body in a file as Word writes it."""
    return read_rtf(WORD_HEAD + body + b"}", "a.rtf", {})[0]


def small(body: bytes) -> ReadDocument:
    """The document of a body with no more than the least of a head."""
    return read_rtf(rb"{\rtf1\ansi " + body + b"}", "a.rtf", {})[0]


def found(document: ReadDocument, *kinds: str) -> list[tuple[str, str, dict[str, str | int]]]:
    """The elements of these kinds: kind, text, values."""
    return [
        (element.kind, document.text[element.start : element.end], dict(element.values))
        for element in document.structure
        if element.kind in kinds
    ]


def only(document: ReadDocument, kind: str) -> Element:
    """The one element of a kind."""
    (element,) = (element for element in document.structure if element.kind == kind)
    return element


def report(pages: int, number: int = 0) -> bytes:
    """A report of so many pages of 400 words as Word writes it, with headings, a table and notes on
    each page; `number` makes it another one."""
    run = (
        rb"{\rtlch\fcs1 \af0 \ltrch\fcs0 \insrsid13 It was said of number %d that na\'efve readers "
        rb"take \u8220 \'93}{\rtlch\fcs1 \ab\af0 \ltrch\fcs0 \b\insrsid14 what is printed}"
        rb"{\rtlch\fcs1 \af0 \ltrch\fcs0 \insrsid13 \u8221 \'94 for what is true, and so on. }"
    ) % number
    paragraph = rb"\pard\plain \ltrpar\ql\li0\ri0\widctlpar\rin0\lin0\itap0 " + run * 4 + rb"\par "
    page = (
        rb"\pard\plain \s1\outlinelevel0 {\b Heading %d}\par " % number
        + paragraph * 4
        + rb"\pard text{\super\chftn{\footnote\pard\plain {\super\chftn} A note.}}\par "
        + rb"\trowd\cellx2000\cellx4000\pard\intbl one\cell two\cell\row\pard "
    )
    return WORD_HEAD + page * pages + b"}"
