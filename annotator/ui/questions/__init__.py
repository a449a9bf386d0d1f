"""The page of questions: a line, and what it finds as passages, concordance, table or picture."""
