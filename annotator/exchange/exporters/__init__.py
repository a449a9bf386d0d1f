"""What a project is written as: a declared table of formats, and how each is written."""
