"""What comes in from other programs' files and what goes out: import and export."""

from annotator.operations.transfer.files import (
    ExportChoice,
    Imported,
    Taken,
    export_file,
    export_formats,
    export_preview,
    export_suffix,
    import_as_project,
    import_files,
    import_into,
    kept_here,
    loses_something,
    whole,
)
from annotator.operations.transfer.reading import (
    Incoming,
    foreseen,
    import_suffixes,
    is_other_program,
    read_incoming,
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
    "foreseen",
    "import_as_project",
    "import_files",
    "import_into",
    "import_suffixes",
    "is_other_program",
    "kept_here",
    "loses_something",
    "pieces",
    "read_incoming",
    "whole",
]
