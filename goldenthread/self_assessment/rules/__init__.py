"""The rules of self-assessment, in plain Python."""
