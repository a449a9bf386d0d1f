"""A project as corpora for other tools: brat, CoNLL, JSON lines, W3C Web Annotation, TEI, UIMA CAS.

Each module is a format; `material` has what all of them write, `losses` what a format can't hold.
"""
