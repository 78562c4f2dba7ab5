"""Pages of one indicator."""
