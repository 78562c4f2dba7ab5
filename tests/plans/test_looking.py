from datetime import UTC, date, datetime

import pytest

from goldenthread.clocks import queries as deadlines
from goldenthread.foundation.errors import EditConflict, NotAllowed, RuleBroken
from goldenthread.plans import operations, queries
from goldenthread.plans.operations import Who
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


def test_holding_a_review_brings_the_next_into_the_diary(place, manager, at):
    group = register.group("Executive", partnership=place)
    plan = factory.plan(place, at=factory.THEN, starts_on=date(2015, 4, 1), ends_on=date(2015, 12, 31))
    operations.start_cycle(
        by=manager, at=factory.THEN, plan=plan.pk, kind="quarterly", first_on=date(2015, 6, 30), group=group.pk
    )
    [first] = queries.reviews(manager, plan=plan.pk)
    [deadline] = deadlines.of_record(manager, plan.pk)
    assert (deadline.due_on, deadline.owner_group_id) == (date(2015, 6, 30), group.pk)
    july = datetime(2015, 7, 2, 9, tzinfo=UTC)
    operations.hold_review(by=manager, at=july, review=first.pk, seen=1, on=date(2015, 7, 1), words="On the way")
    with pytest.raises(RuleBroken, match="already"):
        operations.hold_review(by=manager, at=july, review=first.pk, seen=2, on=date(2015, 7, 1))
    dates = [row.due_on for row in queries.reviews(manager, plan=plan.pk)]
    assert dates == [date(2015, 6, 30), date(2015, 9, 30)]
    [cycle] = queries.cycles(manager, plan)
    operations.end_cycle(by=manager, at=july, cycle=cycle.pk, seen=1, on=date(2015, 7, 2), words="The board took over")
    assert [row.status for row in deadlines.of_record(manager, plan.pk).order_by("due_on")] == ["done", "cancelled"]


def test_a_review_lies_within_its_plan_and_is_never_held_tomorrow(place, manager, at):
    plan = factory.plan(place)
    for kind, first in (("quarterly", date(2030, 1, 1)), ("sometimes", date(2026, 6, 1))):
        with pytest.raises(RuleBroken):
            operations.start_cycle(by=manager, at=at, plan=plan.pk, kind=kind, first_on=first)
    operations.start_cycle(by=manager, at=at, plan=plan.pk, kind="yearly", first_on=date(2026, 6, 1))
    [review] = queries.reviews(manager, plan=plan.pk)
    with pytest.raises(RuleBroken):
        operations.hold_review(by=manager, at=at, review=review.pk, seen=1, on=date(2026, 5, 1))
    with pytest.raises(RuleBroken):
        operations.start_cycle(by=manager, at=at, plan=plan.pk, kind="yearly", first_on=date(2026, 6, 1))


def test_judgements_stay_and_the_last_one_counts(place, manager, at):
    plan = factory.plan(place)
    row = factory.item(plan)
    operations.judge(by=manager, at=at, item=row.pk, state="at_risk", words="Two posts empty", on=date(2026, 4, 1))
    operations.judge(by=manager, at=at, item=row.pk, state="on_track")
    assert [each.state for each in queries.judgements(manager, row.pk)] == ["on_track", "at_risk"]
    [line] = queries.lines(manager, plan)
    assert line.progress.state == "on_track"
    [before] = queries.lines(manager, plan, on=date(2026, 4, 1))
    assert before.progress.state == "at_risk"
    with pytest.raises(RuleBroken):
        operations.judge(by=manager, at=at, item=row.pk, state="on_track", on=date(2026, 5, 1))


def test_whoever_leads_an_item_may_judge_it(place, manager, at):
    police = register.agency("Police", partnership=place)
    lead = viewers.holding("agency_member", agency=police.pk, around=[place])
    plan = factory.plan(place)
    hers, other = factory.item(plan, leads=[Who(body=police.pk)]), factory.item(plan, "Other")
    assert operations.judge(by=lead, at=at, item=hers.pk, state="on_track").by_name == lead.name
    with pytest.raises(NotAllowed):
        operations.judge(by=lead, at=at, item=other.pk, state="on_track")


def test_a_judgement_belongs_to_a_review_of_the_same_plan(place, manager, at):
    plan, other = factory.plan(place), factory.plan(place)
    operations.start_cycle(by=manager, at=at, plan=other.pk, kind="yearly", first_on=date(2026, 6, 1))
    [review] = queries.reviews(manager, plan=other.pk)
    with pytest.raises(RuleBroken):
        operations.judge(by=manager, at=at, item=factory.item(plan).pk, state="on_track", review=review.pk)
    own = operations.judge(by=manager, at=at, item=factory.item(other).pk, state="on_track", review=review.pk)
    assert own.review_id == review.pk


def test_what_threatens_delivery_stands_in_the_group_s_diary_at_once(place, manager, at):
    group = register.group("Executive", partnership=place)
    row = factory.item(factory.plan(place))
    raised = operations.escalate(by=manager, at=at, item=row.pk, group=group.pk, reason="No money after June")
    [deadline] = deadlines.of_record(manager, row.pk)
    assert (deadline.due_on, deadline.owner_group_id, deadline.status) == (TODAY, group.pk, "open")
    [line] = queries.lines(manager, queries.plan(manager, row.plan_id))
    assert line.escalated
    chair = viewers.holding("group_chair", group=group.pk, around=[place])
    stranger = viewers.holding("agency_member", agency=register.agency(partnership=place).pk, around=[place])
    with pytest.raises(NotAllowed):
        operations.answer_escalation(by=stranger, at=at, escalation=raised.pk, seen=1, answer="No")
    operations.answer_escalation(by=chair, at=at, escalation=raised.pk, seen=1, answer="The reserve pays")
    [deadline] = deadlines.of_record(manager, row.pk)
    assert deadline.status == "done"
    with pytest.raises(RuleBroken):
        operations.answer_escalation(by=chair, at=at, escalation=raised.pk, seen=2, answer="Twice")


def test_the_four_parts_of_a_priority_are_written_and_rewritten(place, manager, at):
    row = factory.item(factory.plan(place))
    given = {"by": manager, "at": at, "item": row.pk, "starts_on": date(2026, 4, 1), "ends_on": date(2027, 3, 31)}
    operations.write_four_parts(what="Trained 200", **given)
    with pytest.raises(RuleBroken):
        operations.write_four_parts(what="Again", **given)
    operations.write_four_parts(what="Trained 220", impact="Fewer repeats", seen=1, **given)
    [kept] = queries.four_parts(manager, plan=row.plan_id)
    assert (kept.what, kept.impact) == ("Trained 220", "Fewer repeats")
    with pytest.raises(EditConflict):
        operations.write_four_parts(what="Mine", seen=1, **given)
    with pytest.raises(RuleBroken):
        operations.write_four_parts(**given, seen=2)


def test_another_board_signs_off_a_recommendation_or_sends_it_back(place, manager, at):
    row = factory.item(factory.plan(place, kind="improvement"))
    given = {"by": manager, "at": at, "item": row.pk, "board_words": "Improvement Board", "on": TODAY}
    with pytest.raises(RuleBroken):
        operations.sign_off(accepted=False, **given)
    operations.sign_off(accepted=False, words="Show the audit", **given)
    operations.sign_off(accepted=True, **given)
    assert {each.accepted for each in queries.sign_offs(manager, item=row.pk)} == {True, False}
    with pytest.raises(RuleBroken):
        operations.sign_off(accepted=True, **{**given, "on": date(2027, 1, 1)})
