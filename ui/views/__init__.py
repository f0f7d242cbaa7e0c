"""The views of the page, one function each: they read as a description, and hold no logic."""
