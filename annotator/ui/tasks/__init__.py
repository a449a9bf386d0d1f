"""Background work of a window: `TaskService` runs it, `LatestTask` keeps what was asked for last,
`SerialTasks` does one thing after the other, `Debouncer` waits until nothing more comes."""
