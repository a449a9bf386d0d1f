"""What the user has changed of the window."""
