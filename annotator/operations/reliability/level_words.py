"""The three questions of agreement and aligned confusions, in words for all forms of output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.corpus.messages import number_of, tr
from annotator.operations.reliability.aligned_confusion import AlignedConfusion
from annotator.operations.reliability.levels import Level


def title(level: Level) -> str:
    """The question, as a heading."""
    return {
        Level.WHERE: tr("Where: do the coders mark the same passages?"),
        Level.WHICH: tr("Which code: where both mark, do they name it alike?"),
        Level.VALUE: tr("Which value: of codings that both decided on"),
    }[level]


def confusion_words(found: AlignedConfusion, labels: Sequence[str], names: tuple[str, str]) -> str:
    """How many codings of a pair could be aligned, in a sentence."""
    same, other = found.same.total(), found.other.total()
    return tr(
        "{first} and {second}: {aligned} aligned, {other:,} of these with different codes.",
        first=names[0],
        second=names[1],
        aligned=number_of(same + other, "coding"),
        other=other,
    )


def confusion_lines(
    found: AlignedConfusion, labels: Sequence[str], names: tuple[str, str]
) -> Iterator[tuple[str, int]]:
    """What was confused, then further codes, then what stands alone; the most frequent first."""
    for (one, two), number in found.other.most_common():
        yield (
            tr(
                "{first} “{one}”, {second} “{two}”",
                first=names[0],
                one=labels[one],
                second=names[1],
                two=labels[two],
            ),
            number,
        )
    for (further, code), number in found.multiple.most_common():
        words = tr("multiple codes: “{further}” beside “{code}”, by one coder alone",
                   further=labels[further], code=labels[code])  # fmt: skip
        yield words, number
    for (further, code), number in found.nested.most_common():
        words = tr("nested: “{further}” with “{code}”, by one coder alone",
                   further=labels[further], code=labels[code])  # fmt: skip
        yield words, number
    for (coder, code), number in found.alone.most_common():
        yield tr("“{code}” by {name} alone", code=labels[code], name=names[coder]), number
