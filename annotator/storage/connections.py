"""The type of what queries read through, for the layer above, which knows no SQLAlchemy."""

from sqlalchemy import Connection

__all__ = ["Connection"]
