"""Every verb of the application, a module a noun. Window, command line and tests call the same.

Each function that changes something takes the open project and the GUID of the coder who acts,
runs in one recorded step, and returns the `Changes` from which the window refreshes.
"""
