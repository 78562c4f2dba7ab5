"""Starting clocks, meeting them, and the next of a repeating rule."""

from datetime import UTC, date, datetime, timedelta

import pytest

from goldenthread.audit import trail
from goldenthread.audit.models import AuditEvent
from goldenthread.clocks import operations, queries
from goldenthread.clocks.models import Deadline, RuleVersion
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.ids import uuid7
from tests.factories import clocks
from tests.factories.clocks import AT, fresh, started

LATER = AT + timedelta(days=30)


def whats(deadline):
    return [change.what for change in deadline.changes.all()]


class TestStart:
    def test_the_date_and_the_edition_are_frozen_at_the_trigger(self, scene):
        ref = operations.start(by=scene.manager, at=AT, record=scene.thing.pk, trigger=AT, rule="sin-1")
        assert (ref.due_on, ref.due_at, ref.rule, ref.version, ref.unverified) == (
            date(2026, 4, 13),
            None,
            "SIN-1",
            "WT2026",
            True,
        )
        row = fresh(ref.id)
        assert row.title == "Notify the national panel of a serious incident"
        assert row.first_due == row.due_on
        assert "Day one is Tuesday 7 April 2026." in row.why
        assert "Good Friday (3 April); Easter Monday (6 April)" in row.why
        assert whats(row) == ["started"]

    def test_a_referral_before_new_guidance_keeps_the_old_edition_for_ever(self, scene):
        old = started(scene.thing, rule="AS-1", trigger=date(2023, 12, 14))
        new = started(scene.thing, rule="AS-1", trigger=date(2023, 12, 18))
        assert (old.rule_version.version, new.rule_version.version) == ("WT2018", "WT2023")

    def test_a_rule_in_hours_has_a_moment(self, scene):
        row = started(scene.thing, rule="MIS-1", trigger=datetime(2026, 3, 28, 18, tzinfo=UTC))
        assert row.due_at == datetime(2026, 3, 31, 18, tzinfo=UTC)
        assert row.due_on == date(2026, 3, 31)

    def test_people_can_set_a_date_of_their_own_with_a_reason(self, scene):
        row = started(scene.thing, due=date(2026, 5, 1), title="Answer the group", why="Set by the group")
        assert (row.rule_version, row.due_on, row.why, row.unverified) == (
            None,
            date(2026, 5, 1),
            "Set by the group",
            False,
        )

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"rule": "SIN-4"}, "gives no number"),
            ({"rule": "FD-2"}, "Choose one with its variant"),
            ({"rule": "NOPE-1"}, "There is no rule"),
            ({"rule": "FGDM-1"}, "not yet in force"),
            ({"due": None, "title": "T", "why": "W"}, "Give the rule that sets the date"),
            ({"due": date(2026, 5, 1), "title": "T"}, "Say why the date is set"),
            ({"due": date(2026, 5, 1), "why": "W"}, "Say what is due"),
        ],
    )
    def test_what_cannot_be_reckoned_is_refused_with_a_sentence(self, scene, fields, sentence):
        with pytest.raises(RuleBroken, match=sentence):
            started(scene.thing, **fields)
        assert not Deadline.objects.exists()

    def test_it_needs_the_right_at_the_record_unless_the_caller_has_checked(self, scene):
        with pytest.raises(NotAllowed, match="set, pause, complete"):
            started(scene.thing, scene.adviser)
        operations.start(by=scene.adviser, at=AT, record=scene.thing.pk, trigger=AT, rule="SIN-1", allowed=True)

    def test_an_agency_may_set_its_own_dates_on_a_record_of_the_partnership(self, scene):
        row = started(scene.thing, scene.member, owner_agency=scene.agency.pk)
        assert row.owner_agency == scene.agency
        with pytest.raises(NotAllowed):
            started(scene.thing, scene.member)

    def test_a_record_one_may_not_know_of_is_not_there(self, scene):
        walled = clocks.case(scene.partnership)
        for nowhere in (walled.pk, uuid7()):
            with pytest.raises(NotFound):
                operations.start(by=scene.manager, at=AT, record=nowhere, trigger=AT, rule="SIN-1")

    def test_school_days_follow_the_partnerships_standard_terms_and_others_when_named(self, scene):
        make = {"by": scene.manager, "at": AT, "partnership": scene.partnership.pk}
        one = operations.create_term_calendar(**make, name="Maintained schools", standard=True)
        two = operations.create_term_calendar(**make, name="The academy")
        for terms, last in ((one, date(2026, 3, 27)), (two, date(2026, 4, 2))):
            add = {"by": scene.manager, "at": AT, "calendar": terms, "name": "Term"}
            operations.add_term(**add, first_day=date(2026, 2, 23), last_day=last)
            operations.add_term(**add, first_day=date(2026, 4, 20), last_day=date(2026, 5, 22))
        trigger = date(2026, 3, 26)
        assert started(scene.thing, rule="CME-1", trigger=trigger).due_on == date(2026, 4, 23)
        assert started(scene.thing, rule="CME-1", trigger=trigger, terms=two).due_on == date(2026, 4, 2)

    def test_without_terms_it_says_that_the_date_may_be_too_early(self, scene):
        assert "may be later" in started(scene.thing, rule="CME-1", trigger=date(2026, 3, 26)).why

    def test_a_rule_not_loaded_yet_is_put_in_the_register(self, scene):
        assert not RuleVersion.objects.exists()
        started(scene.thing)
        assert set(RuleVersion.objects.values_list("rule", flat=True)) == {"SIN-1"}


class TestComplete:
    def test_it_says_when_and_by_whom(self, scene):
        row = started(scene.thing)
        assert operations.complete(by=scene.manager, at=LATER, deadline=row.pk, on=AT) is None
        row = fresh(row.pk)
        assert (row.status, row.completed_at, row.completed_by_name) == ("done", AT, "Business manager")
        with pytest.raises(RuleBroken, match="done already"):
            operations.complete(by=scene.manager, at=LATER, deadline=row.pk)

    def test_nothing_is_done_in_the_future(self, scene):
        with pytest.raises(RuleBroken, match="has not come yet"):
            operations.complete(by=scene.manager, at=AT, deadline=started(scene.thing).pk, on=LATER)

    def test_a_repeating_rule_begins_the_next_from_what_was_really_done(self, scene):
        row = started(scene.thing, rule="LAC-2", trigger=date(2026, 1, 15))
        assert row.due_on == date(2026, 4, 15)
        ref = operations.complete(by=scene.manager, at=AT, deadline=row.pk, on=datetime(2026, 3, 31, 10, tzinfo=UTC))
        following = fresh(ref.id)
        assert following.due_on == date(2026, 9, 30), "six months after 31 March: the last day of September"
        assert following.previous == row
        assert following.why.startswith("At least every 6 months from Tuesday 31 March 2026")

    def test_the_next_is_under_the_edition_in_force_when_it_begins(self, scene):
        row = started(scene.thing, rule="CP-6", trigger=date(2025, 12, 1))
        ref = operations.complete(by=scene.manager, at=AT, deadline=row.pk)
        assert (row.rule_version.version, fresh(ref.id).rule_version.version) == ("WT2023", "WT2026")

    def test_private_fostering_visits_slow_down_after_a_year(self, scene):
        row = started(scene.thing, rule="PF-3", trigger=date(2026, 2, 2))
        for visit, expected in [(date(2026, 3, 10), date(2026, 4, 21)), (date(2027, 2, 2), date(2027, 4, 27))]:
            done = datetime(visit.year, visit.month, visit.day, 12, tzinfo=UTC)
            ref = operations.complete(by=scene.manager, at=done, deadline=row.pk)
            row = fresh(ref.id)
            assert row.due_on == expected
        assert row.rule_version.variant == "later-years"
        assert row.title == "Visit a privately fostered child after the first year"

    def test_one_interview_may_cover_several_episodes(self, scene):
        first = started(scene.thing, rule="MIS-1", trigger=AT)
        second = started(scene.thing, rule="MIS-1", trigger=AT + timedelta(hours=20))
        operations.complete(by=scene.manager, at=LATER, deadline=first.pk, covers=[second.pk])
        assert fresh(second.pk).covered_by == first
        assert list(first.covers.all()) == [fresh(second.pk)]

    def test_done_by_mistake_can_be_opened_again_and_the_next_goes(self, scene):
        row = started(scene.thing, rule="CP-6", trigger=date(2026, 3, 2))
        ref = operations.complete(by=scene.manager, at=AT, deadline=row.pk)
        operations.reopen(by=scene.manager, at=LATER, deadline=row.pk, why="The meeting was put off")
        assert (fresh(row.pk).status, fresh(ref.id).status) == ("open", "cancelled")
        again = operations.complete(by=scene.manager, at=LATER, deadline=row.pk)
        assert fresh(again.id).previous == row
        operations.complete(by=scene.manager, at=LATER, deadline=again.id)
        with pytest.raises(RuleBroken, match="after it is done already"):
            operations.reopen(by=scene.manager, at=LATER, deadline=row.pk, why="Mistake")

    def test_opening_again_needs_something_done_and_a_reason(self, scene):
        row = started(scene.thing)
        with pytest.raises(RuleBroken, match="Only what is done"):
            operations.reopen(by=scene.manager, at=AT, deadline=row.pk, why="x")
        operations.complete(by=scene.manager, at=AT, deadline=row.pk)
        with pytest.raises(RuleBroken, match="Say why"):
            operations.reopen(by=scene.manager, at=AT, deadline=row.pk, why=" ")


class TestChanges:
    def test_a_statutory_date_may_be_brought_forward_and_never_put_back(self, scene):
        row = started(scene.thing)
        with pytest.raises(RuleBroken, match="cannot be put back"):
            operations.change_date(by=scene.manager, at=AT, deadline=row.pk, due=date(2026, 4, 14), why="More time")
        operations.change_date(by=scene.manager, at=AT, deadline=row.pk, due=date(2026, 4, 9), why="Before leave")
        row = fresh(row.pk)
        assert (row.due_on, row.first_due, row.set_by_hand) == (date(2026, 4, 9), date(2026, 4, 13), True)
        change = row.changes.get(what="set")
        assert (change.due_before, change.due_after) == (date(2026, 4, 13), date(2026, 4, 9))

    def test_a_date_in_hours_keeps_its_time_of_day(self, scene):
        row = started(scene.thing, rule="MIS-1")
        operations.change_date(by=scene.manager, at=AT, deadline=row.pk, due=date(2026, 4, 4), why="Sooner")
        assert fresh(row.pk).due_at == datetime(2026, 4, 4, 15, tzinfo=UTC)

    def test_a_date_set_by_people_can_move_either_way(self, scene):
        row = started(scene.thing, due=date(2026, 5, 1), title="T", why="Set by the group")
        operations.change_date(by=scene.manager, at=AT, deadline=row.pk, due=date(2026, 6, 1), why="Agreed")
        assert fresh(row.pk).due_on == date(2026, 6, 1)

    def test_nobody_overwrites_what_they_have_not_seen(self, scene):
        row = started(scene.thing)
        change = {"by": scene.manager, "at": AT, "deadline": row.pk, "due": date(2026, 4, 9), "why": "x"}
        operations.change_date(**change, seen=row.edition)
        with pytest.raises(EditConflict):
            operations.change_date(**change, seen=row.edition)

    def test_the_last_of_two_strategy_discussions_comes_to_count(self, scene):
        row = started(scene.thing, rule="CP-2", trigger=date(2026, 6, 1))
        why = "A second discussion was held"
        operations.correct_trigger(by=scene.manager, at=AT, deadline=row.pk, trigger=date(2026, 6, 4), why=why)
        row = fresh(row.pk)
        assert (row.due_on, row.first_due) == (date(2026, 6, 25), date(2026, 6, 22))
        assert "Thursday 4 June 2026" in row.why

    def test_a_corrected_start_stays_within_its_edition(self, scene):
        row = started(scene.thing)
        with pytest.raises(RuleBroken, match="was not in force on that day"):
            operations.correct_trigger(by=scene.manager, at=AT, deadline=row.pk, trigger=date(2025, 4, 1), why="Slip")
        own = started(scene.thing, due=date(2026, 5, 1), title="T", why="W")
        with pytest.raises(RuleBroken, match="No rule sets this date"):
            operations.correct_trigger(by=scene.manager, at=AT, deadline=own.pk, trigger=AT, why="Slip")

    def test_cancelling_needs_a_reason_and_ends_it(self, scene):
        row = started(scene.thing)
        with pytest.raises(RuleBroken, match="Say why"):
            operations.cancel(by=scene.manager, at=AT, deadline=row.pk, why="")
        operations.cancel(by=scene.manager, at=AT, deadline=row.pk, why="Not a serious incident after all")
        assert fresh(row.pk).status == "cancelled"

    def test_a_child_who_moves_area_takes_the_same_date_along(self, scene):
        row = started(scene.thing, rule="AS-1")
        operations.hand_over(by=scene.manager, at=AT, deadline=row.pk, owner_agency=scene.agency.pk, why="Moved")
        moved = fresh(row.pk)
        assert (moved.owner_agency, moved.due_on) == (scene.agency, row.due_on)
        assert moved.changes.get(what="handed").words == "To Sampleshire agency. Moved"
        with pytest.raises(RuleBroken, match="Say which agency"):
            operations.hand_over(by=scene.manager, at=AT, deadline=row.pk)

    @pytest.mark.parametrize("name", ["complete", "cancel", "change_date", "pause", "hand_over", "correct_trigger"])
    def test_those_without_the_right_change_nothing(self, scene, name):
        row = started(scene.thing)
        more = {
            "cancel": {"why": "x"},
            "change_date": {"due": date(2026, 4, 9), "why": "x"},
            "pause": {"reason": "coroner"},
            "hand_over": {"owner_agency": scene.agency.pk},
            "correct_trigger": {"trigger": AT, "why": "x"},
        }
        with pytest.raises(NotAllowed):
            getattr(operations, name)(by=scene.adviser, at=AT, deadline=row.pk, **more.get(name, {}))
        assert fresh(row.pk).edition == row.edition


class TestWhoSees:
    def test_a_deadline_is_seen_by_whoever_may_know_of_its_record(self, scene, stranger):
        walled = started(clocks.case(scene.partnership), scene.lead)
        plain = started(scene.thing)
        assert list(queries.deadlines(scene.manager)) == [plain]
        assert set(queries.deadlines(scene.lead)) == {plain, walled}
        assert list(queries.deadlines(stranger)) == []
        for nobody in (scene.manager, stranger):
            with pytest.raises(NotFound):
                queries.deadline(nobody, walled.pk)
            with pytest.raises(NotFound):
                operations.complete(by=nobody, at=AT, deadline=walled.pk)

    def test_a_list_of_deadlines_is_one_query(self, scene, django_assert_num_queries):
        for _ in range(3):
            started(scene.thing, owner_agency=scene.agency.pk)
        with django_assert_num_queries(1):
            for row in queries.deadlines(scene.manager):
                assert row.record.title
                assert row.rule_version.title
                assert row.owner_agency.title

    def test_of_one_record_and_those_still_running(self, scene):
        one, two = started(scene.thing), started(clocks.thing(scene.partnership))
        operations.cancel(by=scene.manager, at=AT, deadline=two.pk, why="x")
        assert list(queries.of_record(scene.manager, scene.thing.pk)) == [one]
        assert list(queries.running(scene.manager)) == [one]


def test_everything_done_to_a_clock_is_in_the_trail(scene):
    row = started(scene.thing)
    operations.complete(by=scene.manager, at=LATER, deadline=row.pk)
    events = list(
        AuditEvent.objects.filter(record=str(scene.thing.pk)).order_by("number").values_list("event", flat=True)
    )
    assert events == ["clocks.started", "clocks.completed"]
    assert trail.verify().broken_at is None
