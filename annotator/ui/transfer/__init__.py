"""REFI-QDA in the window: what an import brought, and the choices of an export."""
