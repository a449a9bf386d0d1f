"""The property tests with many examples: ``python tests/soak/properties.py [--times N] [TESTS…]``.

Without tests, all of them that take long, with ten times as many examples as the suite tries.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def with_many_examples() -> list[str]:
    """The files that let their number of examples be chosen."""
    files = (ROOT / "tests").rglob("test_*.py")
    return sorted(str(one) for one in files if "examples(" in one.read_text(encoding="utf-8"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("tests", nargs="*")
    asked = parser.parse_args()
    os.environ["EXAMPLES"] = str(asked.times)
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    sys.exit(pytest.main(["--rootdir", str(ROOT), *(asked.tests or with_many_examples())]))


if __name__ == "__main__":
    main()
