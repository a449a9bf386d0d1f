"""Names by which the systems know the program, and what it consists of. Standard library only."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
APP_ID = "org.annotator.Annotator"
MIME_TYPE = "application/x-annotator-project"
SUFFIX = "annot"
SUMMARY = "Code texts and measure agreement"
_USED_BY_THEM = ("typing_extensions", "mdurl")


def version() -> str:
    """The version of the checkout, from where the package itself has it."""
    text = (CHECKOUT / "annotator" / "__init__.py").read_text(encoding="utf-8")
    (found,) = re.findall(r'__version__ = "([^"]+)"', text)
    return str(found)


def distributions() -> list[str]:
    """The Python packages that a build ships: the program, and what it declares to need."""
    declared = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in declared["dependencies"]]
    # Shiboken binds Qt to Python; SQLAlchemy uses typing_extensions, markdown-it-py mdurl.
    # A line for each range of Pythons may name one of them twice.
    return [declared["name"], *dict.fromkeys(needed), "shiboken6", *_USED_BY_THEM]


def languages() -> list[str]:
    """Codes of the languages in which the program speaks."""
    return ["en", *sorted(path.stem for path in CHECKOUT.glob("resources/translations/*.po"))]


def macos_properties() -> dict[str, object]:
    """What macOS reads of a bundle: document type, sharp letters, dark mode, and the languages in
    which its own dialogs speak there."""
    return {
        "CFBundleDisplayName": "Annotator",
        "CFBundleShortVersionString": version(),
        "CFBundleVersion": version(),
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": languages(),
        "NSHumanReadableCopyright": "The Annotator contributors. MIT licence.",
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": "13.0",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Annotator project",
                "CFBundleTypeRole": "Editor",
                "CFBundleTypeIconFile": "document.icns",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [f"{APP_ID.lower()}.project"],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": f"{APP_ID.lower()}.project",
                "UTTypeDescription": "Annotator project",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeIconFile": "document.icns",
                "UTTypeTagSpecification": {
                    "public.filename-extension": [SUFFIX],
                    "public.mime-type": [MIME_TYPE],
                },
            }
        ],
    }
