"""What is about to be written, held against the schema beside the writing.

Reading XML and validating it need no lock of Python's: on a second processor they cost an export
no time of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.job import JobProgress
from annotator.corpus.messages import tr
from annotator.exchange.refi.schema import project_schema


class Checking:
    """Reads parts of a file as another program would, in a thread of its own.

    Use it in a with statement: left before `finish`, it drops what is still to be checked.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "schema")
        self._parts: list[Future[None]] = []

    def __enter__(self) -> Checking:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.shutdown(cancel_futures=True)

    def add(self, *pieces: bytes) -> None:
        """Have a part checked: pieces that together are a whole project."""
        self._parts.append(self._thread.submit(_check, pieces))

    def finish(self) -> Iterator[JobProgress]:
        """Wait for all of it. What fails here is a bug of this program, and loud."""
        for number, part in enumerate(self._parts):
            yield JobProgress(number, len(self._parts), tr("Checking the file against the schema"))
            part.result()


def _check(pieces: tuple[bytes, ...]) -> None:
    parser = etree.XMLParser(
        huge_tree=True, no_network=True, remove_blank_text=True, remove_pis=True
    )
    schema = project_schema()
    if not schema.validate(etree.fromstring(b"".join(pieces), parser)):
        raise AssertionError(f"The export is not valid: {schema.error_log.last_error}")
