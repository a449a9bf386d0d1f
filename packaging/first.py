"""The built program runs this before anything else, PyInstaller's own preparations included.

They import a part of Qt. What is imported stays, so looking for garbage among it is for nothing;
`annotator/__main__.py` says when that begins.
"""

import gc

gc.disable()
