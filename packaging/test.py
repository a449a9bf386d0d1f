#!/usr/bin/env python3
"""Run the tests from a checkout: ``python3 packaging/test.py [PYTEST ARGS…]``."""

import sys

from environment import CHECKOUT, hand_over, prepare

if __name__ == "__main__":
    python = prepare(extras=["test"])
    arguments = sys.argv[1:] or [str(CHECKOUT / "tests")]
    hand_over(python, ["-m", "pytest", "--rootdir", str(CHECKOUT), *arguments])
