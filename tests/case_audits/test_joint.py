"""An audit held together with a second partnership: what its auditors do, and what its people can see."""

import pytest
from django.urls import reverse

from goldenthread.case_audits import operations, queries
from goldenthread.case_audits.rules.blind import Given
from goldenthread.foundation.errors import NotAllowed, NotFound
from tests.factories import accounts, viewers
from tests.factories import partnership as bodies
from tests.factories.case_audits import AT, DUE, LATER, Site

pytestmark = pytest.mark.django_db
WORDS = "Xylophone"


@pytest.fixture
def joint(db):
    """Two agencies of one partnership and one of another; the other's agency has graded and is in."""
    site = Site(agencies=2)
    site.other = bodies.partnership("Borderland Safeguarding Partnership").pk
    site.far = bodies.agency("Borderland Health Board", partnership=site.other).pk
    person = bodies.person("Far auditor", partnership=site.other, agency=site.far, job_title="Auditor")
    site.far_auditor = viewers.holding(
        "case_auditor", agency=site.far, around=[site.other], person_id=person.pk, name="Far auditor"
    )
    site.far_manager = viewers.business_manager(site.other)
    site.far_lead = viewers.holding("qa_officer", partnership=site.other)
    site.far_member = viewers.holding("agency_member", agency=site.far, around=[site.other])
    both = viewers.viewer(
        *site.lead.grants, viewers.grant("qa_officer", partnership=site.other), person_id=site.head.pk
    )
    audit = site.prepared(by=both, joint_with=site.other, kind="joint", title="Moves across the border")
    operations.take_part(by=both, at=AT, audit=audit, agency=site.far, auditors=[person.pk], safety_lead=person.pk)
    operations.ask_to_grade(by=both, at=AT, audit=audit, due=DUE)
    site.audit = audit
    return site


def far_grades(joint):
    history, first, second = joint.questions(joint.audit)
    for case in queries.cases(joint.far_auditor, joint.audit):
        answers = {history.id: given("yes"), first.id: given("good"), second.id: given("inadequate")}
        operations.grade_case(by=joint.far_auditor, at=AT, case=case.pk, answers=answers)
    return operations.hand_in(by=joint.far_auditor, at=AT, audit=joint.audit)


def given(value):
    return Given(value, WORDS)


def test_auditors_of_the_other_partnership_grade_with_the_same_tool_alone(joint):
    assert far_grades(joint) is False
    assert queries.grades(joint.far_auditor, joint.audit).count() == 6
    for viewer in (joint.lead, *joint.auditors, joint.far_manager, joint.far_lead, joint.far_member):
        assert not queries.grades(viewer, joint.audit).exclude(participant__agency__in=joint.agencies).exists()


def test_the_other_partnership_knows_of_the_audit_and_of_no_case(joint):
    for viewer in (joint.far_manager, joint.far_lead, joint.far_member):
        assert queries.audit(viewer, joint.audit).title == "Moves across the border"
        assert not queries.cases(viewer, joint.audit).exists()
        with pytest.raises(NotAllowed):
            operations.stop(by=viewer, at=LATER, audit=joint.audit, why="Ours now.")
    with pytest.raises(NotFound):
        queries.audit(viewers.business_manager(bodies.partnership("Elsewhere").pk), joint.audit)


def test_once_open_the_far_auditor_sits_at_the_table_and_the_far_manager_does_not(joint, client):
    far_grades(joint)
    for who in (0, 1):
        joint.grade(joint.audit, who)
    joint.hand_in(joint.audit, 0)
    assert joint.hand_in(joint.audit, 1) is True
    assert queries.grades(joint.far_auditor, joint.audit).count() == 18
    found = queries.meeting(joint.far_auditor, queries.audit(joint.far_auditor, joint.audit))
    assert sorted(found.agencies.values()) == sorted(
        queries.meeting(joint.lead, queries.audit(joint.lead, joint.audit)).agencies.values()
    )
    for viewer in (joint.far_manager, joint.far_lead, joint.far_member):
        assert not queries.grades(viewer, joint.audit).exists()
        assert queries.meeting(viewer, queries.audit(viewer, joint.audit)) is None
    accounts.make_user(joint.far_auditor)
    looking = client.look_as(joint.far_auditor)
    page = looking.get(reverse("case_audits:moderation", args=[joint.audit])).content.decode()
    assert "Borderland Health Board" in page


def test_both_partnerships_read_the_results_of_a_complete_joint_audit(joint):
    far_grades(joint)
    for who in (0, 1):
        joint.grade(joint.audit, who)
        joint.hand_in(joint.audit, who)
    joint.complete(joint.audit)
    row = queries.audit(joint.far_manager, joint.audit)
    assert [each.words for each in queries.results(joint.far_manager, row)] == ["All", "All"]
    assert not queries.cases(joint.far_manager, joint.audit).exists()
