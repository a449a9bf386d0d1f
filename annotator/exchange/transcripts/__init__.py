"""Transcripts of other programs: who speaks when, beside the words."""
