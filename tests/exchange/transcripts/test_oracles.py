"""The cues of other readers of subtitles, where they are installed."""

from __future__ import annotations

import io

import pytest
from hypothesis import given

from annotator.exchange.transcripts.subtitles import read_subtitles
from tests.exchange.transcripts.test_formats import talks
from tests.exchange.transcripts.transcript_samples import Said, srt, vtt


@given(talk=talks())
def test_webvtt_py(talk: list[Said]) -> None:
    webvtt = pytest.importorskip("webvtt", reason="webvtt-py is not installed")
    theirs = webvtt.from_buffer(io.StringIO(vtt(talk)))
    ours = read_subtitles(vtt(talk))
    assert [(one.speaker, " ".join(one.said)) for one in ours] == [
        (one.voice, one.text) for one in theirs
    ]


@given(talk=talks())
def test_pysubs2(talk: list[Said]) -> None:
    pysubs2 = pytest.importorskip("pysubs2", reason="pysubs2 is not installed")
    theirs = pysubs2.SSAFile.from_string(srt(talk), "srt")
    assert [(one.start, one.end, " ".join(one.said)) for one in read_subtitles(srt(talk))] == [
        (one.start, one.end, one.plaintext) for one in theirs
    ]
