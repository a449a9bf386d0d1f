"""The errors that are meant for the user; everything else is a bug and stays loud."""


class UserError(Exception):
    """Something the user can understand and act on.

    The message is one or two complete sentences: what is wrong, where, and what to do.
    The command line prints it and exits with status 2; the window shows it in a dialog.
    """


class FaultyProjectError(UserError):
    """A project file that breaks the rules: what is sound of it may be read all the same."""


class DamagedFileError(UserError):
    """A project file that is damaged in its pages: what can be read may be saved as a new one."""


class NotSavedError(UserError):
    """The file could not be written now: another program has it, the disk is full or away.

    Nothing is wrong with what was to be saved; it can be tried again.
    """


class BusyFileError(NotSavedError):
    """Another program has locked the file, so that it can be neither written nor read now."""
