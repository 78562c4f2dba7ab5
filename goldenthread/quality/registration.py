"""The contents page of the area: everything it adds to the whole."""
