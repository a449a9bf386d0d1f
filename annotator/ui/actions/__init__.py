"""The table of actions, the menus and keys made of it, the palette and the help sheet."""
