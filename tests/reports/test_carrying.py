"""A new report begins with the text, the order and the figures of the last one, and says what nobody has read yet."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.periods import year_from_april
from goldenthread.reports import content, operations, queries
from goldenthread.reports import models as m
from goldenthread.reports.carrying import Laid, lay_out
from tests.factories import partnership as bodies
from tests.factories import reports as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db
NEXT = {"start": date(2018, 4, 1), "end": date(2019, 3, 31)}


def text(response):
    return response.content.decode()


def asked(*codes):
    return [content.Required(each, each.upper(), "", True, frozenset()) for each in codes]


class TestOrder:
    def test_the_order_of_the_last_report_stays_and_what_is_new_stands_after_what_comes_before_it(self):
        before = [Laid("b", "B", "words"), Laid("", "Ours", "more"), Laid("a", "A", "and more")]
        laid = lay_out(asked("a", "c", "b", "d"), before, {})
        assert [each.heading for each in laid] == ["B", "Ours", "A", "C", "D"]

    def test_what_is_no_longer_asked_for_stays_as_our_own_if_there_is_anything_in_it(self):
        laid = lay_out(asked("a"), [Laid("x", "Old", "words"), Laid("y", "Empty")], {})
        assert laid == [Laid("a", "A"), Laid("", "Old", "words")]

    def test_a_heading_that_somebody_changed_is_kept_and_any_other_is_that_of_today(self):
        before = [Laid("a", "Our money", "words"), Laid("b", "Was called", "words")]
        laid = lay_out(asked("a", "b"), before, {"a": "Money", "b": "Was called"})
        assert [each.heading for each in laid] == ["Our money", "B"]


@pytest.fixture
def last(report, manager):
    own = operations.add_section(by=manager, at=make.AT, report=report, heading="Our own")
    first = queries.report(manager, report).sections.first()
    for pk, words in ((own, "Ours [[finance.income]]."), (first.pk, "We stand behind this.")):
        seen = queries.section(manager, pk).edition
        operations.write_section(by=manager, at=make.AT, section=pk, text=words, seen=seen, plain="In short.")
    operations.add_recipient(by=manager, at=make.AT, report=report, name="Chair of the adults board")
    return report


@pytest.fixture
def carried(last, place, manager):
    return make.report(place.pk, manager, carry_from=last, **NEXT)


def waiting(by, report):
    return [each for each in queries.report(by, report).sections.all() if each.to_look_at]


def test_a_new_report_has_what_the_law_of_its_time_asks_and_all_the_text_of_the_last(carried, last, manager):
    found = {each.heading: each for each in queries.report(manager, carried).sections.all()}
    codes = {each.code for each in found.values()}
    assert {each.code for each in content.set_for("yearly", NEXT["end"]).sections} <= codes
    assert found["Our own"].text == "Ours [[finance.income]]."
    assert (found["Foreword"].text, found["Foreword"].plain) == ("We stand behind this.", "In short.")
    assert [each.carried_from for each in waiting(manager, carried)] == ["2017-18", "2017-18"]
    names = [each.name for each in queries.recipients(manager, carried)]
    assert names[-1] == "Chair of the adults board"
    assert names[0] == "Child Safeguarding Practice Review Panel"
    assert not waiting(manager, last)


def test_each_carried_section_waits_until_it_was_read_or_written_or_marked_ready(carried, manager):
    first, second = waiting(manager, carried)
    operations.look_at(by=manager, at=make.AT, section=first.pk, seen=first.edition)
    with pytest.raises(RuleBroken, match="nobody has read"):
        operations.look_at(by=manager, at=make.AT, section=first.pk, seen=first.edition)
    with pytest.raises(EditConflict):
        operations.look_at(by=manager, at=make.AT, section=second.pk, seen=second.edition + 1)
    operations.write_section(by=manager, at=make.AT, section=second.pk, text="New words.", seen=second.edition)
    assert not waiting(manager, carried)
    row = queries.section(manager, second.pk)
    assert (row.carried_from, row.looked_by_name) == ("2017-18", manager.name)


def test_marking_a_carried_section_ready_says_that_it_was_read(carried, manager):
    first, _ = waiting(manager, carried)
    operations.mark_ready(by=manager, at=make.AT, section=first.pk, seen=first.edition)
    assert len(waiting(manager, carried)) == 1


def test_a_report_is_not_approved_while_nobody_has_read_what_was_carried(last, place, manager, chair):
    own = next(each for each in queries.report(manager, last).sections.all() if each.heading == "Our own")
    operations.write_section(by=manager, at=make.AT, section=own.pk, text="Ours.", seen=own.edition)
    report = make.report(place.pk, manager, carry_from=last, **NEXT)
    for section in queries.report(manager, report).sections.all():
        if not section.carried_from:
            operations.write_section(by=manager, at=make.AT, section=section.pk, text="Words.", seen=section.edition)
    with pytest.raises(RuleBroken, match="nobody has read it since: "):
        operations.approve(by=chair, at=make.AT, report=report)
    for section in waiting(manager, report):
        operations.look_at(by=manager, at=make.AT, section=section.pk, seen=section.edition)
    operations.approve(by=chair, at=make.AT, report=report)


def test_nothing_is_carried_from_another_partnership_or_another_kind(last, place, manager):
    with pytest.raises(RuleBroken, match="same partnership and kind"):
        make.report(place.pk, manager, carry_from=last, kind="arrangements", **NEXT)
    elsewhere = bodies.partnership()
    with pytest.raises(NotFound):
        make.report(elsewhere.pk, viewers.business_manager(elsewhere.pk), carry_from=last, **NEXT)


def test_only_those_who_write_say_that_it_was_read(carried, place, manager):
    first = waiting(manager, carried)[0]
    for viewer, refusal in (
        (viewers.holding("scrutineer", partnership=place.pk), NotAllowed),
        (viewers.holding("lay_member", partnership=place.pk), NotFound),
        (viewers.stranger(), NotFound),
    ):
        with pytest.raises(refusal):
            operations.look_at(by=viewer, at=make.AT, section=first.pk, seen=first.edition)


def test_a_section_that_people_commented_on_is_not_removed(report, manager):
    own = operations.add_section(by=manager, at=make.AT, report=report, heading="Our own")
    operations.comment(by=manager, at=make.AT, section=own, text="Do we need this?")
    with pytest.raises(RuleBroken, match="commented"):
        operations.remove_section(by=manager, at=make.AT, section=own)


def test_a_section_is_not_read_by_nobody(broken, section):
    with broken("reports_section_looked_at_whole"):
        m.Section.objects.filter(pk=section.pk).update(looked_at=make.AT)


class TestArrangements:
    def test_the_published_arrangements_are_a_document_of_the_same_kind(self, place, manager, chair):
        report = make.report(place.pk, manager, kind="arrangements", start=date(2024, 12, 31), end=date(2025, 12, 30))
        row = queries.report(manager, report)
        assert row.title == "West Partnership: safeguarding arrangements 31 December 2024 to 30 December 2025"
        assert row.content_set == "arr2023"
        assert "When we do not agree" in [each.heading for each in row.sections.all()]
        edition = make.published(report, manager, chair)
        assert queries.published_edition(edition).document["content_set"] == "Arrangements under Working Together 2023"

    def test_they_are_never_taken_for_the_yearly_report_of_the_same_days(self, place, manager, chair):
        report = make.report(place.pk, manager, kind="arrangements")
        make.published(report, manager, chair)
        year = year_from_april("2017-18")
        assert queries.of_period(queries.latest(report).document["slug"], year) is None
        with pytest.raises(NotFound):
            queries.report_of(manager, place.pk, year)

    def test_each_guidance_has_its_own_list_and_the_latest_adds_to_the_one_before(self):
        found = [
            content.set_for("arrangements", day) for day in (date(2019, 6, 29), date(2024, 1, 1), date(2026, 6, 1))
        ]
        assert [each.code for each in found] == ["arr2018", "arr2023", "arr2026"]
        assert {each.code for each in found[1].sections} < {each.code for each in found[2].sections}

    def test_an_unknown_kind_is_refused(self, place, manager):
        with pytest.raises(RuleBroken, match="what kind"):
            make.report(place.pk, manager, kind="poem")


class TestPages:
    def test_a_report_is_started_from_the_last_and_read_by_forms(self, client, last, place, manager):
        client.look_as(manager)
        days = {f"{name}-{part}": getattr(day, part) for name, day in NEXT.items() for part in ("day", "month", "year")}
        given = {"partnership": str(place.pk), "kind": "yearly", "carry_from": str(last), **days}
        assert "Begin with the text" in text(client.get(reverse("reports:start")))
        answer = client.post(reverse("reports:start"), given)
        assert answer.status_code == 302, text(answer)
        assert "From 2017-18, not read yet" in text(client.get(answer.headers["Location"]))
        row = m.Report.objects.exclude(pk=last).get()
        first = waiting(manager, row.pk)[0]
        address = reverse("reports:look_at", args=[first.pk])
        assert client.post(address, {"edition": "x"}).status_code == 422
        assert client.post(address, {"edition": first.edition}).status_code == 302
        assert len(waiting(manager, row.pk)) == 1
