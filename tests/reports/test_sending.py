"""Who a report goes to, what was sent there, and whether it arrived."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from goldenthread.clocks import queries as clocks
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.ids import uuid7
from goldenthread.reports import models as m
from goldenthread.reports import operations, queries
from goldenthread.reports.queries import Way
from tests.factories import partnership as bodies
from tests.factories import reports as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db
TODAY = make.AT.date()


@pytest.fixture
def edition(report, manager, chair):
    return make.published(report, manager, chair)


@pytest.fixture
def leader(report, manager):
    return queries.recipients(manager, report).get(code="leader")


def text(response):
    return response.content.decode()


def test_a_recipient_of_the_law_stands_on_the_list_once(broken, leader):
    with broken("reports_recipient_once"):
        m.Recipient.objects.create(report=leader.report, code="leader", name="The leader", place=9)


def test_a_recipient_is_not_left_out_without_saying_who_decided_it_and_why(broken, leader):
    with broken("reports_recipient_excused_whole"):
        m.Recipient.objects.filter(pk=leader.pk).update(excused_at=make.AT)


def sent(leader, edition, **fields):
    known = {"sent_on": TODAY, "how": "email", "at": make.AT, "by": uuid7(), "by_name": "Robin Example"}
    return m.Sending.objects.create(recipient=leader, edition_id=edition, **{**known, **fields})


def test_an_edition_goes_to_a_recipient_once(broken, leader, edition):
    sent(leader, edition)
    with broken("reports_sending_once"):
        sent(leader, edition)


def test_nothing_arrives_before_it_was_sent(broken, leader, edition):
    noted = {"noted_at": make.AT, "noted_by": uuid7(), "noted_by_name": "Robin Example"}
    with broken("reports_sending_received_after_it_was_sent"):
        sent(leader, edition, received_on=TODAY - timedelta(days=1), **noted)


def test_a_receipt_says_who_noted_it_and_when(broken, leader, edition):
    with broken("reports_sending_received_whole"):
        sent(leader, edition, received_on=TODAY)


def test_a_report_goes_to_whom_the_guidance_of_its_time_names(report, manager, place):
    names = [row.code for row in queries.recipients(manager, report)]
    assert names == ["chief_executive", "leader", "pcc", "health_wellbeing"]
    later = make.report(place.pk, manager, start=date(2024, 4, 1), end=date(2025, 3, 31))
    assert [row.code for row in queries.recipients(manager, later) if row.must] == ["panel", "foundations"]
    assert {row.way for row in queries.going(manager, report)} == {queries.Way.UNPUBLISHED}


def test_sending_and_receipt_are_recorded_with_who_and_when(report, manager, leader, edition):
    sending = operations.send(by=manager, at=make.AT, recipient=leader.pk, edition=edition, sent_on=TODAY, how="email")
    operations.acknowledge(by=manager, at=make.AT, sending=sending, received_on=TODAY, words="Thank you.")
    (gone,) = [each for each in queries.going(manager, report) if each.recipient == leader]
    assert (gone.way, gone.sending.by_name, gone.sending.noted_by_name) == (
        queries.Way.RECEIVED,
        manager.name,
        manager.name,
    )


def going(by, report, code):
    return next(each for each in queries.going(by, report) if each.recipient.code == code)


def record(by, leader, edition, **fields):
    return operations.send(
        by=by, at=make.AT, recipient=leader.pk, edition=edition, **{"sent_on": TODAY, "how": "email", **fields}
    )


class TestSending:
    def test_nothing_is_recorded_that_cannot_have_happened(self, report, manager, leader, edition, place):
        for fields, words in (
            ({"sent_on": TODAY + timedelta(days=1)}, "not come yet"),
            ({"sent_on": TODAY - timedelta(days=1)}, "cannot have been sent before"),
            ({"how": "pigeon"}, "how it was sent"),
        ):
            with pytest.raises(RuleBroken, match=words):
                record(manager, leader, edition, **fields)
        record(manager, leader, edition)
        with pytest.raises(RuleBroken, match="already"):
            record(manager, leader, edition)

    def test_an_edition_of_another_report_or_one_taken_down_is_not_sent(
        self, report, manager, chair, leader, edition, place
    ):
        other = make.published(make.report(place.pk, manager), manager, chair)
        with pytest.raises(RuleBroken, match="another report"):
            record(manager, leader, other)
        operations.take_down(by=manager, at=make.AT, edition=edition, why="A slip.")
        with pytest.raises(RuleBroken, match="taken down"):
            record(manager, leader, edition)

    def test_a_later_edition_is_to_be_sent_again_and_the_earlier_is_remembered(
        self, report, manager, chair, leader, edition
    ):
        record(manager, leader, edition)
        operations.publish(by=manager, at=make.AT, report=report)
        found = going(manager, report, "leader")
        assert (found.way, len(found.earlier)) == (Way.TO_SEND, 1)
        assert queries.going_to(manager, leader.pk) == found

    def test_a_receipt_is_noted_once_and_not_before_the_sending(self, manager, leader, edition):
        sending = record(manager, leader, edition)
        early = TODAY - timedelta(days=1)
        with pytest.raises(RuleBroken, match="cannot have arrived before"):
            operations.acknowledge(by=manager, at=make.AT, sending=sending, received_on=early)
        operations.chase(by=manager, at=make.AT, sending=sending, on=TODAY, words="By telephone.")
        operations.acknowledge(by=manager, at=make.AT, sending=sending, received_on=TODAY)
        for act, fields in (
            (operations.acknowledge, {"received_on": TODAY}),
            (operations.chase, {"on": TODAY}),
            (operations.take_back, {"why": "A mistake."}),
        ):
            with pytest.raises(RuleBroken, match="have it"):
                act(by=manager, at=make.AT, sending=sending, **fields)

    def test_what_was_recorded_by_mistake_is_taken_back_with_a_reason(self, report, manager, leader, edition):
        sending = record(manager, leader, edition)
        operations.chase(by=manager, at=make.AT, sending=sending, on=TODAY)
        with pytest.raises(RuleBroken, match="what was wrong"):
            operations.take_back(by=manager, at=make.AT, sending=sending, why="")
        operations.take_back(by=manager, at=make.AT, sending=sending, why="Another report was sent.")
        assert going(manager, report, "leader").way is Way.TO_SEND

    def test_the_partnership_adds_changes_and_removes_recipients_of_its_own(self, report, manager):
        added = operations.add_recipient(by=manager, at=make.AT, report=report, name="Chair of the adults board")
        row = queries.recipient(manager, added)
        change = {"by": manager, "at": make.AT, "recipient": added, "name": "Chair, adults board", "why": "Asked."}
        operations.change_recipient(**change, seen=row.edition)
        with pytest.raises(EditConflict):
            operations.change_recipient(**change, seen=row.edition)
        assert queries.recipient(manager, added).name == "Chair, adults board"
        operations.remove_recipient(by=manager, at=make.AT, recipient=added)
        with pytest.raises(NotFound):
            queries.recipient(manager, added)

    def test_whom_the_law_names_is_not_removed_and_whoever_got_it_stays(self, report, manager, leader, edition):
        with pytest.raises(RuleBroken, match="The law names"):
            operations.remove_recipient(by=manager, at=make.AT, recipient=leader.pk)
        added = operations.add_recipient(by=manager, at=make.AT, report=report, name="The archive")
        record(manager, queries.recipient(manager, added), edition)
        with pytest.raises(RuleBroken, match="stays on the list"):
            operations.remove_recipient(by=manager, at=make.AT, recipient=added)

    def test_leaving_somebody_out_needs_a_reason_and_can_be_undone(self, report, manager, leader, edition):
        with pytest.raises(RuleBroken, match="why it does not go"):
            operations.excuse(by=manager, at=make.AT, recipient=leader.pk, why=" ")
        operations.excuse(by=manager, at=make.AT, recipient=leader.pk, why="The office is vacant.")
        assert going(manager, report, "leader").way is Way.EXCUSED
        with pytest.raises(RuleBroken, match="said already"):
            operations.excuse(by=manager, at=make.AT, recipient=leader.pk, why="Again.")
        with pytest.raises(RuleBroken, match="Put the recipient back"):
            record(manager, leader, edition)
        operations.include(by=manager, at=make.AT, recipient=leader.pk)
        with pytest.raises(RuleBroken, match="already"):
            operations.include(by=manager, at=make.AT, recipient=leader.pk)

    def test_members_read_the_list_and_do_not_write_it(self, report, place, leader, edition):
        agency = bodies.agency(partnership=place.pk)
        member = viewers.holding("agency_member", agency=agency.pk, around=[place.pk])
        assert len(queries.going(member, report)) == 4
        for act in (
            lambda: record(member, leader, edition),
            lambda: operations.add_recipient(by=member, at=make.AT, report=report, name="Me"),
            lambda: operations.excuse(by=member, at=make.AT, recipient=leader.pk, why="No."),
        ):
            with pytest.raises(NotAllowed):
                act()

    @pytest.mark.parametrize("role", [None, "lay_member"])
    def test_strangers_and_lay_members_find_nothing(self, role, report, place, leader, edition):
        viewer = viewers.holding(role, partnership=place.pk) if role else viewers.stranger()
        assert queries.going(viewer, report) == []
        with pytest.raises(NotFound):
            record(viewer, leader, edition)


class TestDates:
    def lines(self, viewer, report):
        rows = clocks.of_record(viewer, report).order_by("title")
        return {row.title.removeprefix("Send the report to: "): row for row in rows}

    def test_who_must_have_it_stands_on_the_due_list_from_publication_until_it_is_sent(
        self, report, manager, leader, edition
    ):
        assert set(self.lines(manager, report)) == {
            "Chief executive of the council",
            "Leader of the council",
            "Police and crime commissioner",
            "Chair of the health and wellbeing board",
        }
        line = self.lines(manager, report)["Leader of the council"]
        assert (line.due_on, line.status) == (TODAY + timedelta(days=14), "open")
        sending = record(manager, leader, edition)
        assert self.lines(manager, report)["Leader of the council"].status == "done"
        operations.take_back(by=manager, at=make.AT, sending=sending, why="Not sent.")
        assert queries.recipient(manager, leader.pk).deadline.status == "open"

    def test_leaving_out_and_taking_down_end_the_dates_and_they_come_back(self, report, manager, leader, edition):
        operations.excuse(by=manager, at=make.AT, recipient=leader.pk, why="The office is vacant.")
        assert self.lines(manager, report)["Leader of the council"].status == "cancelled"
        operations.include(by=manager, at=make.AT, recipient=leader.pk)
        assert queries.recipient(manager, leader.pk).deadline.status == "open"
        operations.take_down(by=manager, at=make.AT, edition=edition, why="A slip.")
        assert not clocks.running(manager).filter(record=report).exists()

    def test_a_later_edition_brings_back_only_the_dates_that_were_met(self, report, manager, chair, leader, edition):
        record(manager, leader, edition)
        operations.publish(by=manager, at=make.AT, report=report)
        running = clocks.running(manager).filter(record=report)
        assert running.count() == 4

    def test_a_report_of_today_has_its_clock_which_is_met_when_it_is_out_and_sent(self, place, manager, chair):
        late = datetime(2025, 9, 3, 10, tzinfo=UTC)
        report = make.report(place.pk, manager, start=date(2024, 4, 1), end=date(2025, 3, 31))
        (clock,) = clocks.of_record(manager, report)
        assert (clock.due_on, clock.rule_version.rule) == (date(2025, 9, 30), "YR-2")
        make.write_all(report, manager)
        operations.approve(by=chair, at=late, report=report)
        edition = operations.publish(by=manager, at=late, report=report)
        assert self.lines(manager, report)["Child Safeguarding Practice Review Panel"].due_on == date(2025, 9, 30)
        for row in queries.recipients(manager, report).filter(must=True):
            assert clocks.deadline(manager, clock.pk).status == "open"
            operations.send(by=manager, at=late, recipient=row.pk, edition=edition, sent_on=late.date(), how="portal")
        assert clocks.deadline(manager, clock.pk).status == "done"


class TestPages:
    def test_the_list_says_how_far_each_is_and_can_be_taken_out(
        self, client, report, manager, leader, edition, django_assert_max_num_queries
    ):
        sending = record(manager, leader, edition)
        operations.acknowledge(by=manager, at=make.AT, sending=sending, received_on=TODAY, words="Thank you.")
        client.look_as(manager)
        address = reverse("reports:recipients", args=[report])
        client.get(address)
        with django_assert_max_num_queries(24):
            page = text(client.get(address))
        for words in ("To be sent", "Received", "Thank you.", "Add a recipient", "edition 1"):
            assert words in page
        taken = text(client.get(address + "?format=csv"))
        assert "Leader of the council" in taken
        assert "Thank you." in taken
        assert manager.name in taken

    def test_a_whole_course_goes_by_forms(self, client, report, manager, leader, edition):
        client.look_as(manager)
        go = lambda name, pk: reverse(f"reports:{name}", args=[pk])  # noqa: E731
        day = lambda name: {f"{name}-day": "4", f"{name}-month": "9", f"{name}-year": "2018"}  # noqa: E731

        def done(address, pk, **given):
            assert client.get(go(address, pk)).status_code in (200, 405)
            answer = client.post(go(address, pk), given)
            assert answer.status_code == 302, (address, text(answer))

        done("add_recipient", report, name="Chair of the adults board", why="They asked")
        added = queries.recipients(manager, report).get(code="")
        done("change_recipient", added.pk, name="Adults board", edition=str(added.edition))
        done("remove_recipient", added.pk)
        done("excuse_recipient", leader.pk, why="Vacant")
        assert "Does not go there" in text(client.get(go("recipient", leader.pk)))
        done("include_recipient", leader.pk)
        done("send", leader.pk, edition=str(edition), how="email", note="To the office", **day("sent_on"))
        sending = m.Sending.objects.get()
        done("take_back", sending.pk, why="It was not this one")
        done("send", leader.pk, edition=str(edition), how="post", **day("sent_on"))
        sending = m.Sending.objects.get()
        done("chase", sending.pk, words="By telephone", **day("on"))
        done("acknowledge", sending.pk, words="Thank you", **day("received_on"))
        page = text(client.get(go("recipient", leader.pk)))
        for words in ("By telephone", "Thank you", "Received", "4 September 2018"):
            assert words in page

    def test_a_member_sees_the_list_without_anything_to_press(self, client, report, place, leader, edition):
        client.look_as(viewers.holding("scrutineer", partnership=place.pk))
        page = text(client.get(reverse("reports:recipient", args=[leader.pk])))
        assert "Record what was sent" not in page
        assert "To be sent" in page
        assert client.get(reverse("reports:send", args=[leader.pk])).status_code == 403

    def test_nothing_can_be_sent_before_publication(self, client, report, manager, leader):
        client.look_as(manager)
        assert "nothing to send" in text(client.get(reverse("reports:send", args=[leader.pk])))
