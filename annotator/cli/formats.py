"""The formats of documents and their choices, as the command line lists them."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.corpus.messages import tr
from annotator.exchange.documents import registry
from annotator.exchange.documents.reader import Reader


def described() -> str:
    """A line a format with its suffixes, and one for each of its options."""
    return (
        tr("formats:")
        + "\n"
        + "\n".join(line for reader in registry.readers() for line in _lines(reader))
    )


def imported() -> str:
    """A line a format of other programs that is imported, with its suffixes."""
    from annotator.exchange.programs import programs  # noqa: PLC0415  (only for this help)

    lines = [tr("formats: REFI-QDA (.qdpx, .qde, .qdc), codebooks (.yaml), documents, and")]
    for one in programs():
        names = [*one.suffixes, *([tr("folder")] if one.is_folder else [])]
        lines.append(f"  {one.name:<15} {one.title} ({', '.join(names)})")
    return "\n".join(lines)


def _lines(reader: Reader) -> Iterator[str]:
    yield f"  {reader.name:<10} {reader.title} ({', '.join(reader.suffixes)})"
    for choice in reader.options:
        values = "|".join(choice.values) or "…"
        yield f"    --option {choice.name}={values}: {choice.what}"
