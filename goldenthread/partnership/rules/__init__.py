"""Rules of the partnership, in plain Python."""
