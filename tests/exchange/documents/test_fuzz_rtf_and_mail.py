"""Damaged Rich Text, messages and compound files: a text or a sentence, never anything else.

``FUZZ_SECONDS`` in the environment makes each run longer; ``FUZZ_SEED`` changes what is tried.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Sequence

import pytest

from annotator.corpus.structure import structure_fault
from annotator.errors import UserError
from annotator.exchange.documents.mail import read_eml, read_mbox
from annotator.exchange.documents.outlook import read_msg
from annotator.exchange.documents.reader import ReadDocument
from annotator.exchange.documents.recognition import sample_of
from annotator.exchange.documents.refusals import refusal
from annotator.exchange.documents.registry import reader_for
from annotator.exchange.documents.rtf import read_rtf
from tests.exchange.documents.hostile_samples import MESSAGES, OUTLOOK, RICH_TEXTS

_SECONDS = float(os.environ.get("FUZZ_SECONDS", "0.5"))
_SEED = int(os.environ.get("FUZZ_SEED", "18"))
_SLOWEST = 20.0
_ADD = {"attachments": "add"}

_RTF_WORDS = [
    *(
        rb"\par ",
        rb"\cell ",
        rb"\row ",
        rb"\trowd ",
        rb"\nestcell ",
        rb"\nestrow ",
        rb"\itap9999999 ",
    ),
    *(
        rb"{\footnote ",
        rb"{\*\annotation ",
        rb"\page ",
        rb"\sect ",
        rb"\bin9 ",
        rb"\bin-9 ",
        b"{",
        b"}",
    ),
    *(
        rb"\uc9 ",
        rb"\u-1",
        rb"\'81",
        rb"\f11 ",
        rb"{\shptxt ",
        rb"{\upr",
        rb"{\fonttbl",
        rb"{\stylesheet",
    ),
    *(
        rb"\deleted ",
        rb"\revised ",
        rb"\super ",
        rb"\intbl ",
        rb"{\*\nesttableprops ",
        rb"\cellx-9 ",
    ),
]
_MAIL_WORDS = [
    *(b"\n\n", b'Content-Type: multipart/mixed; boundary="edge"\n', b"--edge\n", b"--edge--\n"),
    *(
        b"=?utf-7?q?+2AA-?=",
        b"=?utf-8?B?//8?=",
        b"charset*=x'y'z",
        b"filename*1=a; filename*0*=%ff",
    ),
    *(b"Content-Type: text/plain; charset=utf-7\n", b"Content-Transfer-Encoding: x-uuencode\n"),
    *(
        b"begin 644 a\n",
        b"From a 2024\nA: b\n",
        b"\x00",
        b"\xff\xfe",
        b"Date: 99 99 9999\n",
        b"wrote:\n",
    ),
]


def _rtf(data: bytes) -> Sequence[ReadDocument]:
    return read_rtf(data, "a.rtf", {})


def _eml(data: bytes) -> Sequence[ReadDocument]:
    return read_eml(data, "a.eml", _ADD)


def _mbox(data: bytes) -> Sequence[ReadDocument]:
    return list(read_mbox(b"From a 2024\n" + data, "a.mbox", _ADD))


def _msg(data: bytes) -> Sequence[ReadDocument]:
    return read_msg(data, "a.msg", _ADD)


def _mutated(data: bytes, words: list[bytes], chance: random.Random, *, grows: bool) -> bytes:
    result = bytearray(data)
    for _step in range(chance.choice((1, 2, 5, 20))):
        at = chance.randrange(len(result) + 1)
        what = chance.randrange(5)
        if what == 0 and grows:
            del result[at : at + chance.randrange(1, 20)]
        elif what == 1 and at < len(result):
            result[at] = chance.randrange(256)
        elif what == 2:
            word = chance.choice(words) * chance.choice((1, 1, 3, 50))
            result[at : at if grows else at + len(word)] = word
        elif what == 3:
            start = chance.randrange(max(1, len(result)))
            piece = result[start : start + chance.randrange(1, 300)]
            result[at : at if grows else at + len(piece)] = piece
        elif grows and chance.random() < 0.1:
            del result[at:]
    return bytes(result) or b"x"


@pytest.mark.parametrize(
    ("read", "seeds", "words", "grows"),
    [
        (_rtf, RICH_TEXTS, _RTF_WORDS, True),
        (_eml, MESSAGES, _MAIL_WORDS, True),
        (_mbox, MESSAGES, _MAIL_WORDS, True),
        (_msg, OUTLOOK, [bytes(8), b"\xff" * 8, b"\xfe\xff\xff\xff"], False),
    ],
)
def test_damaged_files(
    read: Callable[[bytes], Sequence[ReadDocument]],
    seeds: list[bytes],
    words: list[bytes],
    grows: bool,
) -> None:
    chance = random.Random(_SEED)
    end = time.monotonic() + _SECONDS
    tried = 0
    while tried < 20 or time.monotonic() < end:
        data = _mutated(chance.choice(seeds), words, chance, grows=grows)
        tried += 1
        started = time.process_time()
        sample = sample_of(data, "file")
        refusal(sample)
        reader_for(sample)
        try:
            documents = read(data)
        except UserError as error:
            assert str(error)
            continue
        assert time.process_time() - started < _SLOWEST
        for document in documents:
            assert structure_fault(document.structure, len(document.text)) is None
            for text in (document.text, document.name, *document.attributes.values()):
                text.encode()  # no half characters
