"""Forms of the partnership: they check what can be told from the input alone."""
