"""Background tasks: jobs with progress, the latest of several requests, debouncing."""
