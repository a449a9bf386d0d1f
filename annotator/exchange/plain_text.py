"""Plain text files: bytes to text, once, with the name of the encoding."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.binary_kinds import binary_kind
from annotator.exchange.damaged_utf8 import MARK, Marked, is_damaged_utf8, read_marked

_BOMS: tuple[tuple[bytes, str], ...] = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PREFERRED = ("cp1252", "latin_1", "iso8859_15", "cp1250", "cp1251", "cp1254", "mac_roman")
# The letters beyond ASCII of languages whose code pages share their byte values: Western, Central
# European, Turkish, Baltic. A reading that stays within one of these alphabets is the likely one.
_ALPHABETS = tuple(
    frozenset(letters + letters.upper())
    for letters in (
        "äöüß",
        "àâæçéèêëîïôœùûüÿ",
        "áéíóúñüªº",
        "áâãàçéêíóôõúü",
        "àèéìíòóù",
        "æøåéöäü",
        "áðéíóúýþæö",
        "áčďéěíňóřšťúůýž",
        "áäčďéíĺľňóôŕšťúýž",
        "ąćęłńóśźż",
        "áéíóöőúüű",
        "čćđšž",
        "ăâîşţșț",
        "çğıiöşüâîû",
        "ąčęėįšųūž",
        "āčēģīķļņšūž",
    )
)
# What texts on real disks are in. Trying every codec of Python first takes a short Latin text
# for a rare code page; the rest is tried only where none of these fits.
_COMMON = [
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("latin_1", "iso8859_2", "iso8859_5", "iso8859_7", "iso8859_9", "iso8859_15"),
    *("koi8_r", "koi8_u", "mac_roman", "cp874", "gb18030", "big5", "shift_jis", "cp932"),
    *("euc_jp", "iso2022_jp", "euc_kr", "cp949"),
]
_EBCDIC = ["cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140", "utf_7"]
_LAYOUT_CONTROLS = frozenset("\t\n\v\f\r\x1a\x1b\x85")
_SAMPLE = 1 << 16


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text with LF line ends only, and the codec its bytes were decoded with.

    ``data.decode(encoding)`` gives the same text but for the line ends and for `odd`: the places
    (code points) of bytes that are no characters, with U+FFFD for each. `guessed` where nothing in
    the bytes proves the encoding.
    """

    text: str
    encoding: str
    odd: tuple[int, ...] = ()
    guessed: bool = False


def read_text(data: bytes, name: str, encoding: str | None = None) -> DecodedText:
    """The text of a file, in the encoding that is named or proves right. `name` is used in
    messages only.

    The byte order mark is not part of the text; CRLF and lone CR become LF; nothing else
    changes. Raises UserError where the file is empty or is no text, or no encoding has this name.
    """
    if not data:
        raise UserError(tr("“{name}” is empty. Add a file that has a text in it.", name=name))
    raw, used, guessed = _decoded(data, name) if encoding is None else _read_as(data, encoding)
    if not raw.text:
        raise UserError(tr("“{name}” holds no text but a byte order mark.", name=name))
    odd = raw.places
    if "\r\n" in raw.text:
        odd = tuple(place - raw.text.count("\r\n", 0, place) for place in odd)
    return DecodedText(with_lf(raw.text), used, odd, guessed)


def _read_as(data: bytes, encoding: str) -> tuple[Marked, str, bool]:
    """The bytes in an encoding that a person chose."""
    try:
        codec = codecs.lookup(encoding.strip())
        if codec.name == "utf-8":
            return read_marked(data.removeprefix(codecs.BOM_UTF8)), "utf-8", False
        text = data.decode(codec.name, errors="replace")
    except (LookupError, UnicodeError, ValueError):
        raise UserError(
            tr(
                "There is no encoding “{encoding}”. Name one such as utf-8 or windows-1252.",
                encoding=encoding,
            )
        ) from None
    places = tuple(match.start() for match in re.finditer(MARK, text))
    return Marked(text, places), _public_name(codec.name.replace("-", "_")), False


def other_encodings(data: bytes) -> list[str]:
    """What a text may be in, the likeliest first, for a person to choose from."""
    found: list[str] = []
    if is_damaged_utf8(data):
        found.append("utf-8")
    from charset_normalizer import from_bytes  # noqa: PLC0415  (only where texts are added)

    matches = list(from_bytes(data[:_SAMPLE], cp_isolation=_COMMON))[:4]
    found += [_public_name(match.encoding) for match in matches]
    found += ["windows-1252", "mac-roman", "utf-8"]
    return list(dict.fromkeys(found))


def with_lf(text: str) -> str:
    """The text with CRLF and lone CR as LF; other line separators are characters of the text."""
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text with its line ends as stored, without the mark, and the encoding.

    Raises UserError where the bytes are no text.
    """
    found, encoding, _guessed = _decoded(data, name)
    return found.text, encoding


def _decoded(data: bytes, name: str) -> tuple[Marked, str, bool]:
    """The text with marks for what is none, its encoding, and whether that is a guess."""
    kind = binary_kind(data)
    if kind is not None:
        what, advice = kind
        then = tr(" To code its text, {advice}.", advice=advice) if advice else ""
        raise UserError(
            tr("“{name}” is {what}, not a plain text file.{then}", name=name, what=what, then=then)
        )
    proved = _by_mark(data, name) or _by_trial(data)
    if proved is not None:
        found, encoding, guessed = Marked(proved[0], ()), proved[1], False
    elif b"\x00" not in data and is_damaged_utf8(data):
        bare = data.removeprefix(codecs.BOM_UTF8)
        encoding = "utf-8" if bare is data else "utf-8-sig"
        found, guessed = read_marked(bare), True
    else:
        text, encoding = _by_detection(data, name)
        found, guessed = Marked(text, ()), True
    _refuse_controls(found.text, name)
    return found, encoding, guessed


def _by_mark(data: bytes, name: str) -> tuple[str, str] | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                if encoding == "utf-8-sig":
                    return None
                raise UserError(
                    tr(
                        "“{name}” begins as {upper} text but is damaged at byte {start}. Save "
                        "it again as UTF-8 and add that file.",
                        name=name,
                        upper=encoding.upper(),
                        start=error.start,
                    )
                ) from None
    return None


def _by_trial(data: bytes) -> tuple[str, str] | None:
    wide = _bare_utf16(data)
    if wide is not None:
        return data.decode(wide), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return None


def _bare_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark, where the zero bytes of its ASCII characters prove it."""
    if len(data) % 2 or b"\x00" not in data[:_SAMPLE]:
        return None
    even, odd = data[0:_SAMPLE:2], data[1:_SAMPLE:2]
    encoding = "utf-16-le" if _high_bytes(odd, even) else "utf-16-be"
    if encoding == "utf-16-be" and not _high_bytes(even, odd):
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else encoding


def _high_bytes(high: bytes, low: bytes) -> bool:
    """Whether `high` look like the high bytes of UTF-16 units and `low` like the low ones."""
    zeros = high.count(0)
    # A text of single bytes with a stray zero has letters where the high bytes would be.
    letters = sum(64 < byte < 127 for byte in high)
    return zeros > 10 * low.count(0) and zeros * 20 > len(high) and letters * 4 < len(high)


def _by_detection(data: bytes, name: str) -> tuple[str, str]:
    if b"\x00" in data:
        raise UserError(tr("“{name}” is not a text file: it contains zero bytes.", name=name))
    codec = _likely_codec(data)
    if codec is None:
        raise UserError(
            tr(
                "The encoding of “{name}” could not be found out, or it is not a text. "
                "Save it as UTF-8 and add that file.",
                name=name,
            )
        )
    try:
        return data.decode(codec), _public_name(codec)
    except UnicodeDecodeError:
        # The detector looks at samples of a long file; the rest of it may not fit.
        raise UserError(
            tr(
                "“{name}” looks like {codec} text but is not throughout. Save it as "
                "UTF-8 and add that file.",
                name=name,
                codec=_public_name(codec),
            )
        ) from None


def _likely_codec(data: bytes) -> str | None:
    """The detector's answer; where it finds several as good, the one that fits a language."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  (only where texts are added)

    matches = list(from_bytes(data, cp_isolation=_COMMON))
    if not matches:
        best = from_bytes(data, cp_exclusion=_EBCDIC).best()
        return None if best is None else best.encoding
    close = [match for match in matches if match.chaos <= matches[0].chaos + 0.02]
    codecs_found = [codec for match in close for codec in match.could_be_from_charset]
    codecs_found.sort(key=lambda codec: (codec not in _PREFERRED, _preference(codec)))
    # Only Latin readings compete for an alphabet; other scripts the detector tells apart well.
    if not any(codec in _PREFERRED for codec in codecs_found) or not _latin(matches[0].encoding):
        return matches[0].encoding
    return max(codecs_found, key=lambda codec: _within_alphabet(data, codec))


def _preference(codec: str) -> int:
    return _PREFERRED.index(codec) if codec in _PREFERRED else len(_PREFERRED)


def _latin(codec: str) -> bool:
    return codec in {"cp1250", "cp1252", "cp1254", "cp1257", "cp1258", "latin_1", "mac_roman"} or (
        codec in {"iso8859_2", "iso8859_9", "iso8859_15"}
    )


def _within_alphabet(data: bytes, codec: str) -> float:
    """The share of letters beyond ASCII that the best fitting alphabet has; 0 to 1."""
    text = data[:_SAMPLE].decode(codec, errors="ignore")
    letters = [char for char in text if char > "\x7f" and char.isalpha()]
    if not letters:
        return 1.0
    return max(sum(char in known for char in letters) for known in _ALPHABETS) / len(letters)


def _public_name(codec: str) -> str:
    """The registered name of an encoding (IANA character sets) that Python knows as well."""
    name = codec.replace("_", "-")
    if codec == "latin_1":
        name = "iso-8859-1"
    elif codec.startswith("cp125"):
        name = "windows-" + codec[2:]
    elif codec.startswith("iso8859"):
        name = "iso-8859-" + codec.rpartition("_")[2]
    try:
        codecs.lookup(name)
    except LookupError:
        return codec
    return name


def _refuse_controls(text: str, name: str) -> None:
    if "\x00" in text:
        raise UserError(tr("“{name}” is not a text file: it contains zero characters.", name=name))
    sample = text[:_SAMPLE]
    controls = sum(
        number
        for char, number in Counter(sample).items()
        if unicodedata.category(char) == "Cc" and char not in _LAYOUT_CONTROLS
    )
    if controls * 10 > len(sample):
        raise UserError(
            tr("“{name}” is not a text file: most of it are control characters.", name=name)
        )
