"""Sound files of Rich Text and of messages that tests mutate."""

from __future__ import annotations

from tests.exchange.documents.mail_samples import compound, message, multipart, outlook, part
from tests.exchange.documents.rtf_samples import TEXTEDIT, WORD_HEAD, WORDPAD

RICH_TEXTS = [
    TEXTEDIT,
    WORDPAD,
    WORD_HEAD + rb"\pard\s1 One{\super\chftn{\footnote n{\b b}}}\par\trowd\cellx1\clvmrg\cellx2"
    rb"\pard\intbl a\cell"
    rb"\pard\intbl\itap2 b\nestcell{\*\nesttableprops\trowd\cellx1\nestrow}"
    rb"\pard\intbl c\cell\row\pard"
    rb"{\*\atrfstart 1}{\listtext 1.\tab}d{\*\atrfend 1}{\*\annotation{\*\atnref 1}e}"
    rb"\page{\header f}"
    rb"{\revised g}{\deleted h}{\field{\*\fldinst HYPERLINK x}{\fldrslt i}}\u-10179?\u-8704?\sect}",
]
MESSAGES = [
    message(b"text\r\n> quoted\r\n-- \r\nA", b"text/plain; format=flowed"),
    multipart(
        b"mixed",
        part(b"one", b"text/plain"),
        part(message(b"inner"), b"message/rfc822"),
        part(b"bm90ZQ==", b'text/plain; name="a.txt"', b"Content-Transfer-Encoding: base64\r\n"),
    ),
]
OUTLOOK = [
    compound(
        outlook(
            {0x0037: "Hi", 0x1000: "text", 0x007D: "From: a@b.c\r\n"},
            numbers={0x0039: 133591936200000000},
            folders={
                "__recip_version1.0_#00000000": outlook({0x3001: "Ben"}, header=8),
                "__attach_version1.0_#00000000": outlook(
                    {0x3707: "a.txt"}, {0x3701: b"a"}, header=8
                ),
            },
        )
    )
]
