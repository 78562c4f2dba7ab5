"""The rules of plans, in plain Python: numbering, the tree, states, what is carried on, when a plan is looked at."""
