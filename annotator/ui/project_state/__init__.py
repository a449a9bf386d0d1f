"""Parts of what the window knows of the open project: numbers of codings, what Undo would do."""
