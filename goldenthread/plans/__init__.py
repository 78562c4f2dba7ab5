"""Plans: what a partnership wants to achieve, who leads, who is responsible and accountable, how it is going, what is carried on.

A plan is a tree of any depth with names of its own (priority, outcome, objective). Its actions are actions of the thread, so that
one action can serve several plans and cannot be closed without saying what difference it made.
"""
