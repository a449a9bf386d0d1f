"""The texts of a project."""

from typing import TYPE_CHECKING

from annotator.late_names import late_names

__all__ = [
    "Added",
    "DocumentUse",
    "DocumentWriter",
    "TextFile",
    "add",
    "delete",
    "document_guid",
    "free_name",
    "full_documents",
    "guid_of",
    "label_of",
    "listed",
    "mark_done",
    "move",
    "read_files",
    "read_one",
    "record_document",
    "refuse_large",
    "rename",
    "replaced",
    "set_progress",
    "set_progress_of_all",
    "text_digest",
    "text_of",
    "use",
]

if TYPE_CHECKING:
    from annotator.operations.documents.document_rows import (
        DocumentWriter,
        TextFile,
        document_guid,
        free_name,
        guid_of,
        record_document,
        text_digest,
    )
    from annotator.operations.documents.editing import (
        Added,
        DocumentUse,
        add,
        delete,
        full_documents,
        label_of,
        listed,
        mark_done,
        move,
        read_files,
        read_one,
        refuse_large,
        rename,
        replaced,
        set_progress,
        set_progress_of_all,
        text_of,
        use,
    )
else:
    __getattr__ = late_names(__name__, __all__, "document_rows", "editing")
