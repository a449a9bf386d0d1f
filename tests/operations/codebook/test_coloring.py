"""Colours by palette and by group."""

from __future__ import annotations

from annotator.corpus.codebook import Codebook
from annotator.corpus.colors import OKABE_ITO
from annotator.operations.codebook import codes
from annotator.operations.codebook.coloring import PALETTES, Scheme, colored, shades_of


def book() -> Codebook:
    """a (a1 (a2), a3), b, c."""
    a, b, c = (codes.new_code(n, "#000000", position=at) for at, n in enumerate("abc"))
    a1 = codes.new_code("a1", "#000000", parent=a.guid)
    a2 = codes.new_code("a2", "#000000", parent=a1.guid)
    a3 = codes.new_code("a3", "#000000", parent=a.guid, position=1)
    return Codebook((a, a1, a2, a3, b, c))


def by_name(found: dict[str, str], made: Codebook) -> dict[str, str]:
    return {made.by_guid[guid].name: color for guid, color in found.items()}


def test_groups_get_a_colour_and_what_is_below_shades_of_it() -> None:
    made = book()
    found = by_name(colored(made, OKABE_ITO, Scheme.GROUPS), made)
    assert [found[name] for name in "abc"] == list(OKABE_ITO[:3])
    shades = [found[name] for name in ("a1", "a2", "a3")]
    assert shades == shades_of(OKABE_ITO[0], 3)
    assert len({*shades, *OKABE_ITO}) == 3 + len(OKABE_ITO)


def test_each_code_or_all_in_one() -> None:
    made = book()
    each = by_name(colored(made, OKABE_ITO, Scheme.EACH), made)
    assert [each[name] for name in ("a", "a1", "a2", "a3", "b", "c")] == list(OKABE_ITO[:6])
    assert set(colored(made, OKABE_ITO, Scheme.ONE).values()) == {OKABE_ITO[0]}


def test_only_what_is_chosen_gets_a_colour() -> None:
    made = book()
    names = {code.name: code.guid for code in made.codes}
    some = [names["a1"], names["a2"], names["c"]]
    found = by_name(colored(made, OKABE_ITO, Scheme.GROUPS, some), made)
    assert found.keys() == {"a1", "a2", "c"}
    assert (found["a1"], found["c"]) == OKABE_ITO[:2]
    assert found["a2"] == shades_of(OKABE_ITO[0], 1)[0]


def test_shades_are_apart_and_colours() -> None:
    for palette in PALETTES.values():
        for color in palette:
            shades = shades_of(color, 8)
            assert len({color, *shades}) == 9
            assert all(len(one) == 7 and one.startswith("#") for one in shades)
