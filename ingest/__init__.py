"""From a file to clauses in the store."""
