"""Encryption for tests of what stands around it: it opens and refuses as that of age does, and does
not take a second for each pass phrase. That of age is tested in `exchange/test_age_files.py`."""

from __future__ import annotations

import hashlib

import pytest
from pyrage import DecryptError

from annotator.exchange import age_files

_HEAD = b"age-encryption.org/v1\n-> scrypt quick\n"
_HIDDEN = bytes(number ^ 0x5A for number in range(256))


class QuickPassPhrase:
    """What `age_files` uses of `pyrage.passphrase`."""

    def encrypt(self, data: bytes, passphrase: str, /) -> bytes:
        return _HEAD + _digest(passphrase) + data.translate(_HIDDEN)

    def decrypt(self, data: bytes, passphrase: str, /) -> bytes:
        key = _HEAD + _digest(passphrase)
        if not data.startswith(key):
            raise DecryptError("Decryption failed")
        return data[len(key) :].translate(_HIDDEN)


def _digest(passphrase: str) -> bytes:
    return hashlib.sha256(passphrase.encode()).digest()


def use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Encrypt so until the test ends."""
    monkeypatch.setattr(age_files, "_library", QuickPassPhrase)
