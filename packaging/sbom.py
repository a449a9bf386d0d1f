"""The software bill of materials of a build, as CycloneDX 1.6: ``python packaging/sbom.py FILE``.

What is in it: the program, Python, the packages that `identity.distributions` names with their
versions and licences, Qt, and of a Debian build the packages of the system whose libraries it took.
The same build gives the same file: its serial number is made of its contents, and its time is that
of the release (`SOURCE_DATE_EPOCH`). Runs in the environment whose packages it reads.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import identity
import licences
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

QT_LICENCE = "LGPL-3.0-only"
"""Under which Qt and its bindings are used; the texts are in `packaging/licences/`."""
_SPDX = {
    "MIT": "MIT",
    "MIT License": "MIT",
    "Apache-2.0": "Apache-2.0",
    "BSD-3-Clause": "BSD-3-Clause",
}
"""What older metadata calls a licence, as SPDX has it; others are told by their texts alone."""


def components(system: list[tuple[str, str]]) -> Iterator[Component]:
    """What the program consists of; `system` are names and versions of packages of Debian."""
    yield Component(
        name="CPython",
        version=platform.python_version(),
        type=ComponentType.FRAMEWORK,
        licenses=[LicenseExpression("PSF-2.0")],
        purl=PackageURL("generic", name="python", version=platform.python_version()),
        bom_ref="python",
    )
    for name in identity.distributions()[1:]:
        yield _package(name)
    for name, version in system:
        yield Component(
            name=name,
            version=version,
            type=ComponentType.LIBRARY,
            purl=PackageURL("deb", "debian", name, version),
            bom_ref=f"deb/{name}",
        )


def _package(name: str) -> Component:
    about = metadata.metadata(name)
    version = metadata.version(name)
    said = _said(about, "License-Expression") or _SPDX.get(_said(about, "License"), "")
    licence = QT_LICENCE if name in licences.QT_PARTS else said
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        licenses=[LicenseExpression(licence)] if licence else [],
        purl=PackageURL("pypi", name=name.lower(), version=version),
        bom_ref=f"pypi/{name.lower()}",
    )


def _said(about: metadata.PackageMetadata, field: str) -> str:
    return about[field] if field in about else ""  # noqa: SIM401  (it is no mapping)


def bill(system: list[tuple[str, str]]) -> str:
    """The bill as JSON."""
    bom = Bom()
    found = sorted(components(system), key=lambda one: (one.name.casefold(), one.version or ""))
    bom.components.update(found)
    own = Component(
        name=identity.distributions()[0],
        version=identity.version(),
        type=ComponentType.APPLICATION,
        licenses=[LicenseExpression("MIT")],
        bom_ref="annotator",
    )
    bom.metadata.component = own
    bom.register_dependency(own, found)
    bom.metadata.timestamp = datetime.fromtimestamp(
        int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC
    )
    contents = " ".join(f"{one.name}={one.version}" for one in (own, *found))
    bom.serial_number = uuid5(NAMESPACE_URL, contents)
    return str(
        make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1)
    )


def packages_of(paths: Iterable[str]) -> list[tuple[str, str]]:
    """Names and versions of the packages of Debian that these files came from."""
    names = sorted({name for path in paths if (name := licences.debian_package(path)) is not None})
    if not names:
        return []
    asked = ["dpkg-query", "--show", "--showformat", "${Package} ${Version}\n", *names]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    return [
        (one[0], one[2]) for line in sorted(set(told.splitlines())) if (one := line.partition(" "))
    ]


def main(target: Path, taken: Path | None = None) -> None:
    """Write the bill; `taken` lists the files that the build took from the system, a line each."""
    paths = taken.read_text(encoding="utf-8").splitlines() if taken is not None else []
    system = packages_of(paths) if sys.platform == "linux" else []
    target.write_text(bill(system) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(Path, sys.argv[2:3]))
