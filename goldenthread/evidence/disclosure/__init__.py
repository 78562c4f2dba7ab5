"""Small numbers kept from being worked out: which cells of a table to hide, and proof that they stay hidden."""
