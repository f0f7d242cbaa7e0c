"""How well a library answers questions whose clauses are known."""
