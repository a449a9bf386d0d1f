"""The codebook as a whole: apply an edited one, its versions, and what to look at again."""

from typing import TYPE_CHECKING

from annotator.late_names import late_names

__all__ = [
    "Outdated",
    "add_new",
    "apply",
    "changed_since",
    "current",
    "outdated",
    "preview",
    "recognised",
    "redefined_since",
    "shares_codes",
    "side_by_side",
    "version",
    "version_at",
    "version_of",
    "versions",
]

if TYPE_CHECKING:
    from annotator.operations.codebook.editing import (
        Outdated,
        add_new,
        apply,
        changed_since,
        current,
        outdated,
        preview,
        recognised,
        redefined_since,
        shares_codes,
        side_by_side,
        version,
        version_at,
        version_of,
        versions,
    )
else:
    __getattr__ = late_names(__name__, __all__, "editing")
