"""What is the name of a speaker, and what only looks like one at the beginning of a line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

NAME: Final = r"[^\W_](?:[\w.'’\- &/]{0,48}[\w.)])?"
"""A name as an expression: it begins with a letter or a number, and is within a line."""
MOST_WORDS: Final = 5
_RARE: Final = 0.05
"""A name that could be any word counts where it comes so often, beside the most frequent one."""
_THROUGHOUT: Final = 0.9
"""Of the paragraphs begin with a label where each of them is one of a speaker."""
_LABEL = re.compile(r"[A-ZÄÖÜ]{1,3}\d{0,3}|[A-Za-z]{1,3}\d{1,3}|(?i:speaker|sprecher)[ _-]?\d{1,3}")
_NO_NAMES: Final = frozenset(
    name
    for line in (
        "note|notes|nb|n.b.|ps|p.s.|hint|warning|example|for example|e.g.|i.e.|that is|result",
        "then|and|but|or|so|well|also|now|first|second|third|finally|conclusion|source|summary",
        "date|time|place|duration|subject|topic|title|file|url|http|https|recording|audio|video",
        "transcript|transcription|transcriber|language|keywords|abstract|page|chapter",
        "hinweis|anmerkung|anmerkungen|achtung|beispiel|zum beispiel|z.b.|z. b.|d.h.|d. h.|fazit",
        "das heißt|dann|und|aber|oder|nun|erstens|zweitens|drittens|ergebnis|quelle",
        "zusammenfassung|datum|ort|zeit|uhrzeit|dauer|betreff|thema|titel|datei|aufnahme|transkript",
        "transkription|sprache|seite|kapitel|legende|remarque|exemple|par exemple|ensuite|puis",
        "alors|enfin|lieu|durée|sujet|titre|fichier|enregistrement|langue|résumé|nota|ejemplo",
        "por ejemplo|entonces|luego|pues|fecha|lugar|duración|tema|título|archivo|idioma|resumen",
        "allora|poi|dunque|esempio|per esempio|data|luogo|durata|titolo|voorbeeld|plaats",
    )
    for name in line.split("|")
)


_TITLES: Final = frozenset(
    word
    for line in (
        "dr. prof. mr. mrs. ms. mx. st. hr. fr. sr. sra. jr. dra. mag. dipl. ing. med.",
        "phil. rev. hon. sen. rep. gen. capt. col. sgt. mme. mlle. dott. sig. dhr. mevr.",
        "int.",
    )
    for word in line.split()
)
_FILE = re.compile(r".*\.(?:mp[34]|m4[av]|wav|mov|avi|webm|og[gv]|flac|aac|wma|mkv)", re.IGNORECASE)
_ARTICLES: Final = frozenset(
    word
    for line in (
        "the a an my our your his her its this that these those",
        "der die das ein eine mein meine unser unsere dieser diese dieses",
        "le la les un une mon ma notre ce cette el los las una mi nuestra il lo gli mio de het een",
    )
    for word in line.split()
)


def plain_name(name: str) -> str:
    """The name with one space between its words, without brackets around it."""
    name = name.strip().lstrip("[({<")
    # What is in brackets at the end is part of the name: Berg, Anna (Planning).
    while name.endswith(("]", ")", "}", ">")) and not _is_closed(name):
        name = name[:-1].rstrip()
    return " ".join(name.split())


def _is_closed(name: str) -> bool:
    opening = {"]": "[", ")": "(", "}": "{", ">": "<"}[name[-1]]
    return name.count(opening) >= name.count(name[-1])


def is_like_a_name(name: str) -> bool:
    """Few words, each with a capital or a number, none a time of day; no word that announces what
    comes (note, then …)."""
    words = name.split()
    if not 0 < len(words) <= MOST_WORDS or name[0].isdigit() or name.casefold() in _NO_NAMES:
        return False
    if any(map(_ends_a_sentence, words[:-1])):
        return False
    if (len(words) > 1 and words[0].casefold() in _ARTICLES) or _FILE.fullmatch(name):
        return False
    return all(word[0].isupper() or word[0].isdigit() or not word[0].isalpha() for word in words)


def _ends_a_sentence(word: str) -> bool:
    """Whether a word with a full stop is neither an initial nor a title: “Yes. Note” is no name."""
    return word.endswith(".") and len(word) > len("A.") and word.casefold() not in _TITLES


def could_begin_a_sentence(name: str) -> bool:
    """One capitalised word and no more, such as ``Anna`` or ``Nobody``."""
    words = name.split()
    return len(words) == 1 and words[0].isalpha() and not words[0].isupper()


def is_label(name: str) -> bool:
    """Initials or numbers that nothing but a speaker has: ``I``, ``B1``, ``Speaker 2``."""
    return bool(_LABEL.fullmatch(name))


def speakers_among(names: Mapping[str, int], paragraphs: int) -> frozenset[str]:
    """Which of the labels at the beginnings of lines are speakers, by how often each comes in so
    many paragraphs. Where nearly all paragraphs have one, all that look like names are; elsewhere
    a label that is there once, or seldom beside the others, counts only where it is initials."""
    likely = {name: count for name, count in names.items() if is_like_a_name(name)}
    if not likely:
        return frozenset()
    most = max(likely.values())
    throughout = sum(likely.values()) >= _THROUGHOUT * paragraphs
    return frozenset(
        name
        for name, count in likely.items()
        if is_label(name)
        or (throughout and not (count == 1 and could_begin_a_sentence(name)))
        or (count > 1 and count >= _RARE * most)
    )
