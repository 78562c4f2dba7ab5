from datetime import date

import pytest

from goldenthread.audit.models import AuditEvent
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.partnership import operations as partnership
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


def shape(viewer, plan):
    return [(line.number, line.item.text) for line in queries.lines(viewer, plan)]


def test_a_plan_begins_as_a_draft_with_a_reference_and_the_usual_levels(place, manager):
    row = factory.plan(place)
    assert (row.status, row.record.reference) == ("draft", "PLN-2026-001")
    assert [level.name for level in row.scheme] == ["Priority", "Outcome"]
    assert AuditEvent.objects.filter(event="plans.begun", record=str(row.pk)).count() == 1


def test_a_plan_of_years_ago_can_be_told(place, manager):
    row = factory.plan(
        place, at=factory.THEN, title="Plan 2015-19", starts_on=date(2015, 4, 1), ends_on=date(2019, 3, 31)
    )
    assert row.record.reference == "PLN-2015-001"
    assert row.period.months == 48


def test_only_those_who_may_write_plans_begin_one(place, at):
    reader = viewers.holding("scrutineer", partnership=place)
    with pytest.raises(NotAllowed):
        factory.plan(place, by=reader)


def test_a_group_has_a_work_plan_that_its_chair_writes(place, at):
    group = register.group("Missing and exploited", partnership=place)
    chair = viewers.holding("group_chair", group=group.pk, around=[place])
    row = factory.plan(place, by=chair, kind="work", owner_group=group.pk)
    assert row.owner_group == group
    with pytest.raises(NotAllowed):
        factory.plan(place, by=chair)


def test_an_agency_lead_brings_a_plan_of_her_agency(place, at):
    agency = register.agency("Police", partnership=place)
    lead = viewers.holding("agency_member", agency=agency.pk, around=[place])
    row = factory.plan(place, by=lead, kind="agency", owner_agency=agency.pk)
    made = operations.add_item(by=lead, at=at, plan=row.pk, text="Officers ask the child")
    assert queries.item(lead, made.pk).text == "Officers ask the child"
    with pytest.raises(NotAllowed):
        operations.add_item(by=lead, at=at, plan=factory.plan(place).pk, text="Not hers")


def test_one_year_stands_within_a_longer_plan_and_never_within_itself(place, manager, at):
    long = factory.plan(place, ends_on=date(2029, 3, 31))
    year = factory.plan(place, title="2026-27", kind="year", within=long.pk, ends_on=date(2027, 3, 31))
    assert year.within_id == long.pk
    with pytest.raises(RuleBroken) as refused:
        operations.change_plan(by=manager, at=at, plan=long.pk, seen=1, within=year.pk)
    assert refused.value.field == "within"


def test_a_plan_is_agreed_closed_and_opened_again(place, manager, at):
    row = factory.agreed(place)
    assert (row.status, row.agreed_by) == ("agreed", "The Executive")
    row = operations.close_plan(by=manager, at=at, plan=row.pk, seen=row.edition, on=TODAY, words="Its time is over")
    with pytest.raises(RuleBroken, match="closed"):
        operations.add_item(by=manager, at=at, plan=row.pk, text="Too late")
    row = operations.reopen_plan(by=manager, at=at, plan=row.pk, seen=row.edition, words="One was forgotten")
    assert row.status == "agreed"
    row = operations.reopen_plan(by=manager, at=at, plan=row.pk, seen=row.edition, words="Not agreed after all")
    assert row.status == "draft"
    with pytest.raises(RuleBroken):
        operations.close_plan(by=manager, at=at, plan=row.pk, seen=row.edition, on=TODAY)


def test_nothing_is_agreed_or_closed_on_a_day_to_come(place, manager, at):
    row = factory.plan(place)
    with pytest.raises(RuleBroken):
        operations.agree_plan(by=manager, at=at, plan=row.pk, seen=1, on=date(2026, 5, 1), agreed_by="All")
    agreed = factory.agreed(place)
    with pytest.raises(RuleBroken):
        operations.close_plan(by=manager, at=at, plan=agreed.pk, seen=agreed.edition, on=date(2026, 5, 1))


def test_two_people_changing_a_plan_do_not_overwrite_each_other(place, manager, at):
    row = factory.plan(place)
    levels = [{"name": "Aim", "style": "A", "joined": None}, {"name": "Step", "style": "1", "joined": ""}]
    changed = operations.change_plan(by=manager, at=at, plan=row.pk, seen=1, title="Plan", levels=levels)
    assert queries.plan(manager, row.pk).record.title == "Plan"
    assert changed.scheme[0].name == "Aim"
    with pytest.raises(EditConflict):
        operations.change_plan(by=manager, at=at, plan=row.pk, seen=1, title="Mine")


def test_items_are_numbered_moved_and_put_elsewhere(place, manager, at):
    row = factory.plan(place)
    first, second = factory.item(row, "First"), factory.item(row, "Second")
    below = factory.item(row, "Below", parent=first.pk)
    assert shape(manager, row) == [("1", "First"), ("1.1", "Below"), ("2", "Second")]
    operations.move_item(by=manager, at=at, item=second.pk, move="up")
    assert shape(manager, row) == [("1", "Second"), ("2", "First"), ("2.1", "Below")]
    operations.move_item(by=manager, at=at, item=below.pk, move="out")
    assert shape(manager, row) == [("1", "Second"), ("2", "First"), ("3", "Below")]
    operations.move_item(by=manager, at=at, item=below.pk, move="in")
    operations.put_item(by=manager, at=at, item=below.pk, under=second.pk)
    assert shape(manager, row) == [("1", "Second"), ("1.1", "Below"), ("2", "First")]
    operations.put_item(by=manager, at=at, item=below.pk, under=None)
    assert shape(manager, row)[-1] == ("3", "Below")
    other = factory.item(factory.plan(place))
    with pytest.raises(NotFound):
        operations.put_item(by=manager, at=at, item=below.pk, under=other.pk)


def test_an_item_is_changed_dropped_with_a_reason_and_taken_up_again(place, manager, at):
    row = factory.plan(place)
    top = factory.item(row, "First")
    factory.item(row, "Below", parent=top.pk)
    changed = operations.change_item(by=manager, at=at, item=top.pk, seen=1, text="Better", due_words="ongoing")
    assert (changed.text, queries.item(manager, top.pk).record.title) == ("Better", "Better")
    with pytest.raises(RuleBroken):
        operations.change_item(by=manager, at=at, item=top.pk, seen=2, text=" ")
    with pytest.raises(RuleBroken):
        operations.drop_item(by=manager, at=at, item=top.pk, seen=2, on=TODAY, words=" ")
    operations.drop_item(by=manager, at=at, item=top.pk, seen=2, on=TODAY, words="Not ours")
    assert shape(manager, row) == []
    assert len(queries.lines(manager, row, dropped=True)) == 2
    operations.restore_item(by=manager, at=at, item=top.pk, seen=3)
    assert len(shape(manager, row)) == 2


def test_several_can_be_responsible_but_one_body_is_accountable(place, manager, at):
    group = register.group("Participation network", partnership=place)
    police = register.agency("Police", partnership=place)
    row = factory.item(
        factory.plan(place),
        leads=[Who(body=police.pk)],
        responsible=[Who(words="All partners"), Who(body=group.pk)],
        accountable=Who(words="Improvement Board"),
    )
    found = queries.item(manager, row.pk)
    assert [duty.who for duty in found.held_by("responsible")] == ["All partners", "Participation network"]
    assert [duty.who for duty in found.held_by("accountable")] == ["Improvement Board"]
    with pytest.raises(RuleBroken):
        operations.set_duties(by=manager, at=at, item=row.pk, seen=1, accountable=[Who(words="A"), Who(words="B")])
    person = register.person("Sam Example", partnership=place)
    operations.set_duties(by=manager, at=at, item=row.pk, seen=1, leads=[Who(person=person.pk)], accountable=[])
    found = queries.item(manager, row.pk)
    assert [duty.who for duty in found.held_by("lead")] == ["Sam Example"]
    assert not found.held_by("accountable")
    assert len(found.held_by("responsible")) == 2
    with pytest.raises(EditConflict):
        operations.set_duties(by=manager, at=at, item=row.pk, seen=1, leads=[])
    with pytest.raises(RuleBroken):
        operations.set_duties(by=manager, at=at, item=row.pk, seen=2, leads=[Who(body=place)])
    with pytest.raises(RuleBroken):
        operations.set_duties(by=manager, at=at, item=row.pk, seen=2, leads=[Who()])


def test_a_measure_is_words_or_an_indicator_with_a_target(place, manager, at):
    row = factory.item(factory.plan(place))
    measure = operations.add_measure(
        by=manager, at=at, item=row.pk, words="Fewer children go missing again", target=120, direction="down"
    )
    operations.change_measure(by=manager, at=at, measure=measure.pk, seen=1, target_words="Under 120", indicator=None)
    [found] = queries.item(manager, row.pk).measures.all()
    assert (found.target_words, found.direction, found.position) == ("Under 120", "down", 1)
    operations.remove_measure(by=manager, at=at, measure=measure.pk)
    assert not queries.item(manager, row.pk).measures.all()
    with pytest.raises(RuleBroken):
        operations.add_measure(by=manager, at=at, item=row.pk, words="")
    with pytest.raises(NotFound):
        operations.remove_measure(by=manager, at=at, measure=measure.pk)


def test_an_item_serves_statements_of_its_own_partnership(place, manager, at):
    row = factory.item(factory.plan(place))
    given = {"by": manager, "at": at, "partnership": place, "from_on": date(2015, 4, 1)}
    value = operations.write_statement(kind="value", text="Children are heard", **given)
    function = operations.write_statement(kind="function", text="Review deaths", statute="2004 Act", **given)
    operations.serve(by=manager, at=at, item=row.pk, statements=[value.pk, function.pk])
    operations.serve(by=manager, at=at, item=row.pk, statements=[function.pk])
    assert [tie.statement.text for tie in queries.ties(manager, row).services] == ["Review deaths"]
    elsewhere = factory.somewhere()
    other = operations.write_statement(
        by=viewers.business_manager(elsewhere),
        at=at,
        partnership=elsewhere,
        kind="value",
        text="Theirs",
        from_on=TODAY,
    )
    with pytest.raises(NotFound):
        operations.serve(by=manager, at=at, item=row.pk, statements=[other.pk])


def test_the_next_version_of_a_vision_ends_the_one_before(place, manager, at):
    first = operations.write_statement(
        by=manager, at=at, partnership=place, kind="vision", text="Safe", from_on=date(2015, 4, 1)
    )
    operations.write_statement(
        by=manager, at=at, partnership=place, kind="vision", text="Safe and heard", from_on=TODAY, replaces=first.pk
    )
    assert [row.text for row in queries.statements(manager, place, on=date(2020, 1, 1))] == ["Safe"]
    [now] = queries.statements(manager, place, on=TODAY)
    assert (now.text, now.version) == ("Safe and heard", 2)
    with pytest.raises(RuleBroken):
        operations.write_statement(
            by=manager, at=at, partnership=place, kind="vision", text="Back", from_on=TODAY, replaces=now.pk
        )
    operations.end_statement(by=manager, at=at, statement=now.pk, on=date(2026, 5, 1))
    assert not queries.statements(manager, place, on=date(2026, 6, 1)).exists()


def test_a_day_of_setting_priorities_tells_evidence_people_and_results(place, manager, at):
    plan = factory.plan(place)
    priority = factory.item(plan)
    person = register.person("Sam Example", partnership=place)
    said = operations.Said
    event = operations.record_event(
        by=manager,
        at=at,
        partnership=place,
        title="Priorities 2015-19",
        held_words="October 2014",
        plan=plan.pk,
        considered=[said("Joint strategic needs assessment"), said("Annual report 2013-14")],
        present=[said(person=person.pk), said("All board members")],
        results=[said("Three priorities", record=priority.pk)],
    )
    found = queries.event(manager, event.pk)
    assert [line.words for line in found.lines.all() if line.sort == "considered"][1] == "Annual report 2013-14"
    operations.change_event(
        by=manager, at=at, event=event.pk, seen=1, held_on=date(2014, 10, 9), results=[said("Ten changes")]
    )
    found = queries.event(manager, event.pk)
    assert [line.words for line in found.lines.all() if line.sort == "result"] == ["Ten changes"]
    with pytest.raises(RuleBroken):
        operations.record_event(by=manager, at=at, partnership=place, title="When?")
    with pytest.raises(RuleBroken):
        operations.change_event(by=manager, at=at, event=event.pk, seen=2, present=[said("")])


def test_another_board_s_strategy_is_a_link_with_dates_beside_items(place, manager, at):
    row = factory.item(factory.plan(place))
    strategy = operations.keep_strategy(
        by=manager, at=at, partnership=place, name="Neglect strategy", endorsed_words="September 2017", version="2"
    )
    operations.change_strategy(by=manager, at=at, strategy=strategy.pk, seen=1, ends_on=date(2028, 3, 31))
    operations.align(by=manager, at=at, item=row.pk, strategies={strategy.pk: "Same thresholds"})
    operations.align(by=manager, at=at, item=row.pk, strategies={strategy.pk: "Same words"})
    [tie] = queries.ties(manager, row).alignments
    assert (tie.strategy.name, tie.words) == ("Neglect strategy", "Same words")


def test_an_item_underpins_one_of_another_plan(place, manager, at):
    priority = factory.item(factory.plan(place))
    group = register.group("Hub", partnership=place)
    work = factory.item(factory.plan(place, kind="work", owner_group=group.pk), "Train two hundred")
    operations.base_on(by=manager, at=at, item=work.pk, record=priority.pk, way="underpins")
    assert [tie.item.text for tie in queries.ties(manager, priority).underpinned_by] == ["Train two hundred"]
    with pytest.raises(RuleBroken):
        operations.base_on(by=manager, at=at, item=work.pk, record=priority.pk, way="underpins")


def test_joint_priorities_name_the_other_board(place, manager, at):
    board = partnership.add_board(
        by=manager, at=at, partnership=place, name="Adults board", kind="adults", relation="Both"
    )
    row = factory.item(factory.plan(place))
    operations.share(by=manager, at=at, item=row.pk, boards={board.pk: "Both chairs"})
    operations.share(by=manager, at=at, item=row.pk, boards={board.pk: "Their chair"})
    [tie] = queries.ties(manager, row).joint
    assert (tie.board.name, tie.words) == ("Adults board", "Their chair")
    operations.share(by=manager, at=at, item=row.pk, boards={})
    assert not queries.ties(manager, row).joint
