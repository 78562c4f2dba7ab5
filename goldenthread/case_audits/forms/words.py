"""What the forms of the area say alike."""

SAFE = "Use safe words: no child's, parent's or worker's name."
LONG = 10_000
