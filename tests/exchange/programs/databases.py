"""Small projects of programs that keep them in SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from tests.exchange.programs.reading import HARD, WORDS, points, utf8, utf16

Count = Callable[[str, str], tuple[int, int]]


def write(path: Path, tables: dict[str, Sequence[Sequence[object]]]) -> Path:
    """A database: by “name(columns)” the rows of a table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        for declared, rows in tables.items():
            connection.execute(f"CREATE TABLE {declared}")
            for row in rows:
                places = ", ".join("?" * len(row))
                name = declared.partition("(")[0]
                connection.execute(f"INSERT INTO {name} VALUES ({places})", row)
        connection.commit()
    return path


def qualcoder(folder: Path, *, count: Count = utf16, version: str = "v17") -> Path:
    """A project as QualCoder 4.0 makes it; with another version, without what came later."""
    late = version == "v17"
    places = [(words, *count(HARD, words)) for words in WORDS]
    day = "2026-02-03 04:05:06"
    size = len(HARD)
    sub = ", supercid integer" if late else ""
    tables: dict[str, Sequence[Sequence[object]]] = {
        "project(databaseversion text, date text, memo text, about text, codername text)": [
            (version, day, "on all", "QualCoder 4.0", "Ana")
        ],
        "source(id integer primary key, name text, fulltext text, mediapath text, memo text, "
        "owner text, date text)": [
            (1, "talk.txt", HARD, None, "a memo on it", "Ana", day),
            (2, "photo.jpg", None, "/images/photo.jpg", "", "Ana", day),
        ],
        "code_cat(catid integer primary key, name text, owner text, date text, memo text, "
        "supercatid integer)": [
            (1, "All", "Ana", day, "", None),
            (2, "Some", "Ana", day, "why some", 1),
        ],
        "code_name(cid integer primary key, name text, memo text, catid integer, owner text, "
        f"date text, color text{sub})": [
            (1, "greeting", "hello", 2, "Ana", day, "#FF0000", *([None] if late else [])),
            (2, "close", "", None, "Ana", day, "#00FF00", *([1] if late else [])),
        ],
        "code_text(ctid integer primary key, cid integer, fid integer, seltext text, "
        "pos0 integer, pos1 integer, owner text, date text, memo text, avid integer, "
        "important integer)": [
            (
                *(number, 1 if number < 4 else 2, 1, words, start, end),
                *("Ana" if number % 2 else "Ben", day, "said" if number == 2 else "", None),
                1 if number == 3 else None,
            )
            for number, (words, start, end) in enumerate(places)
        ],
        "annotation(anid integer primary key, fid integer, pos0 integer, pos1 integer, "
        "memo text, owner text, date text)": [(1, 1, *points(HARD, "Grüße"), "odd", "Ben", day)],
        "attribute_type(name text, date text, owner text, memo text, caseOrFile text, "
        "valuetype text)": [("age", day, "Ana", "in years", "case", "numeric")],
        "attribute(attrid integer primary key, name text, attr_type text, value text, id integer, "
        "date text, owner text)": [(1, "age", "case", "31", 1, day, "Ana")],
        "cases(caseid integer primary key, name text, memo text, owner text, date text)": [
            (1, "Person A", "of the case", "Ana", day)
        ],
        "case_text(id integer primary key, caseid integer, fid integer, pos0 integer, "
        "pos1 integer, owner text, date text, memo text)": [(1, 1, 1, 0, size, "Ana", day, "")],
        "journal(jid integer primary key, name text, jentry text, date text, owner text)": [
            (1, "Day 1", "began", day, "Ana")
        ],
        "code_image(imid integer primary key, id integer, cid integer, owner text)": [
            (1, 2, 1, "Ana")
        ],
    }
    if late:
        tables["coder_names(name text, visibility integer)"] = [("Ana", 1), ("Ben", 1), ("Eve", 0)]
    return write(folder / "study.qda" / "data.qda", tables).parent


def taguette(folder: Path, *, old: bool = False) -> Path:
    """A project as Taguette exports it, by the schema since 2021 or the one before."""
    contents = "<h1>Titel 🎈</h1><p>Erste <b>Zeile</b> שלום &amp; mehr<br>zweite Cafe\u0301</p>"
    inner = "Titel 🎈Erste Zeile שלום & mehrzweite Cafe\u0301"
    words = ("🎈", "Erste Zeile", "שלום & mehr", "zweite Cafe\u0301")
    day = "2026-02-03 04:05:06.000000"
    key = "id" if old else "highlight_id"
    highlights = [(n, 1, *utf8(inner, said), said) for n, said in enumerate(words, 1)]
    commands = [
        (n, day, "admin" if n % 2 else "ben", 1, 1, json.dumps({"type": "highlight_add", key: n}))
        for n in (1, 2, 3, 4)
    ]
    tagged = [(1, 1), (2, 1), (2, 2), (3, 2)]
    direction = [] if old else ["LEFT_TO_RIGHT"]
    column = "" if old else ", text_direction text"
    return write(
        folder / "study.sqlite3",
        {
            "projects(id integer primary key, name text, description text, created text)": [
                (1, "Study", "what it is about", day)
            ],
            "project_members(project_id integer, user_login text, privileges text)": [
                (1, "admin", "ADMIN")
            ],
            "documents(id integer primary key, name text, description text, filename text, "
            f"created text, project_id integer, contents text{column})": [
                (1, "talk", "of a talk", "talk.html", day, 1, contents, *direction)
            ],
            "commands(id integer primary key, date text, user_login text, project_id integer, "
            "document_id integer, payload text)": commands,
            "tags(id integer primary key, project_id integer, path text, description text)": [
                (1, 1, "interesting", "worth a look"),
                (2, 1, "people", ""),
            ],
            "highlights(id integer primary key, document_id integer, start_offset integer, "
            "end_offset integer, snippet text)": highlights,
            "highlight_tags(highlight_id integer, tag_id integer)": tagged,
            "alembic_version(version_num text)": [("bc8e0e0677e9",)],
        },
    )


def rqda(folder: Path) -> Path:
    """A project as RQDA makes it."""
    day = "Fri Dec  6 09:26:07 2019"
    places = [(words, *points(HARD, words)) for words in WORDS]
    return write(
        folder / "study.rqda",
        {
            "project(databaseversion text, date text, memo text)": [("0.2.2", day, "on all")],
            "source(name text, id integer, file text, memo text, owner text, date text, "
            "status integer)": [
                ("talk", 1, HARD, "a memo on it", "rqda", day, 1),
                ("gone", 2, "deleted", "", "rqda", day, 0),
            ],
            "freecode(name text, memo text, owner text, date text, id integer, status integer, "
            "color text)": [
                ("greeting", "hello", "rqda", day, 1, 1, "red"),
                ("gone", "", "rqda", day, 2, 0, None),
            ],
            "codecat(name text, catid integer, owner text, date text, memo text, status integer)": [
                ("All", 1, "rqda", day, "", 1)
            ],
            "treecode(cid integer, catid integer, status integer)": [(1, 1, 1)],
            "coding(cid integer, fid integer, seltext text, selfirst real, selend real, "
            "status integer, owner text, date text, memo text)": [
                *((1, 1, words, float(a), float(b), 1, "rqda", day, "") for words, a, b in places),
                (1, 1, "Grüße", 0.0, 5.0, 0, "rqda", day, ""),
            ],
            "cases(name text, memo text, owner text, id integer, status integer)": [
                ("Person A", "of the case", "rqda", 1, 1)
            ],
            "caselinkage(caseid integer, fid integer, selfirst real, selend real, status integer, "
            "owner text)": [(1, 1, 0.0, float(len(HARD)), 1, "rqda")],
            "caseAttr(variable text, value text, caseID integer, status integer)": [
                ("age", "31", 1, 1)
            ],
            "annotation(fid integer, position integer, annotation text, owner text, date text, "
            "status integer)": [(1, 7, "odd", "rqda", day, 1)],
            "journal(name text, journal text, date text, owner text, status integer)": [
                ("Day 1", "began", day, "rqda", 1)
            ],
        },
    )


def execute(path: Path, statement: str) -> None:
    """Change a database."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()
