"""Plain rules of the area: no Django, no clock."""
