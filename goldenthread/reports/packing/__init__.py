"""The evidence pack: listing what there is, gathering it, setting it as one PDF, and laying it out as a zip."""
