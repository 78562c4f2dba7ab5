"""The page of a deadline, and everything that can be done on it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from goldenthread.clocks import operations
from goldenthread.clocks.models import Deadline
from goldenthread.foundation.ids import uuid7
from tests.factories import clocks
from tests.factories.clocks import AT, fresh, started


@pytest.fixture
def manager(client, scene, clock_at):
    clock_at(AT)
    operations.load_bank_holidays(by=scene.admin, at=AT)
    return client.look_as(scene.manager)


def day(name, number, month=4, year=2026):
    return {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}


def show(client, row, status=200):
    response = client.get(reverse("clocks:deadline", args=[row.pk]))
    assert response.status_code == status
    return response.content.decode()


def act(client, row, action, status=200, **given):
    address = reverse("clocks:act", args=[row.pk, action])
    assert client.get(address).status_code == 200
    response = client.post(address, given, follow=True)
    assert response.status_code == status, response.content.decode()[:1500]
    return response.content.decode()


class TestWhy:
    def test_it_says_why_the_date_is_what_it_is_day_by_day(self, manager, scene, django_assert_max_num_queries):
        row = started(scene.thing, owner_agency=scene.agency.pk)
        with django_assert_max_num_queries(14):
            html = show(manager, row)
        for words in (
            "Notify the national panel of a serious incident",
            "Due in 5 working days",
            "Not checked against the guidance",
            "Day one is Tuesday 7 April 2026.",
            "Clock starts",
            "Good Friday",
            "Day 5",
            "Sampleshire agency",
        ):
            assert words in html

    def test_days_on_which_the_clock_stood_are_not_counted(self, manager, scene, clock_at):
        row = started(scene.thing)
        row.apply({"status": "open"})
        Deadline.objects.filter(pk=row.pk).update(rule_version=row.rule_version)
        row.rule_version.content["pause_reasons"] = ["coroner"]
        row.rule_version.save()
        operations.pause(by=scene.manager, at=datetime(2026, 4, 8, 9, tzinfo=UTC), deadline=row.pk, reason="coroner")
        operations.resume(by=scene.manager, at=datetime(2026, 4, 10, 9, tzinfo=UTC), deadline=row.pk)
        assert fresh(row.pk).due_on == date(2026, 4, 15)
        html = show(manager, row)
        assert html.count("Paused") >= 3
        assert "Day 5" in html
        assert "Day 6" not in html

    def test_it_warns_of_a_closure_on_the_day_and_moves_nothing(self, manager, scene):
        row = started(scene.thing)
        operations.add_closure_day(by=scene.manager, at=AT, place=scene.partnership.pk, day=row.due_on, name="Moving")
        html = show(manager, row)
        assert "Closed on the day it is due" in html
        assert "Moving. The date does not move." in html

    def test_a_date_before_an_event_counts_back(self, manager, scene):
        html = show(manager, started(scene.thing, rule="LCSPR-2", trigger=date(2026, 4, 15)))
        assert "Event" in html
        assert "7 before" in html

    def test_months_hours_and_dates_of_ones_own_have_no_calendar(self, manager, scene):
        for fields in ({"rule": "CP-6"}, {"rule": "MIS-1"}, {"due": date(2026, 5, 1), "title": "T", "why": "Agreed"}):
            html = show(manager, started(scene.thing, **fields))
            assert "Why this date" in html
            assert "gt-cal" not in html

    def test_a_moved_date_shows_both(self, manager, scene):
        row = started(scene.thing)
        operations.add_bank_holiday(by=scene.admin, at=AT, day=date(2026, 4, 9), name="A day")
        html = show(manager, row)
        assert "From 13 April 2026 to 14 April 2026." in html
        assert "First due" in html

    def test_others_do_not_know_it_is_there(self, client, scene, stranger):
        walled = started(clocks.case(scene.partnership), scene.lead)
        client.look_as(scene.manager)
        show(client, walled, status=404)
        assert client.post(reverse("clocks:act", args=[walled.pk, "cancel"]), {"why": "x"}).status_code == 404
        client.look_as(scene.lead)
        show(client, walled)
        client.look_as(stranger)
        show(client, walled, status=403)

    def test_who_may_only_read_is_offered_nothing(self, client, scene):
        row = started(scene.thing)
        client.look_as(scene.adviser)
        assert "Nothing needs doing here by you" in show(client, row)
        client.look_as(scene.member)
        assert client.get(reverse("clocks:act", args=[row.pk, "cancel"])).status_code == 403


class TestActing:
    def test_done_now_and_done_earlier(self, manager, scene):
        now, earlier = started(scene.thing), started(scene.thing)
        assert "It is marked as done." in act(manager, now, "complete", time="", words="Sent", **day("day", 2))
        act(manager, earlier, "complete", time="9.15am", words="", **day("day", 2))
        assert fresh(now.pk).completed_at == AT
        assert fresh(earlier.pk).completed_at == datetime(2026, 4, 2, 8, 15, tzinfo=UTC)

    def test_a_wrong_time_or_a_day_to_come_is_refused(self, manager, scene):
        row = started(scene.thing)
        for time in ("25:00", "14", "13:00pm", "nine"):
            assert "Enter a time" in act(manager, row, "complete", status=422, time=time, **day("day", 2))
        assert "not come yet" in act(manager, row, "complete", status=422, time="14:30", **day("day", 3))

    def test_the_next_of_a_series_is_linked(self, manager, scene):
        row = started(scene.thing, rule="CP-6", trigger=date(2026, 3, 2))
        html = act(manager, row, "complete", time="", **day("day", 1))
        assert "The next one" in html
        assert "The one before this" in show(manager, fresh(row.pk).next)

    def test_one_interview_meets_several_episodes(self, manager, scene):
        one = started(scene.thing, rule="MIS-1")
        two = started(scene.thing, rule="MIS-1", trigger=AT - timedelta(hours=5))
        form = manager.get(reverse("clocks:act", args=[one.pk, "complete"])).content.decode()
        assert "Which others does it meet as well?" in form
        act(manager, one, "complete", time="", covers=[str(two.pk)], **day("day", 2))
        assert fresh(two.pk).covered_by == one
        alone = started(scene.thing)
        form = manager.get(reverse("clocks:act", args=[alone.pk, "complete"])).content.decode()
        assert "Which others" not in form

    def test_it_is_handed_to_another_agency_with_its_date(self, manager, scene):
        row = started(scene.thing)
        html = act(manager, row, "hand-over", owner=str(scene.agency.pk), why="The child has moved")
        assert "To Sampleshire agency. The child has moved" in html
        assert fresh(row.pk).due_on == row.due_on
        wrong = act(manager, row, "hand-over", status=422, owner=str(scene.thing.pk))
        assert "Select one of the answers" in wrong

    def test_pausing_offers_only_the_reasons_of_the_rule(self, manager, scene):
        row = started(scene.thing, rule="LCSPR-1")
        form = manager.get(reverse("clocks:act", args=[row.pk, "pause"])).content.decode()
        assert "Coroner" in form
        assert "Police investigation" not in form
        assert "Paused" in act(manager, row, "pause", reason="coroner", words="Inquest in June")
        assert "The clock goes on." in act(manager, row, "resume", words="")

    def test_a_missed_date_is_explained_and_approved(self, manager, scene, client, clock_at):
        row = started(scene.thing)
        clock_at(AT + timedelta(days=30))
        client.look_as(scene.manager)
        assert "Overdue" in show(manager, row)
        html = act(manager, row, "explain", reason="capacity", words="Two vacancies")
        assert "Two vacancies" in html
        client.look_as(scene.chair)
        address = reverse("clocks:approve", args=[row.pk])
        assert "Two vacancies" in client.get(address).content.decode()
        assert "The reason is approved." in client.post(address, follow=True).content.decode()
        assert "Independent chair" in show(client, row)

    def test_nothing_to_approve_says_so(self, client, scene, clock_at):
        clock_at(AT)
        row = started(scene.thing)
        client.look_as(scene.chair)
        address = reverse("clocks:approve", args=[row.pk])
        assert "No reason has been given" in client.get(address).content.decode()
        assert client.post(address).status_code == 422

    def test_dates_and_starts_are_changed_with_a_reason(self, manager, scene):
        row = started(scene.thing)
        html = act(manager, row, "date", edition=row.edition, why="Leave", **day("due", 9))
        assert "From 13 April 2026 to 9 April 2026." in html
        row = fresh(row.pk)
        html = act(manager, row, "start", edition=row.edition, time="", why="Slip", **day("day", 1))
        assert "From 9 April 2026 to 10 April 2026." in html
        later = act(
            manager, fresh(row.pk), "date", status=422, edition=fresh(row.pk).edition, why="x", **day("due", 29)
        )
        assert "cannot be put back" in later

    def test_two_people_at_once_see_each_other(self, manager, scene):
        row = started(scene.thing)
        operations.change_date(by=scene.manager, at=AT, deadline=row.pk, due=date(2026, 4, 10), why="First")
        html = act(manager, row, "date", status=409, edition=1, why="Second", **day("due", 9))
        assert "10 April 2026" in html

    def test_cancelled_and_opened_again(self, manager, scene):
        row = started(scene.thing)
        assert "The deadline is cancelled." in act(manager, row, "cancel", why="No longer needed")
        done = started(scene.thing)
        operations.complete(by=scene.manager, at=AT, deadline=done.pk)
        assert "The deadline is open again." in act(manager, done, "reopen", why="Mistake")

    def test_an_action_nobody_knows_is_not_found(self, manager, scene):
        row = started(scene.thing)
        assert manager.get(reverse("clocks:act", args=[row.pk, "explode"])).status_code == 404
        assert manager.get(reverse("clocks:act", args=[uuid7(), "cancel"])).status_code == 404


class TestSetting:
    def send(self, client, record, status=200, **given):
        address = reverse("clocks:set_deadline", args=[record.pk])
        assert client.get(address).status_code == 200
        response = client.post(address, given, follow=True)
        assert response.status_code == status
        return response.content.decode()

    def test_by_a_rule_or_with_a_date_of_its_own(self, manager, scene):
        html = self.send(manager, scene.thing, rule="sin-1", time="16:00", **day("day", 2))
        assert "13 April 2026" in html
        html = self.send(manager, scene.thing, title="Answer the group", why="Set by the group", **day("due", 1, 5))
        assert "Set by the group" in html

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({}, "Enter a rule, or the day"),
            ({"rule": "SIN-1"}, "Enter when the clock started"),
            ({"rule": "FD-2", **day("day", 2)}, "Choose one with its variant"),
            ({"rule": "SIN-1", **day("day", 2, 4, 2010)}, "not yet in force"),
            ({"title": "T", **day("due", 1, 5)}, "Say why the date is set"),
        ],
    )
    def test_what_is_missing_is_asked_for(self, manager, scene, given, words):
        assert words in self.send(manager, scene.thing, status=422, **given)

    def test_on_what_one_may_not_see_nothing_is_set(self, manager, scene):
        walled = clocks.case(scene.partnership)
        assert manager.get(reverse("clocks:set_deadline", args=[walled.pk])).status_code == 404
