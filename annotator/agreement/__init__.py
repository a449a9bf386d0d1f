"""Agreement between coders: pure statistics on arrays, no window and no file.

Read `table.py` for the figures that are shown by default, `continuum.py` for what goes in and
`figure.py` for what comes out. Every other module computes one family of measures.
"""
