"""What comes in from other programs' files and what goes out: import and export."""

from annotator.operations.transfer.files import (
    EXPORT_SUFFIXES,
    ExportChoice,
    Imported,
    Incoming,
    Taken,
    export_file,
    export_preview,
    export_suffix,
    import_as_project,
    import_files,
    kept_here,
    whole,
)

__all__ = [
    "EXPORT_SUFFIXES",
    "ExportChoice",
    "Imported",
    "Incoming",
    "Taken",
    "export_file",
    "export_preview",
    "export_suffix",
    "import_as_project",
    "import_files",
    "kept_here",
    "whole",
]
