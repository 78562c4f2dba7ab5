"""Indicators, the figures supplied for them, and where each came from."""
