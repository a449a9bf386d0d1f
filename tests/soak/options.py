"""The options that the soaks have in common, and how they tell what they found."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping

MOST_MEMORY = 1_000_000_000


def most_memory() -> int:
    """Bytes that this process has taken at most. POSIX only."""
    import resource  # noqa: PLC0415  (Windows has none)

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def limit_memory(most: int) -> None:
    """No more address space than so many bytes: what takes more fails. POSIX only."""
    import resource  # noqa: PLC0415  (Windows has none)

    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def options(description: str | None, times: int, **others: int) -> argparse.Namespace:
    """``--times`` and ``--seed``, with `others` that take a number too, and ``--json``."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--times", type=int, default=times)
    parser.add_argument("--seed", type=int, default=0)
    for name, usual in others.items():
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def report(found: Mapping[str, object], as_json: bool) -> None:
    """Print what was found by what was done, a line each or as JSON."""
    if as_json:
        print(json.dumps(found))
        return
    for what, counted in found.items():
        print(f"{what}: {counted}")
