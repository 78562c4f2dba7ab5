"""The rules of question banks, in plain Python."""
