"""Pages of clocks: the register of rules, the calendar, deadlines."""
