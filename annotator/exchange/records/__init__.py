"""Tables (CSV, spreadsheets, JSON) whose rows are texts, read as a mapping says."""
