"""Rows as the Department for Education published them: two hidden cells are not always enough."""

import csv
from pathlib import Path

import pytest

from goldenthread.evidence.disclosure import Cell, Rule, Tables, audit, hide, total

LINES = Path(__file__).with_name("dfe_d2_rows.csv").read_text(encoding="utf-8").splitlines()
ROWS = {(row["la_name"], row["time_period"]): row for row in csv.DictReader(LINES[1:])}
CATEGORIES = [name for name in next(iter(ROWS.values())) if name.endswith("_Initial")]


def table(row) -> tuple[Tables, set[str]]:
    """The row, with any numbers for its hidden cells that agree with it: which they are makes no difference."""
    hidden = [name for name in CATEGORIES if row[name] == "c"]
    cells = {name: int(row[name]) for name in CATEGORIES if name not in hidden}
    rest = int(row["CPP_start"]) - sum(cells.values())
    cells |= dict.fromkeys(hidden[1:], 1) | {hidden[0]: rest - len(hidden) + 1, "all": int(row["CPP_start"])}
    return Tables({key: Cell(value) for key, value in cells.items()}, (total("all", CATEGORIES),)), set(hidden)


def test_a_pair_that_makes_two_is_given_away_to_the_child():
    made, hidden = table(ROWS["Stockport", "2018"])
    proof = audit(made, hidden, Rule())
    assert [(each.least, each.most) for each in proof.hidden] == [(1, 1), (1, 1)]
    assert all(each.exact for each in proof.given_away)


@pytest.mark.parametrize(
    ("where", "most"), [(("Bury", "2018"), 2), (("Trafford", "2024"), 3), (("Stockport", "2016"), 4)]
)
def test_a_pair_that_makes_few_is_narrowed_down(where, most):
    made, hidden = table(ROWS[where])
    proof = audit(made, hidden, Rule())
    assert {(each.least, each.most) for each in proof.hidden} == {(1, most)}
    assert not proof.clean


@pytest.mark.parametrize("where", list(ROWS))
def test_what_we_would_hide_instead_is_protected(where):
    made, _ = table(ROWS[where])
    plan = hide(made, Rule())
    assert plan.fewest
    assert audit(made, plan.hidden, Rule()).clean


def test_a_pair_that_makes_enough_is_left_as_it_was_published():
    enough = [row for row in ROWS.values() if audit(*table(row), Rule()).clean]
    assert enough
    for row in enough:
        assert len(hide(table(row)[0], Rule()).hidden) == 2
