"""Agreement between coders: pure statistics on arrays, no window and no file.

What goes in: `continuum.py` (a document as several coders coded it) and `units.py` (words or
sentences, if not characters). What comes out: `figure.py`, a number or the reason why there is
none.

    table.py        agreement_table     the figures shown by default, by code and overall
    panel.py        agreement_panel     the same with intervals
    pairwise.py     pair_tables, pair_confusions
    classical.py    classical           kappas, pi, AC1, percent, alpha of sets, on any unit
    unitizing.py    unitizing, gamma_of alpha-U, the u-alpha family, gamma
    attributes.py   attribute_alpha     attributes of matched codings
    measure_intervals.py, unitizing_intervals.py    the intervals of the other measures
    diagnostics.py  diagnose            what stands behind a figure, in words

Below them, one idea a module: documents are laid end to end (`layout.py`), boundaries are swept
once (`sweep.py`, `sets.py`), and every figure is made of sums by cluster (`binary.py`,
`nominal.py`, `spans.py`), which makes leaving out each document (`jackknife.py`) a
subtraction, and a thousand bootstrap draws (`bootstrap.py`) one product of matrices.
"""
