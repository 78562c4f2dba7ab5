"""Small numbers kept from being worked out: which cells of linked tables to hide, and proof that they stay hidden.

Plain Python: no Django, no settings; scipy, which is read in only when a table is looked at. The rule and what
"protected" means stand in `rule`; the decision record "A hidden number could be any that its symbol stands for" says why.

- `Tables`: cells and linear facts. `crossed` makes them from rows, columns, periods and areas with totals.
- `Rule`: the threshold of an audience. `primary`: the cells that are too small to show.
- `hide`: the fewest other cells to hide, over everything that is linked. Raises `CannotProtect`.
- `audit`: what an attacker can work out of each hidden cell, with witnesses that prove it.
- `ratio`, `told_by`: percentages, rates, intervals and points on a chart, as facts; `goes_with`, `gives_away`.
- `Edition`, `joined`: what was published before.
"""

from goldenthread.evidence.disclosure.audit import Hidden, Proof, audit, unprotected
from goldenthread.evidence.disclosure.derived import Derived, gives_away, goes_with, ratio, told_by
from goldenthread.evidence.disclosure.history import Earlier, Edition, joined
from goldenthread.evidence.disclosure.model import Cell, Fact, Key, Tables, between, total, within
from goldenthread.evidence.disclosure.rule import Rule, primary
from goldenthread.evidence.disclosure.secondary import CannotProtect, Plan, hide
from goldenthread.evidence.disclosure.tables import Axis, crossed

__all__ = [
    "Axis",
    "CannotProtect",
    "Cell",
    "Derived",
    "Earlier",
    "Edition",
    "Fact",
    "Hidden",
    "Key",
    "Plan",
    "Proof",
    "Rule",
    "Tables",
    "audit",
    "between",
    "crossed",
    "gives_away",
    "goes_with",
    "hide",
    "joined",
    "primary",
    "ratio",
    "told_by",
    "total",
    "unprotected",
    "within",
]
