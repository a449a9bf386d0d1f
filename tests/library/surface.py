"""The public surface of the library as text: names, arguments, fields. `python -m
tests.library.surface` from the checkout prints it, for `surface.txt` when a change is meant."""

from __future__ import annotations

import dataclasses
import inspect

from annotator.library import PUBLIC, find


def lines() -> list[str]:
    return [line for name in PUBLIC for line in _of(name, find(name))]


def _of(name: str, thing: object) -> list[str]:
    if not inspect.isclass(thing):
        assert callable(thing)
        return [f"{name}{inspect.signature(thing)}"]
    bases = [one.__name__ for one in thing.__bases__ if one is not object]
    found = [f"class {name}({', '.join(bases)})"]
    if dataclasses.is_dataclass(thing):
        found += [f"    {name}.{one.name}: {one.type}" for one in dataclasses.fields(thing)]
    for member, value in sorted(vars(thing).items()):
        if member.startswith("_"):
            continue
        if inspect.isfunction(value):
            found.append(f"    {name}.{member}{inspect.signature(value)}")
        elif isinstance(value, property) or hasattr(value, "func"):
            found.append(f"    {name}.{member}")
    return found


if __name__ == "__main__":
    print("\n".join(lines()))
