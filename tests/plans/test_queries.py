from datetime import date

import pytest

from goldenthread.access.guards import ViewerMissing
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import year_from_april
from goldenthread.plans import checks, operations, queries
from goldenthread.plans.operations import Who
from goldenthread.records import search
from tests.factories import partnership as register
from tests.factories import plans as factory
from tests.factories import viewers

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 2)


@pytest.fixture
def place():
    return factory.somewhere()


@pytest.fixture
def manager(place):
    return viewers.business_manager(place)


def test_people_of_the_partnership_see_its_plans_and_others_cannot_tell(place):
    item = factory.item(factory.plan(place))
    reader = viewers.holding("scrutineer", partnership=place)
    assert queries.plan(reader, item.plan_id).title == "Business plan 2026-28"
    assert [row.pk for row in queries.items(reader)] == [item.pk]
    other = viewers.holding("scrutineer", partnership=factory.somewhere())
    assert not queries.plans(other).exists()
    for read, pk in ((queries.plan, item.plan_id), (queries.item, item.pk)):
        with pytest.raises(NotFound):
            read(other, pk)
    with pytest.raises(ViewerMissing):
        queries.plans()


def test_nothing_that_hangs_on_a_plan_is_found_by_others(place, manager, at):
    item = factory.item(factory.plan(place))
    group = register.group(partnership=place)
    raised = operations.escalate(by=manager, at=at, item=item.pk, group=group.pk, reason="No money")
    operations.judge(by=manager, at=at, item=item.pk, state="on_track")
    operations.start_cycle(by=manager, at=at, plan=item.plan_id, kind="yearly", first_on=date(2026, 6, 1))
    [review] = queries.reviews(manager)
    event = operations.record_event(by=manager, at=at, partnership=place, title="Day", held_on=TODAY)
    strategy = operations.keep_strategy(by=manager, at=at, partnership=place, name="Neglect")
    other = viewers.holding("scrutineer", partnership=factory.somewhere())
    for read, pk in (
        (queries.escalation, raised.pk),
        (queries.review, review.pk),
        (queries.event, event.pk),
        (queries.strategy, strategy.pk),
    ):
        with pytest.raises(NotFound):
            read(other, pk)
    assert not queries.judgements(other, item.pk)
    assert not queries.escalations(other, item=item.pk)


def test_the_plan_of_a_day_is_the_agreed_one(place, manager):
    factory.plan(place)
    assert queries.current(manager, place, TODAY) is None
    row = factory.agreed(place)
    assert queries.current(manager, place, TODAY) == row
    assert list(queries.in_period(manager, place, year_from_april("2026-27"))) == [row]
    assert not queries.in_period(manager, place, year_from_april("2024-25"))


def test_lines_cost_the_same_for_many(place, manager, django_assert_max_num_queries):
    plan = factory.large(place, priorities=2, outcomes=3)
    with django_assert_max_num_queries(6):
        lines = queries.lines(manager, plan)
    assert [line.number for line in lines][:3] == ["1", "1.1", "1.2"]
    assert [line.level for line in lines][:2] == ["Priority", "Outcome"]


def test_an_item_is_found_by_its_words(place, manager):
    item = factory.item(factory.plan(place), "Neglect is seen early", why="Because it lasts")
    assert [row.pk for row in search.search(manager, "lasts")] == [item.pk]


def test_whose_plan_one_may_begin(place):
    group = register.group("Hub", partnership=place)
    chair = viewers.holding("group_chair", group=group.pk, around=[place])
    assert queries.places(chair) == [(f"group:{group.pk}:{place}", "Hub")]
    [(key, _)] = queries.places(viewers.business_manager(place))
    assert key == f"partnership:{place}"
    assert not queries.places(viewers.holding("scrutineer", partnership=place))


def test_two_plans_lie_side_by_side(place, manager, at):
    old = factory.agreed(place, title="Old", starts_on=date(2024, 4, 1), ends_on=date(2026, 3, 31))
    first = factory.item(old, "First", leads=[Who(words="Police")])
    below = factory.item(old, "Below", parent=first.pk)
    second, third = factory.item(old, "Second"), factory.item(old, "Third")
    operations.add_measure(by=manager, at=at, item=below.pk, words="Fewer")
    new = operations.begin_next_plan(
        by=manager, at=at, plan=old.pk, title="New", starts_on=date(2026, 4, 1), ends_on=date(2028, 3, 31)
    )
    given = {"by": manager, "at": at, "into": new.pk}
    copy = operations.carry(item=first.pk, **given)
    child = operations.carry(item=below.pk, way="changed", reason="Wider", **given)
    assert operations.carry(item=second.pk, way="dropped", reason="Health does it now", **given) is None
    fresh = factory.item(new, "Fresh")
    assert child.parent_id == copy.pk
    assert queries.item(manager, copy.pk).held_by("lead")[0].who == "Police"
    assert queries.item(manager, child.pk).measures.get().words == "Fewer"
    rows = queries.compared(manager, old, new)
    assert [row.outcome for row in rows] == ["carried", "changed", "dropped", "open", "new"]
    assert rows[-1].after.item == fresh
    assert rows[3].before.item == third
    assert queries.ties(manager, copy).earlier[0].before == first
    assert queries.ties(manager, first).later[0].after == copy


def test_what_was_decided_is_taken_back(place, manager, at):
    old, new = factory.plan(place, title="Old"), factory.plan(place, title="New")
    item = factory.item(old)
    operations.carry(by=manager, at=at, item=item.pk, into=new.pk, way="dropped", reason="Done elsewhere")
    with pytest.raises(Exception, match="Undo that first"):
        operations.carry(by=manager, at=at, item=item.pk, into=new.pk)
    assert operations.undo_carry(by=manager, at=at, item=item.pk, into=new.pk) == 1
    assert operations.undo_carry(by=manager, at=at, item=item.pk, into=new.pk) == 0
    there = factory.item(new, "Already there")
    follower = operations.carry(
        by=manager, at=at, item=item.pk, into=new.pk, way="merged", after=there.pk, reason="One thing"
    )
    assert follower == there
    with pytest.raises(Exception, match="follows"):
        operations.carry(by=manager, at=at, item=item.pk, into=old.pk)
    with pytest.raises(Exception, match="begins after"):
        operations.begin_next_plan(
            by=manager, at=at, plan=old.pk, title="X", starts_on=date(2020, 4, 1), ends_on=date(2021, 3, 31)
        )


def test_next_year_s_focus_is_kept_in_order_and_replaced(place, manager, at):
    plan = factory.plan(place)
    item = factory.item(plan)
    operations.set_focus(by=manager, at=at, plan=plan.pk, lines=[("One", item.pk), (" ", None), ("Two", None)])
    operations.set_focus(by=manager, at=at, plan=plan.pk, lines=[("Three", None), ("One", item.pk)])
    assert [note.text for note in queries.notes(manager, plan, "focus")] == ["Three", "One"]


def test_the_nightly_checks_find_what_is_missing(place, manager, at):
    plan = factory.agreed(place)
    bare = factory.item(plan, "Bare")
    late = factory.item(plan, "Late", parent=bare.pk, due_on=date(2026, 4, 1), responsible=[Who(words="All")])
    whole = factory.item(plan, "Whole", leads=[Who(words="Police")], standing=True)
    operations.add_measure(by=manager, at=at, item=whole.pk, words="Fewer")
    operations.start_cycle(by=manager, at=at, plan=plan.pk, kind="quarterly", first_on=date(2026, 4, 10))

    def found(check, on=TODAY):
        return [each.record for each in check(manager, on)]

    assert found(checks.without_lead) == [bare.pk]
    assert found(checks.without_accountable) == [late.pk]
    assert found(checks.without_measure) == [bare.pk]
    assert found(checks.without_date) == []
    assert found(checks.past_due) == [late.pk]
    operations.judge(by=manager, at=at, item=late.pk, state="done", words="Held on 1 April")
    assert found(checks.past_due) == []
    assert found(checks.reviews_missed) == []
    assert found(checks.reviews_missed, date(2026, 4, 11)) == [plan.pk]
    undated = factory.item(plan, "Undated")
    assert found(checks.without_date) == [undated.pk]
