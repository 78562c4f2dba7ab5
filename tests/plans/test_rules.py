from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from goldenthread.foundation.errors import RuleBroken
from goldenthread.plans.rules import carrying, levels, reviews, states, tree
from goldenthread.plans.rules.levels import Level
from goldenthread.plans.rules.tree import Place, Tree

CHESHIRE = (Level("Priority", "1", None), Level("Outcome", "a", ""))
THREE = (Level("Objective", "1", None), Level("Outcome", "1", "."), Level("Action", "a", ""))


def chain(*parents: int | None) -> Tree[int]:
    return Tree.of(Place(key, parent, key + 1) for key, parent in enumerate(parents))


@some.composite
def trees(draw):
    size = draw(some.integers(1, 14))
    parents = [None, *(draw(some.one_of(some.none(), some.integers(0, key - 1))) for key in range(1, size))]
    order = draw(some.permutations(range(size)))
    return Tree.of(Place(key, parent, order[key]) for key, parent in enumerate(parents))


def shape(one: Tree[int]) -> list[tuple[int, int]]:
    return [(row.key, row.depth) for row in one.walk()]


def test_numbers_follow_the_scheme_that_a_partnership_uses():
    there = chain(None, 0, 0, None, 3)
    assert [row.number for row in there.walk(CHESHIRE)] == ["1", "1a", "1b", "2", "2a"]
    deep = chain(None, 0, 1, 1, 0)
    assert [row.number for row in deep.walk(THREE)] == ["1", "1.1", "1.1a", "1.1b", "1.2"]
    assert [row.number for row in deep.walk((Level("Aim", "", None),))] == [""] * 5


def test_a_printed_number_stands_and_those_below_follow_it():
    there = Tree.of([Place(1, None, 1, "A"), Place(2, 1, 1), Place(3, None, 2)])
    assert [row.number for row in there.walk(CHESHIRE)] == ["A", "Aa", "2"]


@pytest.mark.parametrize(
    ("style", "number", "words"),
    [("a", 1, "a"), ("a", 26, "z"), ("a", 27, "aa"), ("A", 2, "B"), ("i", 4, "iv"), ("i", 19, "xix"), ("1", 7, "7")],
)
def test_every_style_counts(style, number, words):
    assert levels.counted(style, number) == words


@given(some.lists(some.integers(1, 400), min_size=2, max_size=2, unique=True), some.sampled_from("1aAi"))
def test_two_places_never_have_one_number(numbers, style):
    assert levels.counted(style, numbers[0]) != levels.counted(style, numbers[1])


def test_levels_need_names_and_known_styles():
    for wrong in ([], [{"name": " "}], [{"name": "Priority", "style": "x"}], [{"name": "P"}] * 9):
        with pytest.raises(RuleBroken) as refused:
            levels.of(wrong)
        assert refused.value.field == "levels"
    with pytest.raises(RuleBroken):
        levels.of([{"name": "Priority", "style": "1", "joined": "!"}])
    kept = [each.as_plain() for each in THREE]
    assert levels.of(kept) == THREE
    assert levels.at(THREE, 7).name == "Action"
    assert [Level(name).plural for name in ("Priority", "Outcome", "Aims", "Key")] == [
        "Priorities",
        "Outcomes",
        "Aims",
        "Keys",
    ]


@given(trees())
def test_walking_a_tree_names_each_item_once_parents_first(there):
    rows = list(there.walk())
    assert sorted(row.key for row in rows) == sorted(there.places)
    seen = set()
    for row in rows:
        assert row.parent is None or row.parent in seen
        assert row.depth == there.depth(row.key)
        seen.add(row.key)


@given(trees(), some.data())
def test_a_move_loses_nothing_and_its_opposite_takes_it_back(there, data):
    key = data.draw(some.sampled_from(sorted(there.places)))
    move = data.draw(some.sampled_from(list(tree.MOVES)))
    try:
        after = there.moved(key, move)
    except RuleBroken:
        return
    assert set(after.places) == set(there.places)
    assert after.inside(key) == there.inside(key)
    if move in (tree.UP, tree.DOWN):
        back = after.moved(key, tree.DOWN if move == tree.UP else tree.UP)
        assert shape(back) == shape(there)
    if move == tree.OUT:
        assert after.depth(key) == there.depth(key) - 1
    if move == tree.IN:
        assert shape(after.moved(key, tree.OUT)) == shape(there)


@given(trees(), some.data())
def test_nothing_can_be_put_under_itself(there, data):
    key = data.draw(some.sampled_from(sorted(there.places)))
    for below in [key, *there.inside(key)]:
        with pytest.raises(RuleBroken):
            there.put(key, below)


def test_moves_that_lead_nowhere_say_so():
    there = chain(None, None, 0)
    for key, move in ((0, "up"), (1, "down"), (0, "in"), (0, "out"), (0, "sideways")):
        with pytest.raises(RuleBroken):
            there.moved(key, move)


def test_a_plan_goes_eight_levels_deep_at_most():
    there = chain(None, 0, 1, 2, 3, 4, 5, 6, None, 8)
    assert there.put(9, None).depth(9) == 0
    with pytest.raises(RuleBroken, match="8 levels"):
        there.put(8, 7)


def test_what_hangs_under_something_missing_stands_at_the_top():
    assert shape(Tree.of([Place(1, 99, 1), Place(2, 1, 1)])) == [(1, 0), (2, 1)]


def test_a_plan_goes_from_draft_to_agreed_to_closed():
    states.check_can_move("draft", "agreed")
    states.check_can_move("agreed", "closed")
    with pytest.raises(RuleBroken, match="draft cannot become closed"):
        states.check_can_move("draft", "closed")
    reached = {"draft", *(after for state in states.PLAN.values() for after in state.next)}
    assert reached == set(states.PLAN)


def test_what_is_not_on_track_needs_words():
    states.check_progress("on_track", "")
    for state in ("at_risk", "off_track", "done"):
        with pytest.raises(RuleBroken) as refused:
            states.check_progress(state, "")
        assert refused.value.field == "words"
    with pytest.raises(RuleBroken):
        states.check_progress("fine", "")


def test_reviews_fall_on_the_same_day_of_the_month_until_the_plan_ends():
    first, until = date(2015, 1, 31), date(2016, 1, 31)
    due = [reviews.next_due("quarterly", first, done, until=until) for done in range(6)]
    assert due == [date(2015, 1, 31), date(2015, 4, 30), date(2015, 7, 31), date(2015, 10, 31), date(2016, 1, 31), None]
    assert reviews.count_in("quarterly", first, until=until) == 5
    assert reviews.count_in("half_yearly", first, until=until) == 3
    assert reviews.count_in("yearly", first, until=until) == 2


def test_what_ends_has_no_successor_and_every_change_has_a_reason():
    carrying.check("carried", goes_on=True, reason="")
    carrying.check("dropped", goes_on=False, reason="No longer ours")
    for way, goes_on, reason in (
        ("dropped", True, "x"),
        ("carried", False, "x"),
        ("changed", True, ""),
        ("forgotten", True, "x"),
    ):
        with pytest.raises(RuleBroken):
            carrying.check(way, goes_on=goes_on, reason=reason)


@given(some.integers(0, 8), some.integers(0, 8), some.data())
def test_two_plans_compared_name_every_item_of_both(old, new, data):
    before, after = [f"b{n}" for n in range(old)], [f"a{n}" for n in range(new)]
    lines = []
    for key in before:
        follower = data.draw(some.one_of(some.none(), some.sampled_from(after))) if after else None
        decided = data.draw(some.booleans())
        if decided:
            lines.append(carrying.Line(key, follower, "carried" if follower else "dropped", "reason"))
    pairs = carrying.compared(before, after, lines)
    assert {pair.before for pair in pairs} - {None} == set(before)
    assert {pair.after for pair in pairs} - {None} == set(after)
    undecided = set(before) - {line.before for line in lines}
    assert {pair.before for pair in pairs if pair.outcome == "open"} == undecided


def test_what_nobody_decided_about_ends_with_what_it_stands_under_and_can_still_go_on_alone():
    lines = [carrying.Line("top", None, "dropped", "Done elsewhere"), carrying.Line("kept", "new", "carried")]
    pairs = carrying.compared(
        ["top", "under", "deep", "kept", "other"],
        ["new"],
        lines,
        {"under": ("top",), "deep": ("top", "under"), "kept": ("top",)},
    )
    assert [(pair.before, pair.outcome, pair.with_above) for pair in pairs] == [
        ("top", "dropped", False),
        ("under", "dropped", True),
        ("deep", "dropped", True),
        ("kept", "carried", False),
        ("other", "open", False),
    ]


def test_what_reads_alike_is_suggested_as_the_successor():
    before = {1: "Children who go missing are found", 2: "Schools know what to do", 3: "Something else altogether"}
    after = {7: "Schools know what they have to do", 8: "Children who go missing are found and heard"}
    assert carrying.suggested(before, after) == {1: 8, 2: 7}
