"""The rules of calls and returns: plain Python."""
