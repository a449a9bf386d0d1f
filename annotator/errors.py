"""The errors that are meant for the user; everything else is a bug and stays loud."""


class UserError(Exception):
    """Something the user can understand and act on.

    The message is one or two complete sentences: what is wrong, where, and what to do.
    The command line prints it and exits with status 2; the window shows it in a dialog.
    """


class NotSavedError(UserError):
    """The file could not be written now: another program has it, the disk is full or away.

    Nothing is wrong with what was to be saved; it can be tried again.
    """
