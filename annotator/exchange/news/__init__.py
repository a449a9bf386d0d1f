"""Exports of news databases: a file with many articles, each a document with its attributes.

What the readers of Word, rich text, web pages and plain text give is cut into articles by rules
that stand in readable files (`rule_files`); nothing here knows a vendor.
"""
