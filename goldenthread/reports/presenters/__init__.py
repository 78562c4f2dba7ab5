"""How the reports are worded: while they are put together, and for the world."""
