"""Passages that memos quote, memos that are begun, and memos as documents and tables."""
