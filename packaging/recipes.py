#!/usr/bin/env python3
"""Recipes for winget, Homebrew and Flathub of a release, from the files themselves.

``python packaging/recipes.py DIR --url BASE [--windows FILE.exe] [--macos FILE.dmg]
[--linux FILE.tar.xz]``: BASE is where the files can be fetched from, and the README's pictures.
winget gets its three manifests of schema 1.6, Homebrew a cask, Flathub the manifest with its
sources and metadata; all with the digests of the files. Standard library only.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

import identity
import published
from published import sha256

PUBLISHER = "The Annotator contributors"
WINGET_ID = "Annotator.Annotator"
_SCHEMA = "https://aka.ms/winget-manifest.{kind}.1.6.0.schema.json"


def winget(installer: Path, base: str) -> dict[str, str]:
    """The manifests by the names of their files: version, installer, and what the user reads."""
    common = {"PackageIdentifier": WINGET_ID, "PackageVersion": identity.version()}
    version = common | {"DefaultLocale": "en-US"}
    program = common | {
        "InstallerType": "inno",
        "Scope": "user",
        "MinimumOSVersion": "10.0.17763.0",
        "FileExtensions": [identity.SUFFIX],
        "Installers": [
            {
                "Architecture": "x64",
                "InstallerUrl": f"{base}/{installer.name}",
                "InstallerSha256": sha256(installer).upper(),
            }
        ],
    }
    words = common | {
        "PackageLocale": "en-US",
        "Publisher": PUBLISHER,
        "PackageName": "Annotator",
        "License": "MIT",
        "ShortDescription": identity.SUMMARY,
        "Tags": ["qualitative-research", "content-analysis", "refi-qda"],
    }
    return {
        f"{WINGET_ID}.yaml": _yaml("version", version),
        f"{WINGET_ID}.installer.yaml": _yaml("installer", program),
        f"{WINGET_ID}.locale.en-US.yaml": _yaml("defaultLocale", words),
    }


def _yaml(kind: str, said: Mapping[str, object]) -> str:
    """A manifest as YAML: texts, lists of texts, and a list of one mapping."""
    lines = [f"# yaml-language-server: $schema={_SCHEMA.format(kind=kind)}"]
    whole = {**said, "ManifestType": kind, "ManifestVersion": "1.6.0"}
    for name, value in whole.items():
        if not isinstance(value, list):
            lines.append(f"{name}: {value}")
            continue
        lines.append(f"{name}:")
        for one in value:
            if isinstance(one, dict):
                first, *rest = (f"{key}: {text}" for key, text in one.items())
                lines += [f"- {first}", *(f"  {line}" for line in rest)]
            else:
                lines.append(f"- {one}")
    return "\n".join(lines) + "\n"


def cask(image: Path, base: str) -> str:
    """The cask of Homebrew."""
    return f'''cask "annotator-qda" do
  version "{identity.version()}"
  sha256 "{sha256(image)}"

  url "{base}/{image.name}"
  name "Annotator"
  desc "{identity.SUMMARY}"
  homepage "{base}"

  depends_on macos: ">= :ventura"

  app "Annotator.app"

  zap trash: [
    "~/Library/Application Support/Annotator",
    "~/Library/Logs/Annotator",
    "~/Library/Preferences/{identity.APP_ID}.plist",
  ]
end
'''


def flathub(archive: Path, base: str) -> dict[str, str]:
    """The manifest as it is, the archive as its source, and the metadata with pictures."""
    manifest = Path(__file__).parent / "flatpak" / f"{identity.APP_ID}.yaml"
    metadata = f"{identity.APP_ID}.metainfo.xml"
    sources = [
        {
            "type": "archive",
            "url": f"{base}/{archive.name}",
            "sha256": sha256(archive),
            "strip-components": 0,
        },
        {"type": "file", "path": metadata},
    ]
    return {
        manifest.name: manifest.read_text(encoding="utf-8"),
        "sources.json": json.dumps(sources, indent=2) + "\n",
        metadata: published.metadata(base),
        "flathub.json": json.dumps({"only-arches": ["x86_64"]}, indent=2) + "\n",
    }


def main() -> None:
    """Write the recipes of the files that are named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--url", required=True, help="where the files can be fetched from")
    parser.add_argument("--windows", type=Path, help="the installer")
    parser.add_argument("--macos", type=Path, help="the disk image")
    parser.add_argument("--linux", type=Path, help="the archive that build.py --archive makes")
    options = parser.parse_args()
    base = options.url.rstrip("/")
    made = winget(options.windows, base) if options.windows else {}
    if options.macos:
        made["annotator-qda.rb"] = cask(options.macos, base)
    if options.linux:
        made |= flathub(options.linux, base)
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        (options.folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
