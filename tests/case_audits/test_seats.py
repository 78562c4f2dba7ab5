"""Who sits where: nobody is seated beside an agency's auditors to read what they wrote, and nobody sits at two places."""

from datetime import date

import pytest

from goldenthread.access.roles import Scope
from goldenthread.access.viewer import Grant
from goldenthread.audit.models import AuditEvent
from goldenthread.case_audits import operations, queries
from goldenthread.case_audits.models import Grade
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.partnership import operations as partnership
from tests.factories import partnership as bodies
from tests.factories import viewers
from tests.factories.case_audits import AT, LATER

pytestmark = pytest.mark.django_db


@pytest.fixture
def late(site):
    """An audit that is graded now, and a second person of the first agency, with an account and a role there."""
    audit = site.asked()
    site.grade(audit, 0, ("inadequate", "inadequate"), "Xylophone")
    site.second = bodies.person("Second auditor", partnership=site.place, agency=site.agencies[0], job_title="Auditor")
    site.reader = viewers.holding(
        "case_auditor", agency=site.agencies[0], around=[site.place], person_id=site.second.pk, name="Second auditor"
    )
    site.audit = audit
    return site


def test_whoever_runs_the_audit_seats_nobody_beside_auditors_who_grade(late):
    both = [late.people[0].pk, late.second.pk]
    for viewer in (late.lead, late.boss, late.chair):
        with pytest.raises(RuleBroken, match="the auditors of this agency say who else grades"):
            operations.take_part(by=viewer, at=LATER, audit=late.audit, agency=late.agencies[0], auditors=both)
    assert not queries.grades(late.reader, late.audit).exists()


def test_the_refusal_does_not_tell_whether_an_agency_has_begun(late):
    words = set()
    for who in (0, 2):  # one has graded everything, one nothing
        with pytest.raises(RuleBroken) as caught:
            operations.take_part(
                by=late.lead, at=LATER, audit=late.audit, agency=late.agencies[who], auditors=[late.second.pk]
            )
        words.add(str(caught.value))
    assert len(words) == 1


def test_an_auditor_names_a_colleague_who_then_reads_what_the_agency_wrote(late):
    both = [late.people[0].pk, late.second.pk]
    with pytest.raises(NotAllowed):
        operations.name_auditors(by=late.reader, at=LATER, audit=late.audit, auditors=both)
    with pytest.raises(NotAllowed):
        operations.name_auditors(by=late.colleagues[0], at=LATER, audit=late.audit, auditors=both)
    operations.name_auditors(by=late.auditors[0], at=LATER, audit=late.audit, auditors=both)
    assert queries.grades(late.reader, late.audit).count() == 6


def test_an_auditor_who_stopped_reads_nothing_more(late):
    operations.name_auditors(by=late.auditors[0], at=LATER, audit=late.audit, auditors=[late.second.pk])
    assert not queries.grades(late.auditors[0], late.audit).exists()
    assert queries.grades(late.reader, late.audit).count() == 6


def test_others_begin_anew_from_empty_sheets(late):
    given = {
        "by": late.lead,
        "at": LATER,
        "audit": late.audit,
        "agency": late.agencies[0],
        "auditors": [late.second.pk],
    }
    with pytest.raises(RuleBroken, match="Say why"):
        operations.begin_anew(**given, why="")
    operations.begin_anew(**given, why="Both auditors have left.")
    assert not Grade.objects.exists()
    assert not queries.grades(late.reader, late.audit).exists()
    event = AuditEvent.objects.get(event="case_audits.begun_anew")
    assert event.details["why"] == "Both auditors have left."


def test_nobody_grades_for_two_agencies_of_one_audit_not_even_one_after_the_other(late):
    moved = late.people[0]
    partnership.add_post(
        by=late.boss, at=AT, person=moved.pk, agency=late.agencies[2], job_title="Auditor", from_on=date(2026, 4, 1)
    )
    with pytest.raises(RuleBroken, match="Nobody grades for two agencies"):
        operations.begin_anew(
            by=late.lead, at=LATER, audit=late.audit, agency=late.agencies[2], auditors=[moved.pk], why="A move."
        )
    operations.name_auditors(by=late.auditors[0], at=LATER, audit=late.audit, auditors=[late.second.pk])
    with pytest.raises(RuleBroken, match="grades or graded for Exampleshire Constabulary"):
        operations.begin_anew(
            by=late.lead, at=LATER, audit=late.audit, agency=late.agencies[2], auditors=[moved.pk], why="A move."
        )


def test_who_moves_to_another_agency_reads_neither_the_old_nor_the_new_one(late):
    late.grade(late.audit, 2)
    moved = viewers.holding(
        "case_auditor", agency=late.agencies[2], around=[late.place], person_id=late.people[0].pk
    )  # their role at the first agency has ended; nobody named them at the third
    assert not queries.grades(moved, late.audit).exists()


def test_a_manager_with_roles_in_two_agencies_reads_only_where_an_auditor_is_named(late):
    around = frozenset({late.place})
    late.grade(late.audit, 1)
    both = viewers.viewer(
        Grant("case_auditor", Scope.AGENCY, late.agencies[0], around),
        Grant("case_auditor", Scope.AGENCY, late.agencies[1], around),
        person_id=late.people[1].pk,
    )
    assert {each.participant.agency_id for each in queries.grades(both, late.audit)} == {late.agencies[1]}


def test_a_stopped_audit_shows_its_grades_to_nobody_but_who_gave_them(site):
    audit = site.opened()
    operations.stop(by=site.lead, at=LATER, audit=audit, why="A review looks at the same cases.")
    assert not queries.grades(site.lead, audit).exists()
    assert queries.cells(site.lead, queries.audit(site.lead, audit)) == []
    assert {each.participant.agency_id for each in queries.grades(site.auditors[0], audit)} == {site.agencies[0]}
