"""Files encrypted with a pass phrase in the format of age (age-encryption.org/v1).

The format: ChaCha20-Poly1305 in pieces of 64 KiB, its key wrapped with scrypt of the pass phrase.
Any program for age opens the files. The library (pyrage, Rust) is imported where it is needed.
"""

from __future__ import annotations

from typing import Final, Protocol, cast

from annotator.corpus.messages import tr
from annotator.errors import UserError

SUFFIX: Final = ".age"
_HEAD: Final = b"age-encryption.org/v1\n"
_ARMOR: Final = b"-----BEGIN AGE ENCRYPTED FILE-----"
_SCRYPT: Final = b"-> scrypt "
_HEAD_LENGTH: Final = 400


class _PassPhrase(Protocol):
    """What is used of `pyrage.passphrase`."""

    def encrypt(self, data: bytes, passphrase: str, /) -> bytes: ...

    def decrypt(self, data: bytes, passphrase: str, /) -> bytes: ...


def is_encrypted(head: bytes) -> bool:
    """Whether a file that begins so is one of age."""
    return head.startswith((_HEAD, _ARMOR))


def encrypt(data: bytes, pass_phrase: str) -> bytes:
    """The bytes of a file that this pass phrase opens. Takes a second: so does each guess."""
    return _library().encrypt(data, pass_phrase)


def decrypt(data: bytes, pass_phrase: str) -> bytes:
    """What is in a file of age. UserError where it is none, is damaged, or the pass phrase is
    another."""
    if not is_encrypted(data[:_HEAD_LENGTH]):
        raise UserError(tr("The file is not encrypted with age."))
    if data.startswith(_HEAD) and _SCRYPT not in data[:_HEAD_LENGTH]:
        raise UserError(
            tr(
                "The file is encrypted for a key, not with a pass phrase. Open it with the program"
                " that it was made with."
            )
        )
    library = _library()
    from pyrage import DecryptError  # noqa: PLC0415  (start-up)

    try:
        return library.decrypt(data, pass_phrase)
    except DecryptError as error:
        if "Decryption failed" in str(error):
            raise UserError(
                tr("The pass phrase does not open the file. Mind capitals, spaces and hyphens.")
            ) from error
        raise UserError(
            tr("The encrypted file is damaged or cut off. Ask its sender for it once more.")
        ) from error


def _library() -> _PassPhrase:
    try:
        from pyrage import passphrase  # noqa: PLC0415  (start-up)
    except ImportError as error:
        raise UserError(
            tr("Encrypted files need the package “pyrage”, which is missing. Install it.")
        ) from error
    return cast("_PassPhrase", passphrase)
