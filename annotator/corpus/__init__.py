"""The values of discourse coding: texts, spans, codes, codings. Standard library only."""
