"""What a replication archive is made of: values as JSON, tables with a data dictionary, metadata.

`operations/archive` decides what goes in, and verifies it.
"""
