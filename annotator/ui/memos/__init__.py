"""All memos of the project, and its journal."""
