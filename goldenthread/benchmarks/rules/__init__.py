"""What published figures mean: symbols, periods, and the comparisons worked out from them."""
