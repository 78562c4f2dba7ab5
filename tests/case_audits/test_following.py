"""What follows for single children: case actions, and immediate safety concerns."""

from datetime import date, timedelta  # not a deadline: hours later

import pytest

from goldenthread.access.roles import Scope
from goldenthread.audit.models import AuditEvent
from goldenthread.case_audits import operations, queries
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.jobs.models import OutgoingMail
from goldenthread.workbench.queries import due
from tests.factories import accounts, viewers
from tests.factories.case_audits import AT, LATER

pytestmark = pytest.mark.django_db
TOLD = "Bruises on both arms of CS00007"


@pytest.fixture
def graded(site):
    return site.opened()


def test_a_case_action_is_known_to_its_agency_and_to_those_who_run_the_audit(site, graded):
    case = site.cases(graded)[0]
    action = operations.ask_case_action(
        by=site.lead, at=LATER, case=case.pk, agency=site.agencies[1], text="See the child.", due=date(2026, 5, 1)
    )
    for viewer in (site.lead, site.colleagues[1], site.auditors[1]):
        assert queries.case_action(viewer, action).text == "See the child."
    for viewer in (site.colleagues[0], site.auditors[0], site.scrutineer, viewers.administrator()):
        with pytest.raises(NotFound):
            queries.case_action(viewer, action)
    assert [each.title for each in due.due(site.colleagues[1])] == ["Case action: case 1 of MAA-2026-001"]
    assert not due.outside(site.colleagues[1]).exists()  # nothing behind a wall leaves in mails and calendars
    assert not due.due(site.colleagues[0]).exists()


def test_an_agency_that_acts_for_a_child_reads_no_grade(site, graded):
    case = site.cases(graded)[0]
    operations.ask_case_action(
        by=site.lead, at=LATER, case=case.pk, agency=site.agencies[1], text="See the child.", due=date(2026, 5, 1)
    )
    assert queries.case(site.colleagues[1], case.pk).reference
    assert not queries.grades(site.colleagues[1], graded).exists()


def test_only_the_agency_says_that_it_is_done_and_only_the_lead_withdraws(site, graded):
    case = site.cases(graded)[0]
    action = operations.ask_case_action(
        by=site.lead, at=LATER, case=case.pk, agency=site.agencies[1], text="See the child.", due=date(2026, 5, 1)
    )
    said = {"at": LATER, "action": action, "words": "Seen on Monday."}
    with pytest.raises(NotAllowed):
        operations.settle_case_action(by=site.lead, seen=2, to="done", **said)
    with pytest.raises(NotAllowed):
        operations.settle_case_action(by=site.colleagues[1], seen=2, to="withdrawn", **said)
    with pytest.raises(EditConflict):
        operations.settle_case_action(by=site.colleagues[1], seen=1, to="done", **said)
    operations.settle_case_action(by=site.colleagues[1], seen=2, to="done", **said)
    assert queries.case_action(site.lead, action).words == "Seen on Monday."
    with pytest.raises(RuleBroken, match="done already"):
        operations.settle_case_action(by=site.lead, seen=3, to="withdrawn", **said)


def test_case_actions_follow_from_what_was_found_together(site):
    audit = site.asked()
    with pytest.raises(RuleBroken, match="raise a safety concern"):
        operations.ask_case_action(
            by=site.lead, at=AT, case=site.cases(audit)[0].pk, agency=site.agencies[1], text="x", due=date(2026, 5, 1)
        )


@pytest.fixture
def raised(site):
    """A concern that the second agency raised about a case the first one holds, with accounts behind the leads."""
    audit = site.asked()
    for person, role, scope, place in (
        (site.people[0], "case_auditor", Scope.AGENCY, site.agencies[0]),
        (site.head, "qa_officer", Scope.PARTNERSHIP, site.place),
    ):
        accounts.given(accounts.account(person=person.pk, email=f"{role}@example.org"), role, scope, place)
    accounts.given(accounts.account(email="member@example.org"), "agency_member", Scope.AGENCY, site.agencies[0])
    case = site.cases(audit)[0]
    site.concern = operations.raise_concern(by=site.auditors[1], at=AT, case=case.pk, words=TOLD)
    return site


def test_both_leads_are_written_to_at_once_and_no_word_of_the_case_leaves(raised, settings):
    settings.OUTGOING_MAIL = {}
    operations.tell_of_concern(by=viewers.administrator(), at=AT, concern=raised.concern)
    mails = list(OutgoingMail.objects.filter(key__startswith="concern:"))
    assert sorted(each.to for each in mails) == ["case_auditor@example.org", "qa_officer@example.org"]
    for each in mails:
        assert "MAA-2026-001" in each.subject
        for word in ("CS00", "Bruises", "MAC-", "case 1", "Case 1"):
            assert word not in each.subject + each.text
        assert "999" in each.text


def test_the_clock_counts_hours_and_stops_when_both_have_acknowledged(raised):
    concern = queries.concern(raised.lead, raised.concern)
    assert (concern.deadline.due_at - AT) == timedelta(hours=4)
    said = {"at": AT, "concern": raised.concern, "words": "A social worker is on her way."}
    with pytest.raises((NotAllowed, NotFound)):
        operations.acknowledge(by=raised.auditors[2], seen=2, side="lead", **said)
    with pytest.raises(NotAllowed):
        operations.acknowledge(by=raised.auditors[1], seen=2, side="agency", **said)
    operations.acknowledge(by=raised.auditors[0], seen=2, side="agency", **said)
    assert queries.concern(raised.lead, raised.concern).deadline.is_running
    operations.acknowledge(by=raised.lead, seen=3, side="lead", **said)
    assert not queries.concern(raised.lead, raised.concern).deadline.is_running
    with pytest.raises(RuleBroken, match="acknowledged already"):
        operations.acknowledge(by=raised.lead, seen=4, side="lead", **said)


def test_a_concern_is_read_by_the_two_leads_and_by_who_raised_it(raised):
    for viewer in (raised.lead, raised.auditors[0], raised.auditors[1]):
        assert queries.concern(viewer, raised.concern).words == TOLD
    for viewer in (raised.auditors[2], raised.colleagues[0], raised.colleagues[2], raised.scrutineer):
        with pytest.raises(NotFound):
            queries.concern(viewer, raised.concern)


def test_a_concern_nobody_acknowledges_is_escalated_once(raised):
    operator = viewers.administrator()
    assert operations.escalate_due(by=operator, at=AT + timedelta(hours=3)) == 0
    late = AT + timedelta(hours=5)
    assert operations.escalate_due(by=operator, at=late) == 1
    assert operations.escalate_due(by=operator, at=late) == 0
    told = set(OutgoingMail.objects.filter(key__contains=":late:").values_list("to", flat=True))
    assert told == {"case_auditor@example.org", "qa_officer@example.org", "member@example.org"}
    assert queries.concern(raised.colleagues[0], raised.concern).escalated_at == late
    operations.acknowledge(
        by=raised.colleagues[0], at=late, concern=raised.concern, seen=3, side="agency", words="We are at the house."
    )


def test_the_trail_tells_of_a_concern_without_its_words(raised):
    lines = AuditEvent.objects.filter(event__startswith="case_audits.concern")
    assert lines.count() == 1
    assert TOLD not in str(lines.get().details)


def test_only_those_who_work_on_the_audit_raise_a_concern(site):
    audit = site.asked()
    with pytest.raises(NotFound):
        operations.raise_concern(by=site.scrutineer, at=AT, case=site.cases(audit)[0].pk, words="x")


def test_an_agency_whose_named_lead_has_no_address_is_reached_through_its_colleagues_or_by_telephone(site):
    """Neither lead has an account: with nobody at the agency the lead of the audit reads that they must ring."""
    accounts.given(
        accounts.account(person=site.head.pk, email="lead@example.org"), "qa_officer", Scope.PARTNERSHIP, site.place
    )
    audit = site.asked()
    first, second = (
        operations.raise_concern(by=site.auditors[1], at=AT, case=case.pk, words="A new injury.")
        for case in site.cases(audit)
    )
    operations.tell_of_concern(by=viewers.administrator(), at=AT, concern=first)
    alone = OutgoingMail.objects.get()
    assert alone.to == "lead@example.org"
    assert "Ring them now." in alone.text
    accounts.given(accounts.account(email="member@example.org"), "agency_member", Scope.AGENCY, site.agencies[0])
    operations.tell_of_concern(by=viewers.administrator(), at=AT, concern=second)
    told = OutgoingMail.objects.exclude(pk=alone.pk)
    assert sorted(told.values_list("to", flat=True)) == ["lead@example.org", "member@example.org"]
    assert not told.filter(text__contains="Ring them now.").exists()
