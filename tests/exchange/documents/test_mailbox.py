"""Mailboxes: messages one by one, with keys that tell them apart."""

from __future__ import annotations

import tracemalloc

import pytest

from annotator.errors import UserError
from annotator.exchange.documents.mail import read_mbox
from tests.exchange.documents.mail_samples import multipart, part

_BOX = b"""From a@example.org Fri May  3 09:07:00 2024
From: a@example.org
Subject: one
Message-ID: <1@example.org>

Text of one.
>From the start quoted.
>>From twice.

From here on this is no new message, in 2024.

From b@example.org Sat May  4 09:07:00 2024
Subject: two
From: b@example.org

Text of two.

From b@example.org Sat May  4 09:07:00 2024
Subject: three
Message-ID: <1@example.org>

Text of three.
"""


def test_messages_in_order() -> None:
    documents = read_mbox(_BOX, "a.mbox", {})
    assert [document.name for document in documents] == ["one", "two", "three"]
    assert documents[0].text == (
        "Text of one.\nFrom the start quoted.\n>From twice.\n\n"
        "From here on this is no new message, in 2024."
    )
    assert documents[-1].text == "Text of three."
    assert [document.text for document in documents[1:]] == ["Text of two.", "Text of three."]
    with pytest.raises(IndexError):
        documents[3]


def test_keys_are_ids_or_digests_and_unique() -> None:
    keys = [document.key for document in read_mbox(_BOX, "a.mbox", {})]
    assert keys[0].startswith("1@example.org#")
    assert keys[2].startswith("1@example.org#")
    assert len(keys[1]) == 32
    assert len(set(keys)) == 3
    twice = _BOX + b"\n" + _BOX
    again = [document.key for document in read_mbox(twice, "a.mbox", {})]
    assert len(set(again)) == 6
    # A key follows from its message: others before it change nothing.
    shuffled = _BOX[_BOX.index(b"From b@") :]
    assert {document.key for document in read_mbox(shuffled, "b.mbox", {})} & set(keys) == {keys[1]}


def test_line_ends_of_windows() -> None:
    documents = read_mbox(_BOX.replace(b"\n", b"\r\n"), "a.mbox", {})
    assert [document.name for document in documents] == ["one", "two", "three"]


def test_a_message_that_cannot_be_read_is_its_subject() -> None:
    data = b"From a Fri May  3 09:07:00 2024\n" + multipart(b"encrypted", part(b"x", b"text/plain"))
    (document,) = read_mbox(data, "a.mbox", {})
    assert document.text == "Café日本"
    assert "encrypted" in document.remarks[0].what
    assert document.key == "one@example.org"


def test_attachments_follow_their_message() -> None:
    note = part(b"a note", b'text/plain; name="note.txt"', b"Content-Disposition: attachment\r\n")
    data = b"From a Fri May  3 09:07:00 2024\n" + multipart(
        b"mixed", part(b"text", b"text/plain"), note
    )
    documents = read_mbox(data + b"\n" + _BOX, "a.mbox", {"attachments": "add"})
    assert [(document.key, document.text[:6]) for document in documents][:2] == [
        ("one@example.org", "text"),
        ("one@example.org/1", "a note"),
    ]
    assert len(documents) == 5
    assert documents[1].name == "note.txt"


def test_many_messages_take_no_more_memory_than_the_file() -> None:
    one = (
        b"From a Fri May  3 09:07:00 2024\nFrom: a\nMessage-ID: <%d>\n\n" + b"text\n" * 100 + b"\n"
    )
    data = b"".join(one % number for number in range(3_000))
    tracemalloc.start()
    try:
        texts = sum(len(document.text) for document in read_mbox(data, "a.mbox", {}))
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert texts == 3_000 * 499
    assert most < len(data)


def test_what_is_no_mailbox() -> None:
    with pytest.raises(UserError, match="no messages"):
        read_mbox(b"From here to there in 2024\nno field\n", "a.mbox", {})
