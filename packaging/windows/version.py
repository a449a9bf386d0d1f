#!/usr/bin/env python3
"""What Windows shows under Properties → Details of the program: ``version.py FILE``.

Standard library only; the format is PyInstaller's.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import identity

TEMPLATE = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004,
                    fileType=1, subtype=0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("FileDescription", "Annotator"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("LegalCopyright", "The Annotator contributors. MIT licence."),
      StringStruct("OriginalFilename", "annotator.exe"),
      StringStruct("ProductName", "Annotator"),
      StringStruct("ProductVersion", "{version}")])]),
    VarFileInfo([VarStruct("Translation", [1033, 1200])])
  ]
)
"""


def properties(version: str) -> str:
    """The text for a version such as 0.1.0; Windows counts in four numbers."""
    numbers = tuple(int(part) for part in version.split(".")[:3] if part.isdigit())
    return TEMPLATE.format(numbers=(numbers + (0,) * 4)[:4], version=version)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(properties(identity.version()), encoding="utf-8")
