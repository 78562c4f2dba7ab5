"""Forms: what can be told from the input alone. The operations know the rules."""
