"""The running program: its single instance, files from outside, signals, messages of Qt."""
