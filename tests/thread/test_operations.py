from datetime import UTC, date, datetime

import pytest

from goldenthread.audit.models import AuditEvent
from goldenthread.clocks import queries as clocks
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.thread import operations, queries
from goldenthread.workbench.queries import due as work
from tests.factories import accounts, viewers
from tests.factories import partnership as register
from tests.factories import thread as factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factory.somewhere()


@pytest.fixture
def manager(place):
    return factory.manager(place)


def events(record, name):
    return AuditEvent.objects.filter(record=str(record), event=name).count()


def running(viewer, record):
    return [row.title for row in clocks.of_record(viewer, record).filter(status="open")]


class TestFindings:
    def test_a_finding_gets_a_reference_its_themes_and_a_line_in_the_trail(self, place, manager):
        made = factory.finding(place, "Plans end early. In 17 cases.", themes=["Step-down ", "step-down", "Thresholds"])
        row = queries.finding(manager, made)
        assert row.record.reference == "FND-2026-001"
        assert row.record.title == "Plans end early"
        assert [each.theme.name for each in row.finding_themes.all()] == ["Step-down", "Thresholds"]
        assert events(made, "thread.finding_recorded") == 1

    def test_a_finding_does_not_come_from_a_finding_nor_from_nowhere(self, place, at):
        made = factory.finding(place)
        with pytest.raises(RuleBroken, match="not another finding"):
            factory.finding(place, source=made)
        with pytest.raises(RuleBroken, match="for which partnership"):
            operations.record_finding(
                by=factory.manager(place), at=at, source=factory.agency(place), kind="concern", text="X"
            )

    def test_it_is_changed_by_those_who_may_and_have_seen_it(self, place, manager, at):
        made = factory.finding(place, themes=["One"])
        given = {"finding": made, "title": "Other", "kind": "strength", "text": "Other words", "why": "Safer"}
        operations.change_finding(by=manager, at=at, seen=1, themes=["Two"], **given)
        row = queries.finding(manager, made)
        assert (row.record.title, row.kind, row.why, row.edition) == ("Other", "strength", "Safer", 2)
        assert [each.theme.name for each in row.finding_themes.all()] == ["Two"]
        with pytest.raises(EditConflict):
            operations.change_finding(by=manager, at=at, seen=1, **given)
        with pytest.raises(NotAllowed):
            operations.change_finding(by=viewers.holding("lay_member", partnership=place), at=at, seen=2, **given)

    def test_it_concerns_the_agencies_that_are_named_and_no_other_record(self, place, manager, at):
        one, two = factory.agency(place, "The council"), factory.agency(place, "The police")
        made = factory.finding(place, agencies=[two, one])
        factory.finding(place, "Nobody in particular.")
        row = queries.findings(manager, agency=two).get()
        assert [each.agency.title for each in row.concerns.all()] == ["The council", "The police"]
        given = {"by": manager, "at": at, "finding": made, "title": "", "kind": "concern", "text": "The same."}
        operations.change_finding(**given, seen=1)
        assert row.concerns.count() == 2
        operations.change_finding(**given, seen=2, agencies=[two])
        assert not queries.findings(manager, agency=one).exists()
        with pytest.raises(NotFound):
            factory.finding(place, agencies=[factory.group(place)])

    def test_a_theme_is_renamed_but_not_to_one_that_is_there(self, place, manager, at):
        factory.finding(place, themes=["One", "Two"])
        one = queries.themes(manager, partnership=place).get(name="One")
        operations.rename_theme(by=manager, at=at, theme=one.pk, seen=1, name="First", meaning="What comes first")
        assert queries.theme(manager, one.pk).words == "What comes first"
        with pytest.raises(RuleBroken, match="already"):
            operations.rename_theme(by=manager, at=at, theme=one.pk, seen=2, name="TWO")
        with pytest.raises(RuleBroken, match="120"):
            factory.finding(place, themes=["x" * 121])


class TestRecommendations:
    def test_it_rests_on_findings_asks_agencies_and_sets_the_day_of_its_test(self, place, manager, at):
        found, asked = factory.finding(place), factory.agency(place)
        made = factory.recommendation(
            place,
            findings=[(found, "It shows why")],
            addressed_to=[asked],
            retest_on=date(2026, 9, 1),
            measure="9 in 10",
        )
        row = queries.recommendation(manager, made)
        assert [(each.finding_id, each.reason) for each in row.grounds] == [(found, "It shows why")]
        assert [each.agency_id for each in row.asked] == [asked]
        assert row.waits
        assert running(manager, made) == ["Test again: Hold a meeting before any plan ends"]
        with pytest.raises(RuleBroken, match="already"):
            operations.rest_on(by=manager, at=at, recommendation=made, finding=found)

    def test_the_day_of_the_test_moves_with_the_recommendation(self, place, manager, at):
        made = factory.recommendation(place)
        given = {"recommendation": made, "title": "", "text": "Hold meetings.", "measure": "All"}
        for seen, day in enumerate([date(2026, 9, 1), date(2026, 10, 1)], start=1):
            operations.change_recommendation(by=manager, at=at, seen=seen, retest_on=day, **given)
            assert [row.due_on for row in clocks.of_record(manager, made).filter(status="open")] == [day]
        operations.change_recommendation(by=manager, at=at, seen=3, retest_on=None, **given)
        assert running(manager, made) == []
        with pytest.raises(EditConflict):
            operations.change_recommendation(by=manager, at=at, seen=1, **given)

    def test_each_agency_answers_once_and_may_take_it_back(self, place, manager, at):
        thread = factory.whole_thread(place)
        made, agency = thread["recommendation"], thread["agency"]
        lead = viewers.holding("agency_member", agency=agency, around=[place])
        given = operations.respond(
            by=lead, at=at, recommendation=made, agency=agency, answer="part", reason="Only for new plans"
        )
        assert not queries.recommendation(manager, made).waits
        with pytest.raises(RuleBroken, match="answered already"):
            operations.respond(by=lead, at=at, recommendation=made, agency=agency, answer="accept")
        operations.take_back_response(by=lead, at=at, recommendation=made, response=given, why="Asked again")
        assert queries.recommendation(manager, made).waits
        operations.respond(by=lead, at=at, recommendation=made, agency=agency, answer="accept")
        with pytest.raises(RuleBroken, match="no such answer"):
            operations.take_back_response(by=lead, at=at, recommendation=made, response=given, why="Again")

    def test_nobody_answers_for_another_agency(self, place, at):
        thread = factory.whole_thread(place)
        other = viewers.holding("agency_member", agency=factory.agency(place), around=[place])
        with pytest.raises(NotAllowed):
            operations.respond(
                by=other, at=at, recommendation=thread["recommendation"], agency=thread["agency"], answer="accept"
            )


class TestActions:
    def test_an_action_stands_in_the_work_of_its_agency_and_opens_from_there(self, place):
        agency = factory.agency(place)
        made = factory.action(place, owner_agency=agency, due=date(2026, 5, 1), due_words="by May half-term")
        lead = viewers.holding("agency_member", agency=agency, around=[place])
        [line] = work.due(lead)
        assert (line.record_id, line.due_on, line.title) == (made, date(2026, 5, 1), "Write the meeting into the plan")
        assert queries.action(lead, made).due_words == "by May half-term"

    def test_without_an_agency_the_group_owes_it(self, place):
        group = factory.group(place)
        factory.action(place, owner_group=group, due=date(2026, 5, 1))
        assert work.due(viewers.holding("group_chair", group=group, around=[place])).count() == 1

    def test_many_records_demand_one_action(self, place, manager, at):
        thread = factory.whole_thread(place)
        operations.demand(by=manager, at=at, action=thread["action"], record=thread["finding"], reason="Directly")
        told = queries.demands_of(manager, thread["action"])
        assert [each.reference[:3] for each in told] == ["FND", "REC"]
        with pytest.raises(RuleBroken, match="already"):
            operations.demand(by=manager, at=at, action=thread["action"], record=thread["finding"])
        with pytest.raises(RuleBroken, match="itself"):
            operations.demand(by=manager, at=at, action=thread["action"], record=thread["action"])
        operations.undemand(by=manager, at=at, action=thread["action"], record=thread["finding"], why="A slip")
        assert len(queries.demands_of(manager, thread["action"])) == 1
        with pytest.raises(RuleBroken, match="does not demand"):
            operations.undemand(by=manager, at=at, action=thread["action"], record=thread["finding"])

    def test_its_words_and_its_date_change_with_reasons(self, place, manager, at):
        made = factory.action(place, due=date(2026, 5, 1))
        operations.change_action(
            by=manager, at=at, action=made, seen=1, title="New words", text="More", due_words="soon"
        )
        for due in (date(2026, 6, 1), None, date(2026, 7, 1)):
            operations.change_due(by=manager, at=at, action=made, due=due, why="The group agreed")
        row = factory.row(place, made)
        assert (row.record.title, row.deadline.due_on) == ("New words", date(2026, 7, 1))
        with pytest.raises(RuleBroken, match="why"):
            operations.change_due(by=manager, at=at, action=made, due=None, why=" ")
        operations.update_action(by=manager, at=at, action=made, status="complete", note="Done")
        with pytest.raises(RuleBroken, match="no longer change"):
            operations.change_due(by=manager, at=at, action=made, due=None, why="Late")

    def test_a_settled_action_keeps_its_nature(self, place, manager, at):
        made = factory.closed(place)
        seen = factory.row(place, made).edition
        with pytest.raises(RuleBroken, match="open it again"):
            operations.change_action(by=manager, at=at, action=made, seen=seen, title="X", administrative=True)

    def test_it_is_handed_over_with_its_date(self, place, manager, at):
        one, two, group = factory.agency(place), factory.agency(place), factory.group(place)
        made = factory.action(place, owner_agency=one, due=date(2026, 5, 1))
        operations.hand_over(by=manager, at=at, action=made, owner_agency=two, owner_group=group, note="It moved")
        row = factory.row(place, made)
        assert (row.record.owner_agency_id, row.record.owner_group_id) == (two, group)
        assert row.deadline.owner_agency_id == two
        with pytest.raises(RuleBroken):
            operations.hand_over(by=manager, at=at, action=made, owner_agency=None)

    def test_a_colleague_finds_it_in_their_work(self, place, at):
        agency = factory.agency(place)
        colleague = register.person(
            partnership=place, agency=agency, job_title="Team manager", from_on=date(2020, 1, 1)
        )
        made = factory.action(place, owner_agency=agency, due=date(2026, 5, 1))
        lead = viewers.holding("agency_member", agency=agency, around=[place])
        accounts.make_user(lead)
        operations.delegate(by=lead, at=at, action=made, person=colleague.pk, note="Please")
        theirs = viewers.holding("practitioner", partnership=place, person_id=colleague.pk)
        assert [line.record_id for line in work.due(theirs)] == [made]
        assert [row.pk for row in queries.actions(theirs)] == [made]
        operations.update_action(by=theirs, at=at, action=made, status="under_way", note="Begun")
        with pytest.raises(NotAllowed):
            operations.change_due(by=theirs, at=at, action=made, due=None, why="Too much")

    def test_who_owns_must_be_what_it_should_be(self, place):
        with pytest.raises(NotFound):
            factory.action(place, owner_agency=place)


class TestProgress:
    def test_complete_is_not_closed_and_meets_the_date(self, place, manager, at):
        made = factory.action(place, due=date(2026, 5, 1), owner_group=factory.group(place))
        operations.update_action(by=manager, at=at, action=made, status="under_way")
        operations.update_action(
            by=manager, at=at, action=made, status="complete", note="Done", judge_on=date(2026, 9, 1)
        )
        row = factory.row(place, made)
        assert (row.status, row.record.closed_on) == ("complete", None)
        assert running(manager, made) == ["Judge the difference it made: Write the meeting into the plan"]
        operations.update_action(by=manager, at=at, action=made, status="under_way", note="Not all of it")
        assert factory.row(place, made).completed_on is None

    def test_an_administrative_action_closes_on_completion(self, place, manager, at):
        made = factory.action(place, administrative=True)
        operations.update_action(by=manager, at=at, action=made, status="complete", note="Booked")
        row = factory.row(place, made)
        assert (row.status, row.record.closed_on) == ("closed", date(2026, 4, 2))

    def test_its_own_agency_may_say_how_it_goes_and_another_may_not(self, place, at):
        agency = factory.agency(place)
        made = factory.action(place, owner_agency=agency)
        lead = viewers.holding("agency_member", agency=agency, around=[place])
        operations.update_action(by=lead, at=at, action=made, status="held_up", note="No room")
        other = viewers.holding("agency_member", agency=factory.agency(place), around=[place])
        with pytest.raises(NotAllowed):
            operations.update_action(by=other, at=at, action=made, status="under_way")
        with pytest.raises(NotAllowed):
            operations.judge(by=lead, at=at, action=made, judgement="none", words="Nothing")

    def test_the_past_can_be_told_but_not_the_future(self, place, manager, at):
        then = datetime(2017, 5, 1, 9, tzinfo=UTC)
        made = factory.action(place, at=then, due=date(2017, 9, 1), opened_on=date(2017, 4, 3))
        assert factory.row(place, made).record.reference == "ACT-2017-001"
        operations.update_action(by=manager, at=at, action=made, status="complete", note="Done", on=date(2017, 8, 1))
        row = factory.row(place, made)
        assert (row.completed_on, row.deadline.completed_at.date()) == (date(2017, 8, 1), date(2017, 8, 1))
        for day in (date(2026, 4, 3), date(2017, 4, 2)):
            with pytest.raises(RuleBroken):
                operations.update_action(by=manager, at=at, action=made, status="under_way", note="X", on=day)

    def test_nobody_updates_what_has_changed_meanwhile(self, place, manager, at):
        made = factory.action(place)
        operations.update_action(by=manager, at=at, action=made, status="under_way", seen=1)
        with pytest.raises(EditConflict):
            operations.update_action(by=manager, at=at, action=made, status="held_up", note="X", seen=1)

    def test_many_are_updated_at_once_and_those_that_refuse_say_why(self, place, manager, at):
        one, two, done = factory.action(place), factory.action(place), factory.closed(place)
        told = operations.update_many(
            by=manager, at=at, actions=[one, two, done, one], status="held_up", note="Inspection"
        )
        assert told.done == (one, two)
        assert "open it again" in told.refused[done]
        assert [factory.row(place, each).status for each in (one, two, done)] == ["held_up", "held_up", "closed"]
        told = operations.update_many(by=manager, at=at, actions=[one, done], status="under_way", only_if_all=True)
        assert (told.done, factory.row(place, one).status) == ((), "held_up")

    def test_an_accepted_shortfall_ends_and_is_due_again(self, place, manager, at):
        owner = factory.person(place)
        made = factory.action(place, due=date(2026, 5, 1), owner_agency=factory.agency(place))
        given = {"action": made, "owner": owner}
        with pytest.raises(RuleBroken, match="later"):
            operations.accept_shortfall(by=manager, at=at, reason="No money", until=date(2026, 4, 2), **given)
        operations.accept_shortfall(by=manager, at=at, reason="No money", until=date(2026, 10, 1), **given)
        assert running(manager, made) == ["Accepted shortfall ends: Write the meeting into the plan"]
        operations.update_action(by=manager, at=at, action=made, status="under_way", note="Money came")
        assert running(manager, made) == []
        [shortfall] = queries.shortfalls_of(manager, made)
        assert (shortfall.owner_id, shortfall.ended_on) == (owner, date(2026, 4, 2))
