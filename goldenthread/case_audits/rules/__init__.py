"""The rules of audits, in plain Python: states, samples, who may see which grade, and how far grades are apart."""
