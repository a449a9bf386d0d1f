"""Pictures of answers and tables in the window: painted, saved, copied, and opened by a click."""
