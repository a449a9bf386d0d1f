"""What comes in from other programs' files and what goes out: import and export."""

from annotator.operations.transfer.files import (
    ExportChoice,
    Imported,
    Incoming,
    Taken,
    export_file,
    export_formats,
    export_preview,
    export_suffix,
    import_as_project,
    import_files,
    kept_here,
    loses_something,
    whole,
)
from annotator.operations.transfer.streaming import pieces

__all__ = [
    "ExportChoice",
    "Imported",
    "Incoming",
    "Taken",
    "export_file",
    "export_formats",
    "export_preview",
    "export_suffix",
    "import_as_project",
    "import_files",
    "kept_here",
    "loses_something",
    "pieces",
    "whole",
]
