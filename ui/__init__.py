"""The doors: browser chat and command line, both over one `Assistant`."""
