"""The codings under the cursor."""
