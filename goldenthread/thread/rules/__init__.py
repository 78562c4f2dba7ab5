"""The rules of the golden thread, in plain Python: no Django, no database, no clock."""
