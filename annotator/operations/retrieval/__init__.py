"""Questions about a project, as a viewer may see it.

questions.py     a line in, results out
material.py      the codings as columns, loaded once and asked many times
conditions.py    of which codings a condition holds
analysis_set.py  whose codings count where a question does not say it
search.py        words in all texts; in which pieces of one not folded yet they can be (probe.py)
quick_words.py, quick_folding.py  words and folded texts on arrays, as `corpus` has them
word_numbers.py  the words of a project as numbers, for counting
written_names.py what queries call codes, coders and documents
coding_list.py   the table of codings
listed.py        which of its rows a line finds
"""
