"""The routes of the lower areas, which cannot register them themselves: the registry stands above them."""
