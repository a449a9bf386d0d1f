"""Questions on arrays of codings: no window, no file.

language/        query lines to query values (`annotator.corpus.query`) and back
columns.py       the codings of all documents as columns on one axis
material.py      what else a question may ask, as a protocol
evaluate.py      which codings, pairs or common passages a question finds
related.py       relations between codings: by sweeps (`sweeps.py`) or as pairs (`pairs.py`)
literal.py       where given words stand in a text
passages.py      words and structure of passages
units.py         words, sentences, paragraphs and turns
tables/          groups of codings by groups, and what is counted
sequences.py     what follows what
concordance.py   passages sorted by the words around them
keyness.py       words that set passages apart
near_duplicates.py  texts that are nearly the same, by their shingles
"""
