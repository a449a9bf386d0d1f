"""Parts of the main window: the header, the modes in the status line, About."""
