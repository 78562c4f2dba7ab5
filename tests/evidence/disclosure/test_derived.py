"""Percentages, rates, intervals and points on a chart say something of the counts behind them."""

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from goldenthread.evidence.disclosure import Cell, Rule, Tables, audit, gives_away, goes_with, ratio, told_by, total
from goldenthread.evidence.rules.deriving import half_up
from goldenthread.evidence.statistics import proportion_interval

FIVE = Rule()
counts, decimals = st.integers(0, 300), st.integers(0, 2)


def published(part: int, whole: int, factor: int, places: int) -> Decimal:
    return half_up(Decimal(part) * factor / whole, places)


@given(counts, st.integers(1, 300), counts, st.integers(1, 300), decimals)
def test_a_percentage_tells_exactly_which_pairs_of_counts_print_alike(part, whole, other, rest, places):
    value = published(part, whole, 100, places)
    facts = ratio("percent", "part", "whole", value).facts
    assert all(fact.holds({"part": part, "whole": whole}) for fact in facts)
    alike = published(other, rest, 100, places) == value
    assert all(fact.holds({"part": other, "whole": rest}) for fact in facts) == alike


@given(counts, st.integers(1, 90_000), counts, decimals)
def test_a_rate_of_a_known_population_tells_exactly_which_counts_print_alike(part, people, other, places):
    value = published(part, people, 10_000, places)
    (fact,) = ratio("rate", "part", Decimal(people), value, 10_000).facts
    assert fact.holds({"part": part})
    assert fact.holds({"part": other}) == (published(other, people, 10_000, places) == value)


@given(st.integers(0, 60), st.integers(1, 60))
def test_an_interval_tells_which_counts_print_alike(part, whole):
    assume(part <= whole)

    def printed(count: int) -> list[float]:
        return [round(each * 100, 1) for each in proportion_interval(count, whole)]

    (fact,) = told_by("interval", "part", part, printed, whole).facts
    assert [count for count in range(whole + 1) if fact.holds({"part": count})] == [
        count for count in range(whole + 1) if printed(count) == printed(part)
    ]


def test_a_value_goes_with_the_cells_it_is_worked_out_from():
    percent = ratio("percent", "late", "all", Decimal("6.0"))
    rate = ratio("rate", "all", Decimal(70_881), Decimal("7.1"), 10_000)
    assert goes_with([percent, rate], {"late"}) == {"percent"}
    assert goes_with([percent, rate], {"all"}) == {"percent", "rate"}


def test_a_value_that_would_uncover_a_hidden_cell_is_named():
    made = Tables({"late": Cell(3), "in time": Cell(47), "all": Cell(50)}, (total("all", ["late", "in time"]),))
    hidden = {"late", "in time"}
    percent = ratio("percent", "late", "all", Decimal("6.0"))
    rough = told_by("chart", "in time", 47, lambda count: count // 10, 100)
    rate = ratio("rate", "all", Decimal(70_881), Decimal("7.1"), 10_000)
    assert gives_away([percent, rough, rate], hidden, made, FIVE) == [percent]
    found = audit(made.with_facts(percent.facts), hidden, FIVE).given_away[0]
    assert found.exact
    assert found.value == 3
