from datetime import UTC, date, datetime

import pytest

from goldenthread.foundation.ids import uuid7
from goldenthread.partnership import operations as partnership
from goldenthread.plans import models, operations
from tests.factories import partnership as register
from tests.factories import plans as factory
from tests.factories import viewers

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 2, tzinfo=UTC)
DAY, BEFORE = date(2026, 4, 2), date(2026, 4, 1)


@pytest.fixture
def place():
    return factory.somewhere()


@pytest.fixture
def plan(place):
    return factory.plan(place)


@pytest.fixture
def item(plan):
    return factory.item(plan)


def save(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("plan_ends_after_start", {"ends_on": date(2020, 1, 1)}),
        ("plan_agreed_whole", {"status": "agreed"}),
        ("plan_closed_whole", {"closed_on": DAY}),
    ],
)
def test_a_plan_is_whole(plan, broken, constraint, values):
    with broken(constraint):
        save(plan, **values)


def test_a_plan_has_one_owner(place, plan, broken):
    with broken("plan_one_owner"):
        save(plan, owner_group=register.group(partnership=place), owner_agency=register.agency(partnership=place))


def test_a_plan_is_no_year_of_itself(plan, broken):
    with broken("plan_not_within_itself"):
        save(plan, within=plan)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("item_due_after_start", {"starts_on": DAY, "due_on": BEFORE}),
        ("item_dropped_whole", {"dropped_on": DAY}),
    ],
)
def test_an_item_is_whole(item, broken, constraint, values):
    with broken(constraint):
        save(item, **values)


def test_an_item_does_not_stand_under_itself(item, broken):
    with broken("item_not_under_itself"):
        save(item, parent=item)


def test_one_body_is_accountable(item, broken):
    models.Duty.objects.create(item=item, role="accountable", words="One")
    with broken("duty_one_accountable"):
        models.Duty.objects.create(item=item, role="accountable", words="Two")


def test_a_duty_says_who_once(item, broken):
    with broken("duty_says_who_once"):
        models.Duty.objects.create(item=item, role="lead")


def test_a_measure_has_words(item, broken):
    with broken("measure_has_words"):
        models.Measure.objects.create(item=item, words="")


def test_ties_are_made_once(place, item, broken):
    manager = viewers.business_manager(place)
    value = operations.write_statement(by=manager, at=AT, partnership=place, kind="value", text="Heard", from_on=BEFORE)
    strategy = operations.keep_strategy(by=manager, at=AT, partnership=place, name="Neglect")
    for name, table, given in (
        ("service_once", models.Service, {"item": item, "statement": value}),
        ("alignment_once", models.Alignment, {"item": item, "strategy": strategy}),
        ("basis_once", models.Basis, {"item": item, "record": item.plan.record}),
        ("planaction_once", models.PlanAction, {"item": item, "action": item.plan.record, "position": 1}),
    ):
        table.objects.create(**given)
        with broken(name):
            table.objects.create(**given)


def test_a_board_shares_an_item_once(place, item, broken):
    manager = viewers.business_manager(place)
    board = partnership.add_board(
        by=manager, at=AT, partnership=place, name="Adults board", kind="adults", relation="Both"
    )
    models.Joint.objects.create(item=item, board=board)
    with broken("joint_board_once"):
        models.Joint.objects.create(item=item, board=board)


def test_an_action_is_no_part_of_itself(item, broken):
    row = models.PlanAction.objects.create(item=item, action=item.plan.record, position=1)
    with broken("planaction_not_part_of_itself"):
        save(row, parent=row)


def test_what_ends_ends_after_it_begins(place, broken):
    home = {"partnership_id": place}
    said = {"written_by": "Robin", "written_at": AT, "from_on": DAY, "until_on": BEFORE}
    with broken("statement_ends_after_start"):
        models.Statement.objects.create(kind="value", text="Heard", **home, **said)
    with broken("strategy_ends_after_start"):
        models.Strategy.objects.create(name="Neglect", starts_on=DAY, ends_on=BEFORE, **home)


def test_an_event_says_when_and_its_lines_say_something(place, broken):
    manager = viewers.business_manager(place)
    event = operations.record_event(by=manager, at=AT, partnership=place, title="Day", held_on=DAY)
    with broken("eventline_says_something"):
        models.EventLine.objects.create(event=event, sort="present")
    with broken("event_says_when"):
        save(event, held_on=None)


def test_a_plan_is_looked_at_in_one_round_of_each_kind(plan, broken):
    cycle = models.Cycle.objects.create(plan=plan, kind="yearly", first_on=DAY)
    with broken("cycle_kind_once"):
        models.Cycle.objects.create(plan=plan, kind="yearly", first_on=DAY)
    review = models.Review.objects.create(cycle=cycle, place=1, due_on=DAY)
    with broken("review_place_once"):
        models.Review.objects.create(cycle=cycle, place=1, due_on=DAY)
    with broken("review_held_whole"):
        save(review, held_on=DAY)


def test_a_judgement_that_is_not_on_track_says_why(item, broken):
    with broken("progress_says_why"):
        models.Progress.objects.create(item=item, state="off_track", on=DAY, at=AT, by_name="R", by_user=uuid7())


def test_a_priority_has_one_review_in_four_parts_for_a_period(item, broken):
    given = {"item": item, "ends_on": DAY, "written_by": "Robin", "written_at": AT}
    models.FourPart.objects.create(starts_on=BEFORE, **given)
    with broken("fourpart_period_once"):
        models.FourPart.objects.create(starts_on=BEFORE, **given)
    with broken("fourpart_ends_after_start"):
        models.FourPart.objects.create(starts_on=date(2027, 1, 1), **given)


def test_an_answer_has_who_and_when(place, item, broken):
    group = register.group(partnership=place)
    with broken("escalation_answered_whole"):
        models.Escalation.objects.create(
            item=item, group=group, reason="No money", raised_by="Robin", raised_at=AT, answer="Yes"
        )


def test_a_sign_off_says_which_board_and_why_it_sent_back(item, broken):
    given = {"item": item, "on": DAY, "recorded_by": "Robin", "recorded_at": AT}
    with broken("signoff_says_who"):
        models.SignOff.objects.create(accepted=True, **given)
    with broken("signoff_sent_back_says_why"):
        models.SignOff.objects.create(accepted=False, board_words="Improvement Board", **given)


def test_lineage_ends_or_goes_on_once_with_a_reason(place, item, broken):
    follower = factory.item(factory.plan(place))
    given = {"before": item, "plan": follower.plan, "decided_by": "Robin", "decided_at": AT}
    with broken("lineage_ends_or_goes_on"):
        models.Lineage.objects.create(way="carried", **given)
    with broken("lineage_says_why"):
        models.Lineage.objects.create(way="changed", after=follower, **given)
    with broken("lineage_not_itself"):
        models.Lineage.objects.create(way="carried", after=item, **given)
    models.Lineage.objects.create(way="carried", after=follower, **given)
    with broken("lineage_once"):
        models.Lineage.objects.create(way="carried", after=follower, **given)


def test_a_note_has_text(plan, broken):
    with broken("note_has_text"):
        models.Note.objects.create(plan=plan, text="", written_by="Robin", written_at=AT)


def test_an_import_that_is_kept_has_a_plan(place, broken):
    with broken("planimport_kept_whole"):
        models.PlanImport.objects.create(
            partnership_id=place,
            name="plan.docx",
            started_by=uuid7(),
            started_by_name="Robin",
            started_at=AT,
            kept_at=AT,
        )
