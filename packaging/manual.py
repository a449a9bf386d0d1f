"""The manual outside the program.

``python packaging/manual.py site DIR`` writes it as web pages that need no server and load nothing;
``python packaging/manual.py keys`` writes its page of keys anew from the table of actions;
``python packaging/manual.py pictures`` makes its pictures, and those of the README, anew;
``python packaging/manual.py animation`` makes the README's half a minute anew;
``python packaging/manual.py check`` says which links, pictures and words are wrong.
"""

from __future__ import annotations

import html
import os
import posixpath
import re
import shutil
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

import animation  # noqa: E402
import manual_check  # noqa: E402
import manual_pictures  # noqa: E402
from PySide6.QtGui import QGuiApplication, QTextDocument  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from annotator import manual  # noqa: E402
from annotator.settings import Settings  # noqa: E402
from annotator.ui.main_window import MainWindow  # noqa: E402
from annotator.ui.manual.key_page import key_page  # noqa: E402
from annotator.ui.theme import ThemeKeeper  # noqa: E402

KEYS = CHECKOUT / "resources" / "manual" / "keys.md"
_STYLE = """
:root { color-scheme: light dark; --ink: #22252a; --page: #fffefc; --side: #fbfaf8;
  --line: #dedbd5; --link: #2b5fb8 }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e3df; --page: #1d1f23;
  --side: #24272c; --line: #3c4047; --link: #8ab0f2 } }
body { margin: 0; display: flex; color: var(--ink); background: var(--page);
  font: 16px/1.5 system-ui, sans-serif }
nav { flex: 0 0 17rem; box-sizing: border-box; height: 100vh; overflow: auto; position: sticky;
  top: 0; padding: 1rem; background: var(--side); border-right: 1px solid var(--line) }
nav a { display: block; padding: .15rem 0; color: inherit }
nav a[aria-current] { font-weight: 600 }
main { max-width: 46rem; padding: 1.5rem 2rem 4rem; min-width: 0 }
a { color: var(--link); text-decoration: none } a:hover { text-decoration: underline }
pre, code { font-family: ui-monospace, monospace; font-size: .9em; background: var(--side) }
pre { padding: .6rem .8rem; overflow: auto; margin: 0 }
table { border-collapse: collapse; display: block; overflow: auto }
td, th { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left;
  vertical-align: top }
img { display: block; max-width: 100%; height: auto; border: 1px solid var(--line) }
@media (max-width: 46rem) { body { display: block } nav { height: auto; position: static } }
"""


def site(folder: Path) -> int:
    """Write all pages as HTML into a folder; how many they are."""
    for name, page in manual.pages().items():
        path = folder / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_whole(page), encoding="utf-8")
    for picture in sorted((manual.folder() / "pictures").glob("*.png")):
        target = folder / "pictures" / picture.name
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(picture, target)
    (folder / "style.css").write_text(_STYLE.lstrip(), encoding="utf-8")
    return len(manual.pages())


def _whole(page: manual.Page) -> str:
    def address(name: str) -> str:
        return posixpath.relpath(name, posixpath.dirname(page.name) or ".")

    here = ' aria-current="page"'
    contents = "\n".join(
        f'<a href="{address(name)}.html"{here if name == page.name else ""}>'
        f"{html.escape(other.title)}</a>"
        for name, other in manual.pages().items()
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{html.escape(page.title)} – Annotator</title>\n"
        f'<link rel="stylesheet" href="{address("style.css")}">\n'
        f"<nav>\n{contents}\n</nav>\n<main>\n{body(page)}\n</main>\n</html>\n"
    )


def body(page: manual.Page) -> str:
    """A page as HTML without looks: Qt reads the Markdown, and what it says of fonts goes."""
    document = QTextDocument()
    document.setMarkdown(
        page.markdown,
        QTextDocument.MarkdownFeature.MarkdownDialectGitHub
        | QTextDocument.MarkdownFeature.MarkdownNoHTML,
    )
    text = document.toHtml()
    text = text[text.index("<body") : text.index("</body>")]
    text = re.sub(r"^<body[^>]*>", "", text)
    text = re.sub(
        r"<span style=\"[^\"]*font-family:[^\"]*\">(.*?)</span>", r"<code>\1</code>", text
    )
    for style, mark in (("font-family", "code"), ("font-weight", "b"), ("font-style", "i")):
        span = rf'<span style="[^"]*{style}:[^"]*">(.*?)</span>'
        text = re.sub(span, rf"<{mark}>\1</{mark}>", text)
    text = re.sub(r"</?span[^>]*>", "", text)
    text = re.sub(r"<(h\d|p|pre|ul|ol|li|table|td|tr|thead|tbody)\b[^>]*>", r"<\1>", text)
    text = re.sub(r"<h(\d)>(.*?)</h\1>", _with_anchor, text)
    return re.sub(r'<a href="([^"]*)">', _link, text).strip()


def _with_anchor(match: re.Match[str]) -> str:
    words = html.unescape(re.sub(r"<[^>]*>", "", match[2]))
    return f'<h{match[1]} id="{manual.anchor(words)}">{match[2]}</h{match[1]}>'


def _link(match: re.Match[str]) -> str:
    link = re.sub(r"\.md(?=#|$)", ".html", match[1]) if "://" not in match[1] else match[1]
    return f'<a href="{link}">'


def keys() -> str:
    """The page of keys as the program's own actions have it."""
    application = QApplication.instance() or QApplication([])
    return key_page(MainWindow(Settings(), ThemeKeeper(application)).actions_.defaults)


def main() -> int:
    """What the command line asks for; 2 where it asks for nothing known."""
    match sys.argv[1:]:
        case ["site", folder]:
            _application = QGuiApplication([])
            print(f"{site(Path(folder))} pages in {folder}")
        case ["keys"]:
            KEYS.write_text(keys(), encoding="utf-8")
        case ["pictures"]:
            for path in manual_pictures.draw():
                print(f"{path.relative_to(CHECKOUT)}: {path.stat().st_size:,} bytes")
        case ["animation"]:
            path = animation.draw()
            print(f"{path.relative_to(CHECKOUT)}: {path.stat().st_size:,} bytes")
        case ["check"]:
            faults = manual_check.faults()
            print("\n".join(faults) or "Links, pictures and words are in order.")
            return 1 if faults else 0
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
