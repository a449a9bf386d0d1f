"""How long it takes to find near duplicates among articles: ``near_duplicates.py [--json]``.

The articles are made of a vocabulary in which few words are frequent (Zipf); a share of them is
copied from others, with words changed, paragraphs left out and an agency's notice at the end.
"""

from __future__ import annotations

import argparse
import json
import resource
import time

import numpy as np

from annotator.retrieval.near_duplicates import groups
from annotator.retrieval.shingles import Shingler

VOCABULARY = 60_000
NOTICE = " All rights reserved. This copy is for the personal use of the subscriber only."


def articles(number: int, words: int, copies: float, seed: int = 1) -> list[str]:
    """Articles of about so many words, of which a share resembles another one."""
    random = np.random.default_rng(seed)
    frequency = 1 / np.arange(1, VOCABULARY + 1)
    frequency /= frequency.sum()
    made: list[np.ndarray] = []
    for place in range(number):
        if place and random.random() < copies:
            words_of = made[int(random.integers(place))].copy()
            changed = random.integers(0, len(words_of), size=max(1, len(words_of) // 40))
            words_of[changed] = random.integers(0, VOCABULARY, size=len(changed))
            made.append(words_of[: int(len(words_of) * random.uniform(0.7, 1))])
        else:
            size = int(random.lognormal(np.log(words), 0.5)) + 20
            made.append(random.choice(VOCABULARY, size=size, p=frequency))
    return [" ".join(f"w{one}" for one in own) + NOTICE for own in made]


def measured(number: int, words: int, at_least: float) -> dict[str, float]:
    """Seconds for shingles and groups, and how many there are."""
    texts = articles(number, words, 0.3)
    start, cpu = time.perf_counter(), time.process_time()
    shingler = Shingler()
    own = [shingler.shingles(text) for text in texts]
    between = time.perf_counter()
    found = groups(own, at_least)
    return {
        "articles": number,
        "words": sum(map(len, map(str.split, texts))),
        "at_least": at_least,
        "shingles_s": round(between - start, 2),
        "groups_s": round(time.perf_counter() - between, 2),
        "seconds": round(time.perf_counter() - start, 2),
        "cpu_s": round(time.process_time() - cpu, 2),
        "groups": len(found),
        "in_groups": sum(len(one.members) for one in found),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true")
    options.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000])
    options.add_argument("--words", type=int, default=500)
    options.add_argument("--at-least", type=float, nargs="+", default=[0.5, 0.8])
    chosen = options.parse_args()
    rows = [
        measured(number, chosen.words, at_least)
        for number in chosen.articles
        for at_least in chosen.at_least
    ]
    if chosen.json:
        print(json.dumps(rows, indent=1))
        return
    print("  ".join(f"{name:>10}" for name in rows[0]))
    for row in rows:
        print("  ".join(f"{value:>10,}" for value in row.values()))


if __name__ == "__main__":
    main()
