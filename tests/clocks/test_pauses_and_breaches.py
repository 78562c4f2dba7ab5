"""Clocks that stand still, and dates that were missed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from goldenthread.clocks import operations, queries
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from tests.factories.clocks import AT, fresh, started

LATER = AT + timedelta(days=30)


class TestPauses:
    def test_a_review_waits_for_criminal_proceedings_and_goes_on_later(self, scene):
        row = started(scene.thing, rule="LCSPR-1", trigger=date(2026, 3, 2))
        operations.pause(by=scene.manager, at=AT, deadline=row.pk, reason="criminal_proceedings", words="Trial in May")
        assert fresh(row.pk).status == "paused"
        operations.resume(by=scene.manager, at=LATER, deadline=row.pk)
        row = fresh(row.pk)
        assert (row.status, row.first_due, row.due_on) == ("open", date(2026, 9, 2), date(2026, 10, 2))
        assert [change.what for change in row.changes.all()] == ["started", "paused", "resumed"]
        assert row.pauses.get().resumed_by_name == "Business manager"

    def test_only_for_the_reasons_its_rule_gives(self, scene):
        review, notice = started(scene.thing, rule="LCSPR-1"), started(scene.thing)
        with pytest.raises(
            RuleBroken, match="may only be paused for: criminal proceedings, coroner's inquest or another"
        ):
            operations.pause(by=scene.manager, at=AT, deadline=review.pk, reason="agreed")
        with pytest.raises(RuleBroken, match="SIN-1 gives no reason"):
            operations.pause(by=scene.manager, at=AT, deadline=notice.pk, reason="coroner")
        with pytest.raises(RuleBroken, match="Choose a reason"):
            operations.pause(by=scene.manager, at=AT, deadline=review.pk, reason="lunch")

    def test_a_date_set_by_people_may_be_paused_for_any_of_them(self, scene):
        row = started(scene.thing, due=date(2026, 5, 1), title="T", why="W")
        operations.pause(by=scene.manager, at=AT, deadline=row.pk, reason="agreed")
        with pytest.raises(RuleBroken, match="Only an open clock"):
            operations.pause(by=scene.manager, at=AT, deadline=row.pk, reason="agreed")

    def test_what_does_not_stand_cannot_go_on_nor_go_on_before_it_stood(self, scene):
        row = started(scene.thing, due=date(2026, 5, 1), title="T", why="W")
        with pytest.raises(RuleBroken, match="not paused"):
            operations.resume(by=scene.manager, at=AT, deadline=row.pk)
        operations.pause(by=scene.manager, at=AT, deadline=row.pk, reason="agreed")
        with pytest.raises(RuleBroken, match="before it was paused"):
            operations.resume(by=scene.manager, at=AT - timedelta(days=1), deadline=row.pk)

    def test_meeting_or_cancelling_a_paused_clock_ends_the_pause(self, scene):
        for end in (
            lambda pk: operations.complete(by=scene.manager, at=LATER, deadline=pk),
            lambda pk: operations.cancel(by=scene.manager, at=LATER, deadline=pk, why="x"),
        ):
            row = started(scene.thing, due=date(2026, 5, 1), title="T", why="W")
            operations.pause(by=scene.manager, at=AT, deadline=row.pk, reason="agreed")
            end(row.pk)
            assert row.pauses.get().resumed_at == LATER

    def test_a_clock_that_has_been_paused_keeps_its_start(self, scene):
        row = started(scene.thing, rule="LCSPR-1", trigger=date(2026, 3, 20))
        operations.pause(by=scene.manager, at=AT, deadline=row.pk, reason="coroner")
        with pytest.raises(RuleBroken, match="has been paused"):
            operations.correct_trigger(by=scene.manager, at=AT, deadline=row.pk, trigger=date(2026, 3, 23), why="x")


class TestBreaches:
    def test_a_missed_date_has_a_reason_and_an_approver(self, scene):
        row = started(scene.thing)
        operations.explain_breach(by=scene.manager, at=LATER, deadline=row.pk, reason="capacity", words="Two vacancies")
        operations.approve_breach(by=scene.chair, at=LATER, deadline=row.pk)
        breach = queries.deadline(scene.manager, row.pk).breach
        assert (breach.cause, breach.explained_by_name, breach.approved_by_name) == (
            "capacity",
            "Business manager",
            "Independent chair",
        )
        with pytest.raises(RuleBroken, match="approved the reason already"):
            operations.approve_breach(by=scene.chair, at=LATER, deadline=row.pk)
        with pytest.raises(RuleBroken, match="no longer be changed"):
            operations.explain_breach(by=scene.manager, at=LATER, deadline=row.pk, reason="error")

    def test_what_was_done_late_is_explained_too(self, scene):
        row = started(scene.thing)
        done = datetime(2026, 4, 14, 9, tzinfo=UTC)
        operations.complete(by=scene.manager, at=LATER, deadline=row.pk, on=done)
        operations.explain_breach(by=scene.manager, at=LATER, deadline=row.pk, reason="error")

    def test_what_was_not_missed_needs_no_reason(self, scene):
        row = started(scene.thing)
        with pytest.raises(RuleBroken, match="has not been missed"):
            operations.explain_breach(by=scene.manager, at=AT, deadline=row.pk, reason="error")
        operations.complete(by=scene.manager, at=LATER, deadline=row.pk, on=datetime(2026, 4, 13, 22, 30, tzinfo=UTC))
        with pytest.raises(RuleBroken, match="has not been missed"):
            operations.explain_breach(by=scene.manager, at=LATER, deadline=row.pk, reason="error")

    def test_the_reason_comes_from_the_list_and_other_needs_words(self, scene):
        row = started(scene.thing)
        with pytest.raises(RuleBroken, match="Choose a reason"):
            operations.explain_breach(by=scene.manager, at=LATER, deadline=row.pk, reason="weather")
        with pytest.raises(RuleBroken, match="Say what the reason was"):
            operations.explain_breach(by=scene.manager, at=LATER, deadline=row.pk, reason="other")

    def test_until_it_is_approved_it_may_be_said_in_other_words(self, scene):
        row = started(scene.thing)
        for reason in ("error", "capacity"):
            operations.explain_breach(by=scene.manager, at=LATER, deadline=row.pk, reason=reason)
        assert queries.deadline(scene.manager, row.pk).breach.cause == "capacity"

    def test_only_an_approver_approves_and_never_their_own(self, scene):
        row = started(scene.thing)
        with pytest.raises(RuleBroken, match="No reason has been given"):
            operations.approve_breach(by=scene.chair, at=LATER, deadline=row.pk)
        with pytest.raises(NotAllowed):
            operations.explain_breach(by=scene.chair, at=LATER, deadline=row.pk, reason="error")
        operations.explain_breach(by=scene.chair, at=LATER, deadline=row.pk, reason="error", allowed=True)
        with pytest.raises(NotAllowed, match="somebody else"):
            operations.approve_breach(by=scene.chair, at=LATER, deadline=row.pk)
        with pytest.raises(NotAllowed):
            operations.approve_breach(by=scene.manager, at=LATER, deadline=row.pk)
