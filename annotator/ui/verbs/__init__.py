"""What the actions do, a group of verbs a module. They ask, call operations, and tell."""
