"""Measuring pages at the three sizes of docs/performance.md."""
