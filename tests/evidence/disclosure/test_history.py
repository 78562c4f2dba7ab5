"""What was published before is known for ever."""

import pytest

from goldenthread.evidence.disclosure import (
    CannotProtect,
    Cell,
    Earlier,
    Edition,
    Rule,
    Tables,
    audit,
    hide,
    joined,
    total,
    unprotected,
)

FIVE = Rule()


def quarters(**values) -> Tables:
    return Tables({name: Cell(value) for name, value in values.items()}, ())


def test_a_year_less_the_quarters_published_before_gives_the_last_quarter():
    first = Edition("1", quarters(Q1=12, Q2=20, Q3=9), frozenset())
    year = Tables(
        {"Q1": Cell(12), "Q2": Cell(20), "Q3": Cell(9), "Q4": Cell(3), "year": Cell(44)},
        (total("year", ["Q1", "Q2", "Q3", "Q4"]),),
    )
    assert audit(year, hide(year, FIVE).hidden, FIVE).clean
    both = joined(year, [first])
    plan = hide(both, FIVE)
    assert plan.hidden == {"Q4", "year"}, "the quarters are known already: only the year can be hidden"
    assert audit(both, plan.hidden, FIVE).clean


def test_what_was_hidden_before_is_not_uncovered_by_what_is_shown_now():
    wards = Tables({"a": Cell(3), "b": Cell(30), "all": Cell(33)}, (total("all", ["a", "b"]),))
    before = Edition("1", wards, frozenset({"a", "b"}))
    now = joined(Tables({"b": Cell(30)}), [before])
    assert unprotected(now, (), FIVE) == ["a"]
    assert hide(now, FIVE).secondary == {"b"}


def test_a_restated_figure_is_another_unknown():
    before = Edition(
        "1", Tables({"a": Cell(3), "b": Cell(30), "all": Cell(33)}, (total("all", ["a", "b"]),)), frozenset("ab")
    )
    now = Tables({"a": Cell(3), "b": Cell(31), "all": Cell(34)}, (total("all", ["a", "b"]),))
    both = joined(now, [before])
    assert both.cells[Earlier("1", "b")].withheld
    assert both.cells[Earlier("1", "all")].known
    assert audit(both, {"a", "b"}, FIVE).clean
    assert unprotected(both, {"a"}, FIVE) == ["a"]


def test_a_small_number_published_before_is_said_to_be_known():
    before = Edition("1", quarters(Q1=3), frozenset())
    both = joined(quarters(Q1=3, Q2=40), [before])
    assert audit(both, {"Q1"}, FIVE).open == ("Q1",)
    with pytest.raises(CannotProtect):
        hide(both, FIVE)


def test_editions_that_are_safe_by_themselves_can_give_a_cell_away_together():
    first = Tables({"a": Cell(4), "b": Cell(30), "ab": Cell(34)}, (total("ab", ["a", "b"]),))
    second = Tables({"b": Cell(30), "c": Cell(2), "bc": Cell(32)}, (total("bc", ["b", "c"]),))
    hidden = hide(second, FIVE).hidden
    assert audit(second, hidden, FIVE).clean
    both = joined(second, [Edition("1", first, frozenset({"a", "ab"}))])  # b was shown
    assert unprotected(both, hidden, FIVE) == ["c"]
    assert audit(both, hide(both, FIVE).hidden, FIVE).clean
