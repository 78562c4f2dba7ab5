"""The partnership's money: who contributes what, what was spent, what is ring-fenced, what is left, and what next year lacks."""
