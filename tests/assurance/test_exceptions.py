"""Exceptions: apparent risks put to the Executive, and what it decided."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.assurance import models as m
from goldenthread.assurance import operations, queries, rules
from goldenthread.evidence import steps
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.thread import queries as thread
from goldenthread.workbench.queries import due
from tests.factories import accounts, viewers
from tests.factories import assurance as make

pytestmark = pytest.mark.django_db
TODAY = make.AT.date()
MOST = 45


@pytest.fixture
def raised(site):
    return site.report()


def test_an_exception_says_what_the_data_said_and_stands_on_the_list_of_the_executive(site, raised):
    row = queries.exception(site.by, raised)
    assert (row.record.reference, row.state, row.reported_on) == ("EXC-2026-001", rules.REPORTED, TODAY)
    assert [point.stood for point in queries.points(site.by, raised)] == ["320 children"]
    member = viewers.holding(
        "agency_member", agency=site.health, around=[site.place], groups=frozenset({site.executive})
    )
    assert [line.title for line in due.due(member)] == ["Decide: Children on plans"]
    (mark,) = steps.marks(site.by, site.indicator)
    assert (mark.words, mark.state) == ("Exception EXC-2026-001 to Executive", "Before the Executive")
    assert thread.thread_of(site.by, raised).before.key == site.indicator


def test_the_executive_and_those_who_report_know_of_it_and_an_agency_does_not(site, raised):
    member = viewers.holding(
        "agency_member", agency=site.health, around=[site.place], groups=frozenset({site.executive})
    )
    for viewer in (site.by, site.chair, site.scrutineer, site.lead, member):
        assert queries.exception(viewer, raised).pk == raised
    for viewer in (site.member, site.other, make.Site().by, viewers.stranger()):
        with pytest.raises(NotFound):
            queries.exception(viewer, raised)
    assert not steps.marks(site.member, site.indicator)


def test_what_was_decided_is_recorded_by_a_lead_and_stays(site, raised):
    for viewer, refusal in ((site.by, NotAllowed), (site.chair, NotAllowed), (site.member, NotFound)):
        with pytest.raises(refusal):
            operations.decide(by=viewer, at=make.AT, exception=raised, decision="Yes.", on=TODAY)
    for wrong in ({"decision": " "}, {"on": date(2026, 4, 1)}, {"on": date(2026, 4, 3)}):
        with pytest.raises(RuleBroken):
            operations.decide(
                **{"by": site.lead, "at": make.AT, "exception": raised, "decision": "Y", "on": TODAY} | wrong
            )
    operations.decide(by=site.lead, at=make.AT, exception=raised, decision="An audit in May.", on=TODAY)
    row = queries.exception(site.by, raised)
    assert (row.state, row.decision, row.decided_on) == (rules.DECIDED, "An audit in May.", TODAY)
    assert row.record.closed_on == TODAY
    for act in (
        lambda: operations.decide(by=site.lead, at=make.AT, exception=raised, decision="No.", on=TODAY),
        lambda: operations.take_back(by=site.by, at=make.AT, exception=raised, why="No."),
    ):
        with pytest.raises(RuleBroken, match="has decided"):
            act()


def test_it_can_be_taken_back_with_a_reason(site, raised):
    with pytest.raises(NotAllowed):
        operations.take_back(by=site.lead, at=make.AT, exception=raised, why="No.")
    operations.take_back(by=site.chair, at=make.AT, exception=raised, why="The figure was restated.")
    assert queries.exception(site.by, raised).state == rules.TAKEN_BACK
    with pytest.raises(RuleBroken, match="taken back"):
        operations.decide(by=site.lead, at=make.AT, exception=raised, decision="No.", on=TODAY)


def test_it_is_reported_whole_to_a_group_of_the_partnership(site):
    other = make.Site()
    for wrong in ({"risk": ""}, {"asks": " "}, {"title": ""}, {"due": TODAY}, {"executive": other.executive}):
        with pytest.raises(RuleBroken):
            site.report(**wrong)
    with pytest.raises(NotAllowed):
        site.report(by=site.member)


def test_a_period_tells_what_was_before_the_executive_in_it(site, raised):
    spring, before = Period(date(2026, 4, 1), date(2026, 6, 30)), Period(date(2026, 1, 1), date(2026, 3, 31))
    after = Period(date(2026, 7, 1), date(2026, 9, 30))
    told = [bool(queries.exceptions(site.by, period=each)) for each in (before, spring, after)]
    operations.decide(by=site.lead, at=make.AT, exception=raised, decision="An audit.", on=TODAY)
    assert told == [False, True, True]
    assert not queries.exceptions(site.by, period=after)


def test_the_database_holds_that_a_decision_is_whole(site, raised, broken):
    with broken("assurance_exception_settled_whole"):
        m.ExceptionRaised.objects.filter(pk=raised).update(state=rules.DECIDED)


def test_the_pages_of_an_exception_from_the_point_to_the_quarter(client, site, clock_at, django_assert_max_num_queries):
    clock_at(make.AT)
    for viewer in (site.by, site.lead):
        accounts.make_user(viewer)
    (step,) = [each for each in steps.offered(site.by, site.place) if each.code == "assurance.exception"]
    looking = client.look_as(site.by)
    assert "was 320 children in 2024-25" in looking.get(step.address(site.spot)).content.decode()
    given = {"title": "Plans", "risk": "It rises.", "asks": "An audit.", "executive": str(site.executive), "group": ""}
    sent = looking.post(step.address(site.spot), {**given, "due-day": "30", "due-month": "4", "due-year": "2026"})
    page = sent["Location"]
    pk = m.ExceptionRaised.objects.get().pk
    assert "It rises." in client.look_as(site.lead).get(page).content.decode()
    decide = reverse("assurance:decide", args=[pk])
    client.look_as(site.lead).post(
        decide, {"decision": "An audit in May.", "on-day": "2", "on-month": "4", "on-year": "2026"}
    )
    looking = client.look_as(site.by)
    assert looking.get(decide).status_code == 403
    site.ask()
    quarter = reverse("assurance:exceptions_of", args=[site.place])
    with django_assert_max_num_queries(MOST):
        shown = looking.get(f"{quarter}?from=2026-04-01&to=2026-06-30").content.decode()
    assert "An audit in May." in shown
    assert "CFE-2026-001" in shown
    assert "Nothing was before" in looking.get(f"{quarter}?from=2026-01-01&to=2026-03-31").content.decode()
    assert looking.get(f"{quarter}?from=nothing").status_code == 404
    assert "Plans" in looking.get(reverse("assurance:exceptions")).content.decode()
    other = site.report()
    looking.post(reverse("assurance:take_back", args=[other]), {"why": "Restated."})
    assert "Restated." in looking.get(reverse("assurance:exception", args=[other])).content.decode()
