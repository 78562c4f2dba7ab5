"""Visits: planned for a year, owed by members, written up on a phone, taken into the thread, answered; and who may not."""

from datetime import UTC, date, datetime

import pytest

from goldenthread.clocks import queries as clocks
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.periods import year_from_april
from goldenthread.partnership import operations as people
from goldenthread.quality import operations as banks
from goldenthread.scrutiny import checking, operations, queries
from goldenthread.scrutiny import models as m
from goldenthread.thread import operations as thread
from goldenthread.thread import queries as threads
from goldenthread.workbench.queries import due
from tests.factories import partnership as bodies
from tests.factories.scrutiny import AT, TODAY

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 10, 15, 12, 0, tzinfo=UTC)
AUTUMN = LATER.date()


def stand(site, plan, on=TODAY):
    row = queries.visit_plan(site.manager, plan)
    return {each.name: each.count for each in queries.members(site.manager, row, on)}


def test_the_year_puts_two_visits_on_every_members_list_of_work(site):
    plan = site.year()
    assert [(each.number, each.deadline.due_on) for each in m.Owed.objects.filter(person=site.people[0])] == [
        (1, date(2026, 9, 30)),
        (2, date(2027, 3, 31)),
    ]
    mine = due.one(site.members[0], m.Owed.objects.filter(person=site.people[0]).first().deadline_id)
    assert mine.title == "Visit a frontline team (1 of 2)"
    assert operations.ask_members(by=site.manager, at=AT, plan=plan) == 0


def test_a_visit_takes_the_first_that_is_owed_off_the_list_of_those_who_went(site):
    plan = site.year()
    site.written()
    done = {each.number: each.deadline.status for each in m.Owed.objects.filter(person=site.people[0])}
    assert done == {1: "done", 2: "open"}
    assert all(each.deadline.is_running for each in m.Owed.objects.filter(person=site.people[1]))
    counts = stand(site, plan, AUTUMN)
    assert counts["Member 1"].words == "On time"
    assert counts["Member 2"].words == "1 visit behind"


def test_those_who_are_behind_come_first_and_planned_visits_are_told(site):
    plan = site.year()
    site.planned(by=site.members[1], on=date(2026, 12, 1))
    row = queries.visit_plan(site.manager, plan)
    first = queries.members(site.manager, row, AUTUMN)[0]
    assert first.count.behind == 1
    assert stand(site, plan, AUTUMN)["Member 2"].next_words == "Planned for 1 December 2026"


def test_who_joins_is_asked_and_who_leaves_is_let_off(site):
    plan = site.year()
    newcomer = bodies.person("Newcomer", partnership=site.place)
    bodies.member(site.group, newcomer, from_on=date(2026, 8, 1))
    assert operations.ask_members(by=site.manager, at=LATER, plan=plan) == 1
    assert m.Owed.objects.get(person=newcomer.pk).number == 2
    sits = queries.sitting(site.manager, queries.visit_plan(site.manager, plan), AUTUMN)[site.people[1].pk]
    people.end_membership(
        by=site.manager, at=LATER, membership=sits.pk, seen=sits.edition, on=date(2026, 10, 1), reason="Left."
    )
    operations.ask_members(by=site.manager, at=LATER, plan=plan)
    assert not any(each.deadline.is_running for each in m.Owed.objects.filter(person=site.people[1]))


def test_a_group_has_one_plan_of_visits_for_a_year(site):
    site.year()
    with pytest.raises(RuleBroken, match="planned for that year already"):
        site.year()
    with pytest.raises(RuleBroken, match="between one and twelve"):
        site.year(a_year=13)
    with pytest.raises(RuleBroken, match="group whose members"):
        site.year(group=site.elsewhere)


def test_a_member_plans_a_visit_of_their_own_and_goes_along(site):
    made = site.planned(visitors=[site.people[1].pk])
    row = queries.visit(site.manager, made)
    assert {each.person_id for each in row.visitors.all()} == {site.people[0].pk, site.people[1].pk}
    assert (row.record.reference, row.title) == ("VIS-2026-001", "Visit: Ward 4")
    operations.change_visit(
        by=site.members[0], at=AT, visit=made, seen=1, team="Ward 5", on=TODAY, agency=site.agencies[1], visitors=[]
    )
    assert queries.visit(site.manager, made).title == "Visit: Ward 5"
    with pytest.raises(EditConflict):
        operations.change_visit(by=site.members[0], at=AT, visit=made, seen=1, team="Ward 6", on=TODAY)


def test_a_visit_that_is_not_made_says_why_and_counts_nothing(site):
    plan = site.year()
    made = site.planned()
    with pytest.raises(RuleBroken, match="Say why"):
        operations.drop_visit(by=site.members[0], at=AT, visit=made, why=" ")
    operations.drop_visit(by=site.members[0], at=AT, visit=made, why="The team was called out.")
    assert stand(site, plan)["Member 1"].planned == ()
    with pytest.raises(RuleBroken, match="written up already, or was not made"):
        operations.write_up(by=site.members[0], at=AT, visit=made, on=TODAY, seen="A ward.")


def test_what_a_member_noted_waits_until_those_who_keep_visits_take_it_into_the_thread(site):
    made = site.written()
    assert not threads.findings(site.manager, source=made).exists()
    with pytest.raises(NotAllowed):
        operations.take_up(by=site.members[0], at=AT, visit=made)
    [_, concern] = m.Noted.objects.filter(visit=made)
    assert operations.take_up(by=site.manager, at=AT, visit=made, only=concern.pk) == 1
    assert operations.take_up(by=site.officer, at=AT, visit=made) == 1
    assert operations.take_up(by=site.officer, at=AT, visit=made) == 0
    rows = threads.findings(site.manager, source=made)
    found = {each.text: [one.theme.name for one in each.finding_themes.all()] for each in rows}
    assert found == {"Supervision is late": ["Supervision"], "Staff know the escalation policy": []}
    visited = queries.visit(site.manager, made).agency_id
    assert {one.agency_id for each in rows for one in each.concerns.all()} == {visited}


def test_what_a_chair_noted_is_in_the_thread_at_once(site):
    made = site.planned(by=site.manager, visitors=[site.people[0].pk])
    operations.write_up(by=site.chair, at=AT, visit=made, on=TODAY, noted=[("concern", "Late", "A, B")])
    finding = m.Noted.objects.get(visit=made).finding_id
    assert {each.theme.name for each in threads.finding(site.manager, finding).finding_themes.all()} == {"A", "B"}


def test_from_a_visit_the_thread_leads_to_an_action(site):
    made = site.written()
    operations.take_up(by=site.manager, at=AT, visit=made)
    finding = m.Noted.objects.get(visit=made, kind="concern").finding_id
    action = thread.open_action(
        by=site.manager, at=AT, partnership=site.place, title="Supervise monthly", demanded_by=[(finding, "")]
    )
    walked = threads.thread_of(site.manager, made)
    assert [each.key for each in walked.of("action")] == [action]


def test_a_visit_needs_somebody_who_went_something_said_and_a_day_that_has_come(site):
    made = site.planned()
    with pytest.raises(RuleBroken, match="what you saw"):
        operations.write_up(by=site.members[0], at=AT, visit=made, on=TODAY)
    with pytest.raises(RuleBroken, match="has not come"):
        operations.write_up(by=site.members[0], at=AT, visit=made, on=date(2026, 5, 1), seen="A ward.")
    nobody = site.planned(by=site.manager)
    with pytest.raises(RuleBroken, match="who went"):
        operations.write_up(by=site.manager, at=AT, visit=nobody, on=TODAY, seen="A ward.")


def test_a_name_a_number_or_a_date_of_birth_is_refused_wherever_it_is_written(site):
    made = site.planned()
    common = {"by": site.members[0], "at": AT, "visit": made, "on": TODAY}
    for fields, name in (
        ({"seen": "We met Mrs Example."}, "seen"),
        ({"heard": "NHS number 943 476 5919"}, "heard"),
        ({"noted": [("concern", "DOB 4 May 2019", "")]}, "concerns"),
        ({"noted": [("strength", "Dr Example leads well", "")]}, "strengths"),
    ):
        with pytest.raises(RuleBroken) as caught:
            operations.write_up(**common, **fields)
        assert caught.value.field == name
    assert queries.visit(site.manager, made).state == "planned"


def test_the_questions_of_a_bank_are_taken_along_and_answered(site):
    edition = banks.adopt(by=site.manager, at=AT, partnership=site.place, code="visit")
    banks.publish(by=site.manager, at=AT, edition=edition)
    site.year(tool=edition)
    made = site.planned()
    tool = queries.tool_of(site.manager, queries.visit(site.manager, made).tool_id)
    asked = {each.code: each.id for each in tool.questions}
    common = {"by": site.members[0], "at": AT, "visit": made, "on": TODAY}
    with pytest.raises(RuleBroken, match="not on the scale") as caught:
        operations.write_up(**common, answers={asked["2.1"]: "perhaps"})
    assert caught.value.field == "q_2_1"
    with pytest.raises(RuleBroken, match="name a person"):
        operations.write_up(**common, answers={asked["1.2"]: "Ms Example was busy"})
    operations.write_up(**common, answers={asked["2.1"]: "partly", asked["1.2"]: "A calm ward", asked["3.1"]: ""})
    assert m.VisitAnswer.objects.count() == 2


def test_the_agency_that_was_visited_replies_once_and_by_its_day(site):
    made = site.written(reply_by=date(2026, 5, 1))
    deadline = queries.visit(site.manager, made).reply_deadline
    assert deadline.owner_agency_id == site.agencies[1]
    assert due.one(site.members[1], deadline.pk).title == "Reply to the visit: Ward 4"
    for other in (site.members[0], site.lay, site.manager):
        with pytest.raises(NotAllowed):
            operations.reply(by=other, at=AT, visit=made, words="Ours.")
    operations.reply(by=site.members[1], at=AT, visit=made, words="Supervision is monthly from May.")
    assert clocks.deadline(site.manager, deadline.pk).status == "done"
    with pytest.raises(RuleBroken, match="replied already"):
        operations.reply(by=site.members[1], at=AT, visit=made, words="Again.")


def test_only_those_who_go_and_those_who_keep_visits_write(site):
    made = site.planned()
    for other in (site.members[1], site.lay):
        for act, fields in (
            (operations.write_up, {"on": TODAY, "seen": "Mine."}),
            (operations.change_visit, {"seen": 1, "team": "Mine", "on": TODAY}),
            (operations.drop_visit, {"why": "Mine."}),
        ):
            with pytest.raises(NotAllowed):
                act(by=other, at=AT, visit=made, **fields)
    for other in (site.members[0], site.lay):
        with pytest.raises(NotAllowed):
            site.year(by=other)


def test_a_lay_member_makes_visits_too(site):
    made = site.planned(by=site.lay, visitors=[])
    operations.write_up(by=site.lay, at=AT, visit=made, on=TODAY, seen="A calm ward.")
    assert queries.visit(site.members[0], made).written_by_name == "Lay Member"


def test_those_who_may_not_know_of_visits_meet_nothing(site):
    plan, made = site.year(), site.written()
    for other in (site.stranger, site.observer):
        assert not queries.visits(other).exists()
        assert not queries.visit_plans(other).exists()
        for act, fields in (
            (operations.write_up, {"visit": made, "on": TODAY}),
            (operations.take_up, {"visit": made}),
            (operations.reply, {"visit": made, "words": "Mine."}),
            (operations.ask_members, {"plan": plan}),
        ):
            with pytest.raises(NotFound):
                act(by=other, at=AT, **fields)
        with pytest.raises(NotAllowed):
            site.planned(by=other)


def test_people_and_agencies_of_other_places_cannot_be_named(site):
    stranger = bodies.person("Stranger", partnership=site.elsewhere)
    with pytest.raises(RuleBroken, match="people of the partnership"):
        site.planned(visitors=[stranger.pk])
    with pytest.raises(RuleBroken, match="agency of the partnership"):
        site.planned(agency=site.elsewhere)
    unknown = site.members[0].__class__(
        user_id=site.lay.user_id, name="X", email="x@example.org", grants=site.lay.grants
    )
    with pytest.raises(NotAllowed, match="belongs to nobody"):
        site.planned(by=unknown)


def test_checks_find_members_behind_visits_not_written_and_notes_not_taken_up(site):
    plan, planned = site.year(), site.planned(on=date(2026, 3, 1))
    noted = site.written()
    assert [each.key for each in checking.behind(site.manager, AUTUMN)] == [str(plan)]
    assert [each.key for each in checking.unwritten(site.manager, TODAY)] == [str(planned)]
    assert [each.key for each in checking.not_taken_up(site.manager, AUTUMN)] == [str(noted)]


def test_the_first_visit_of_a_year_that_was_planned_late_meets_no_later_one(site):
    late = datetime(2026, 10, 15, 12, 0, tzinfo=UTC)
    plan = operations.begin_visit_plan(
        by=site.manager,
        at=late,
        partnership=site.place,
        group=site.board,
        year=year_from_april("2026-27"),
        title="Late",
    )
    assert {each.number for each in m.Owed.objects.all()} == {2}
    first = operations.record_visit(
        by=site.members[0], at=late, partnership=site.place, team="Ward 4", on=TODAY, seen="A calm ward."
    )
    assert all(each.deadline.is_running for each in m.Owed.objects.filter(person=site.people[0]))
    operations.record_visit(
        by=site.members[0], at=late, partnership=site.place, team="Ward 5", on=AUTUMN, seen="A calm ward."
    )
    assert not any(each.deadline.is_running for each in m.Owed.objects.filter(person=site.people[0]))
    assert queries.visit(site.manager, first).plan_id == plan


def test_a_visit_that_a_paper_tells_of_needs_no_visitor(site):
    made = operations.record_visit(
        by=site.manager, at=AT, partnership=site.place, team="Agencies", on=date(2017, 3, 31), source="Annual report",
        seen="Asked about private fostering.",
    )  # fmt: skip
    assert queries.visit(site.manager, made).source == "Annual report"
