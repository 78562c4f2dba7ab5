from datetime import date

import pytest

from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.plans import operations, queries
from goldenthread.plans.rules.counting import Counted, counted
from goldenthread.thread import operations as thread
from goldenthread.thread import queries as threads
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


def test_counting_leaves_out_what_was_withdrawn_and_never_rounds_up():
    done = counted([("closed", False)] * 199 + [("complete", False), ("withdrawn", True)])
    assert (done.total, done.closed, done.complete, done.percent) == (200, 199, 1, 99)
    assert done.words == "199 of 200 closed with impact, 1 done, impact not judged"
    late = counted([("under_way", True), ("held_up", False), ("shortfall", True)])
    assert (late.running, late.overdue, late.shortfall) == (2, 1, 1)
    assert Counted().words == "No actions"
    assert Counted().percent == 0


def test_an_action_of_a_plan_is_an_action_of_the_thread_that_the_item_demands(place, manager, at):
    agency = register.agency("Police", partnership=place)
    plan = factory.plan(place)
    priority = factory.item(plan)
    outcome = factory.item(plan, "Fewer go missing twice", parent=priority.pk)
    placed = operations.add_action(
        by=manager,
        at=at,
        item=outcome.pk,
        text="Audit twenty return interviews",
        owner_agency=agency.pk,
        owner_words="Police / CSC",
        due=date(2026, 9, 1),
        due_words="before the autumn, website permitting",
        number="1.1a",
    )
    [demander] = threads.demands_of(manager, placed.action_id)
    assert demander.record.pk == outcome.pk
    part = operations.add_action(by=manager, at=at, item=outcome.pk, text="Choose the twenty", parent=placed.pk)
    operations.add_action(by=manager, at=at, item=outcome.pk, text="Tell the board")
    lines = queries.lines(manager, plan)
    under, counts = queries.progress(manager, plan, lines, on=date(2026, 9, 2))
    rows = under[outcome.pk]
    assert [(row.action.text, row.depth) for row in rows] == [
        ("Audit twenty return interviews", 0),
        ("Choose the twenty", 1),
        ("Tell the board", 0),
    ]
    assert rows[0].owner == "Police, said as “Police / CSC”"
    assert (rows[0].number, rows[0].due_on, rows[0].late) == ("1.1a", date(2026, 9, 1), True)
    assert counts[priority.pk].words == "0 of 3 closed with impact, 1 overdue"
    assert part.parent_id == placed.pk


def test_one_action_serves_two_items_and_counts_once_above_them(place, manager, at):
    plan = factory.plan(place)
    priority = factory.item(plan)
    one, other = factory.item(plan, "One", parent=priority.pk), factory.item(plan, "Other", parent=priority.pk)
    placed = operations.add_action(by=manager, at=at, item=one.pk, text="Train two hundred")
    operations.attach_action(by=manager, at=at, item=other.pk, action=placed.action_id, reason="It helps here too")
    with pytest.raises(RuleBroken):
        operations.attach_action(by=manager, at=at, item=other.pk, action=placed.action_id)
    _, counts = queries.progress(manager, plan, queries.lines(manager, plan), on=TODAY)
    assert counts[priority.pk].total == 1
    assert len(queries.placed_in(manager, placed.action_id)) == 2
    operations.detach_action(by=manager, at=at, item=other.pk, action=placed.action_id)
    assert len(threads.demands_of(manager, placed.action_id)) == 1
    with pytest.raises(NotFound):
        operations.detach_action(by=manager, at=at, item=other.pk, action=placed.action_id)


def test_actions_move_within_their_row(place, manager, at):
    item = factory.item(factory.plan(place))
    first, second = (operations.add_action(by=manager, at=at, item=item.pk, text=text) for text in ("First", "Second"))
    operations.move_action(by=manager, at=at, item=item.pk, action=second.action_id, move="up")
    rows = queries.actions_under(manager, [item.pk], on=TODAY)[item.pk]
    assert [row.action.text for row in rows] == ["Second", "First"]
    for action, move in ((second.action_id, "up"), (first.action_id, "down"), (first.action_id, "in")):
        with pytest.raises(RuleBroken):
            operations.move_action(by=manager, at=at, item=item.pk, action=action, move=move)


def test_an_agency_lead_works_her_plan_but_does_not_judge_what_difference_it_made(place, manager, at):
    agency = register.agency("Police", partnership=place)
    lead = viewers.holding("agency_member", agency=agency.pk, around=[place])
    plan = factory.plan(place, by=lead, kind="agency", owner_agency=agency.pk)
    item = factory.item(plan, by=lead)
    placed = operations.add_action(by=lead, at=at, item=item.pk, text="Officers ask the child")
    action = placed.action_id
    thread.update_action(by=lead, at=at, action=action, status="complete", note="All 40 officers trained")
    with pytest.raises(NotAllowed):
        thread.close_action(by=lead, at=at, action=action)
    with pytest.raises(RuleBroken):
        thread.close_action(by=manager, at=at, action=action)
    thread.add_evidence(by=lead, at=at, action=action, words="17 of 20 children say they were heard")
    thread.judge(by=manager, at=at, action=action, judgement="some", words="Most children now say so")
    thread.close_action(by=manager, at=at, action=action)
    _, counts = queries.progress(manager, plan, queries.lines(manager, plan), on=TODAY)
    assert counts[item.pk].words == "1 of 1 closed with impact"
