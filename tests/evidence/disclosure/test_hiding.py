"""Which cells are hidden, and that this protects: against trying everything."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from goldenthread.evidence.disclosure import (
    Axis,
    CannotProtect,
    Cell,
    Rule,
    Tables,
    audit,
    between,
    crossed,
    hide,
    primary,
    total,
    unprotected,
    within,
)
from tests.evidence.disclosure import brute

ALL = brute.ALL
TWO, FIVE = Rule(2), Rule(5)
patient = settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


def tables(numbers):
    drawn = brute.drawn(numbers)
    rows, columns = brute.shape(drawn)
    return crossed([Axis(tuple(rows), ALL), Axis(tuple(columns), ALL)], drawn)


def grids(rows, columns, most):
    return st.lists(st.lists(st.integers(0, most), min_size=columns, max_size=columns), min_size=rows, max_size=rows)


@patient
@given(st.sampled_from([(2, 2), (2, 3), (3, 2), (3, 3)]).flatmap(lambda size: grids(*size, 5)))
def test_every_hidden_small_number_can_be_as_many_as_the_symbol_stands_for(numbers):
    drawn = brute.drawn(numbers)
    plan = hide(tables(numbers), TWO)
    possible = brute.can_be(drawn, plan.hidden, 1, 9)
    for key in plan.primary:
        assert len(possible[key]) >= 2
    for key in plan.secondary:
        assert len(possible[key]) > 1


@patient
@given(st.sampled_from([(2, 2), (2, 3)]).flatmap(lambda size: grids(*size, 6)))
def test_no_plan_hides_fewer(numbers):
    drawn = brute.drawn(numbers)
    plan = hide(tables(numbers), TWO)
    assert plan.fewest
    needed = brute.fewest(drawn, 2, 10)
    assume(needed is not None)
    assert len(plan.secondary) == needed


@settings(patient, max_examples=5)
@given(grids(3, 3, 9))
def test_no_plan_hides_fewer_in_a_table_of_three_by_three(numbers):
    drawn = brute.drawn(numbers)
    assume(sum(1 <= value <= 2 for value in drawn.values()) <= 2)
    assert len(hide(tables(numbers), TWO).secondary) == brute.fewest(drawn, 2, 12)


@patient
@given(grids(2, 3, 4), st.sets(st.sampled_from([(f"r{row}", f"c{column}") for row in range(2) for column in range(3)])))
def test_the_audit_finds_what_trying_everything_finds(numbers, chosen):
    drawn = brute.drawn(numbers)
    hidden = {key for key in chosen if drawn[key]}
    proof = audit(tables(numbers), hidden, TWO)
    possible = brute.can_be(drawn, hidden, 1, 12)
    for each in proof.hidden:
        assert (each.least, each.most) == (min(possible[each.key]), max(possible[each.key]))
        assert each.safe == (len(possible[each.key]) >= each.needed)
    assert set(proof.open) == {key for key, value in drawn.items() if value in (1, 2) and key not in hidden}


@patient
@given(grids(3, 4, 12))
def test_a_witness_agrees_with_all_that_is_shown(numbers):
    made = tables(numbers)
    plan = hide(made, FIVE)
    proof = audit(made, plan.hidden, FIVE)
    assert proof.clean
    for witness in proof.witnesses:
        assert set(witness) <= plan.hidden
        for fact in made.facts:
            assert fact.holds({**made.values, **witness})


def test_two_hidden_cells_that_make_two_are_one_and_one():
    made = tables([[1, 1, 48], [20, 30, 40]])
    proof = audit(made, {("r0", "c0"), ("r0", "c1"), ("r1", "c0"), ("r1", "c1")}, FIVE)
    given_away = {each.key: each for each in proof.given_away}
    assert given_away["r0", "c0"].exact
    assert given_away["r0", "c0"].least == 1
    plan = hide(made, FIVE)
    assert audit(made, plan.hidden, FIVE).clean
    assert plan.secondary & {("r0", "c2"), ("r0", ALL)}


def test_a_cell_alone_in_its_row_and_column_takes_three_others_with_it():
    plan = hide(tables([[3, 40, 50], [60, 70, 80], [90, 20, 30]]), FIVE)
    assert plan.primary == {("r0", "c0")}
    assert len(plan.secondary) == 3
    assert not any(ALL in key for key in plan.secondary), "totals stay where as few others do"
    assert plan.fewest


def test_a_headline_is_kept_where_others_can_be_hidden_in_its_place():
    made = tables([[40, 3], [30, 30]])
    assert (ALL, ALL) not in hide(made, FIVE, keep=[(ALL, ALL)]).secondary
    alone = Tables({"a": Cell(3), "b": Cell(40), ALL: Cell(43)}, (total(ALL, ["a", "b"]),))
    assert hide(alone, FIVE, keep=[ALL]).secondary == {"b"}
    assert hide(alone, FIVE, keep=["b"]).secondary == {ALL}
    assert hide(alone, FIVE, keep=["b", ALL]).secondary, "what is to be kept gives way before a small number does"


def test_zeros_stay_and_are_never_hidden_for_others():
    made = tables([[3, 0, 0], [60, 70, 80]])
    plan = hide(made, FIVE)
    assert not any(made.values[key] == 0 for key in plan.hidden)


def test_a_threshold_of_nothing_hides_nothing():
    assert not hide(tables([[1, 2], [3, 4]]), Rule(0)).hidden


def test_a_table_without_small_numbers_is_left_alone():
    plan = hide(tables([[10, 20], [0, 40]]), FIVE)
    assert not plan.hidden
    assert plan.fewest


def test_quarters_add_to_a_year_and_districts_to_the_whole():
    quarters = Axis(("Q1", "Q2", "Q3", "Q4", "year"), inside={"year": ("Q1", "Q2", "Q3", "Q4")})
    places = Axis(("north", "south", ALL), ALL)
    numbers = {"Q1": (12, 30), "Q2": (3, 28), "Q3": (15, 31), "Q4": (11, 40)}
    values = {
        (quarter, place): number
        for quarter, pair in numbers.items()
        for place, number in zip(("north", "south"), pair, strict=True)
    }
    for quarter in numbers:
        values[quarter, ALL] = sum(numbers[quarter])
    for place in places.members:
        values["year", place] = sum(values[quarter, place] for quarter in numbers)
    made = crossed([quarters, places], values)
    plan = hide(made, FIVE)
    assert plan.primary == {("Q2", "north")}
    assert len(plan.secondary) == 3
    assert audit(made, plan.hidden, FIVE).clean
    alone = {("Q2", "north"), ("Q2", "south")}  # enough for one quarter by itself; the year gives it away
    assert unprotected(made, alone, FIVE) == [("Q2", "north")]


def test_a_zero_of_a_whole_group_is_hidden_where_an_audience_asks_for_it():
    cells = {"seen": Cell(12, group=True), "not seen": Cell(0, group=True, printed=False), "asked": Cell(12)}
    made = Tables(cells, (total("asked", ["seen", "not seen"]),))
    assert not primary(made, FIVE)
    strict = Rule(5, whole_groups=True)
    assert primary(made, strict) == {"not seen"}
    plan = hide(made, strict)
    assert len(plan.secondary) == 1
    assert audit(made, plan.hidden, strict).clean


def test_what_is_contained_in_another_limits_it():
    cells = {"plans": Cell(7), "again": Cell(3)}
    made = Tables(cells, (within("again", "plans"), between("plans", 0, 9)))
    assert audit(made, {"again"}, FIVE).clean
    close = Tables({"plans": Cell(3, people=False), "again": Cell(3)}, (within("again", "plans"),))
    found = audit(close, {"again"}, FIVE).given_away[0]
    assert (found.least, found.most, found.seen) == (1, 3, 3)


def test_what_everybody_knows_already_cannot_be_protected():
    cells = {"a": Cell(3), "b": Cell(40, known=True), ALL: Cell(43, known=True)}
    with pytest.raises(CannotProtect) as failed:
        hide(Tables(cells, (total(ALL, ["a", "b"]),)), FIVE)
    assert failed.value.keys == ("a",)


def test_a_small_number_that_was_shown_cannot_be_protected():
    with pytest.raises(CannotProtect):
        hide(Tables({"a": Cell(3, known=True), "b": Cell(40)}), FIVE)


def test_a_small_number_that_is_not_printed_must_not_follow_from_others():
    cells = {"in time": Cell(47), "late": Cell(3, printed=False), "asked": Cell(50)}
    plan = hide(Tables(cells, (total("asked", ["in time", "late"]),)), FIVE)
    assert plan.secondary == {"in time"}


def test_when_the_time_is_up_more_may_be_hidden_and_everything_is_protected():
    made = tables([[3, 40, 50, 8], [60, 2, 80, 9], [90, 20, 30, 1], [10, 20, 30, 40]])
    plan = hide(made, FIVE, seconds=0)
    assert audit(made, plan.hidden, FIVE).clean
    assert not plan.fewest
    assert len(plan.secondary) >= len(hide(made, FIVE).secondary)


def test_tables_must_agree_with_themselves():
    with pytest.raises(ValueError, match="do not agree"):
        Tables({"a": Cell(1), "b": Cell(2)}, (total("b", ["a"]),))
    with pytest.raises(ValueError, match="no cell"):
        Tables({"a": Cell(1)}, (total("b", ["a"]),))
    with pytest.raises(ValueError, match="no value"):
        crossed([Axis(("x", "y"))], {("x",): 1})
    for wrong in (-1, 1.5, True):
        with pytest.raises(ValueError, match="whole number"):
            Cell(wrong)
    with pytest.raises(ValueError, match="0 or more"):
        Rule(-1)
