"""What stands beside an agreed grade: findings for all partners, the scrutineer's grade, an agency's own reference."""

import pytest
from django.urls import reverse

from goldenthread.case_audits import leaving, models, operations, queries
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.thread import queries as thread
from tests.factories import accounts, viewers
from tests.factories import partnership as bodies
from tests.factories.case_audits import AT, LATER

pytestmark = pytest.mark.django_db


@pytest.fixture
def met(site):
    """A meeting with a scrutineer named for it, and the first question agreed."""
    person = bodies.person("The scrutineer", partnership=site.place)
    site.looks_on = viewers.holding("scrutineer", partnership=site.place, person_id=person.pk, name="The scrutineer")
    site.audit = site.opened(("good", "good"), ("inadequate", "good"), scrutineer=person.pk)
    site.cell = queries.cells(site.lead, queries.audit(site.lead, site.audit))[0]
    site.given = {"case": site.cell.case, "question": site.cell.judged.id}
    operations.agree(
        by=site.lead,
        at=LATER,
        **site.given,
        value="good",
        reason="The history was known.",
        good_practice="A map was drawn.",
    )
    return site


def test_the_named_scrutineer_reads_cases_once_the_grades_are_open_and_never_before(site):
    person = bodies.person("The scrutineer", partnership=site.place)
    named = viewers.holding("scrutineer", partnership=site.place, person_id=person.pk)
    audit = site.asked(scrutineer=person.pk)
    for who in range(3):
        assert not queries.cases(named, audit).exists()
        assert not queries.grades(named, audit).exists()
        site.grade(audit, who)
        site.hand_in(audit, who)
    assert queries.cases(named, audit).count() == 2
    assert queries.grades(named, audit).count() == 18
    assert not queries.cases(site.scrutineer, audit).exists()  # of the same office, and not named


def test_the_scrutineers_grade_is_a_third_sort_and_changes_no_result(met):
    scrutinising = {"at": LATER, **met.given, "value": "inadequate", "reason": "The school was never asked."}
    for viewer in (met.lead, met.chair, met.auditors[0]):
        with pytest.raises(NotAllowed):
            operations.scrutinise(by=viewer, **scrutinising)
    with pytest.raises(RuleBroken, match="Say why"):
        operations.scrutinise(by=met.looks_on, **{**scrutinising, "reason": " "})
    operations.scrutinise(by=met.looks_on, **scrutinising)
    with pytest.raises(EditConflict):
        operations.scrutinise(by=met.looks_on, **scrutinising)
    assert queries.agreed(met.lead, met.audit).get().value == "good"
    assert queries.scrutinised(met.lead, met.audit).get().value == "inadequate"
    assert queries.grades(met.lead, met.audit).count() == 18
    met.complete(met.audit)
    results = queries.results(met.lead, queries.audit(met.lead, met.audit))
    assert [(each.met, each.of) for each in results] == [(2, 2), (2, 2)]


def test_a_finding_of_the_meeting_has_the_audit_as_its_source_and_tells_of_no_case(met):
    said = {"at": LATER, **met.given, "kind": "good_practice", "themes": ["Neglect"]}
    with pytest.raises(NotFound):
        operations.record_finding(by=met.scrutineer, text="Maps are drawn.", **said)  # who does not know of the case
    reference = queries.case(met.lead, met.cell.case).reference
    for words in (f"In {reference.lower()} a map was drawn.", "A map was drawn in case 1.", "Case no. 2 had none."):
        with pytest.raises(RuleBroken, match="without the reference"):
            operations.record_finding(by=met.lead, text=words, **said)
    made = operations.record_finding(by=met.lead, text="Family maps show who is at home.", **said)
    row = thread.finding(met.scrutineer, made)
    assert (row.source_id, row.kind) == (met.audit, "good_practice")


def test_no_finding_comes_of_grades_that_are_not_open(site):
    audit = site.asked()
    case, question = site.cases(audit)[0], site.questions(audit)[1]
    with pytest.raises(RuleBroken, match="once the grades are open"):
        operations.record_finding(
            by=site.lead, at=AT, case=case.pk, question=question.id, kind="concern", text="History was missed."
        )


def test_the_pages_beside_a_question_begin_with_what_the_meeting_said(met, client):
    for viewer in (met.lead, met.looks_on):
        accounts.make_user(viewer)
    here = [met.cell.case, met.cell.judged.code]
    looking = client.look_as(met.lead)
    address = reverse("case_audits:finding", args=here)
    assert "A map was drawn." in looking.get(f"{address}?kind=good_practice").content.decode()
    assert "The history was known." in looking.get(address).content.decode()
    said = {"kind": "good_practice", "text": "Family maps help.", "themes": "Neglect, Recognition"}
    assert looking.post(address, said).headers["Location"] == reverse("case_audits:moderate_question", args=here)
    assert looking.get(reverse("case_audits:scrutinise", args=here)).status_code == 404
    grading = client.look_as(met.looks_on)
    beside = reverse("case_audits:scrutinise", args=here)
    assert grading.post(beside, {"value": "inadequate", "reason": "Nobody asked.", "edition": "0"}).status_code == 302
    shown = client.look_as(met.auditors[0]).get(reverse("case_audits:moderate_question", args=here)).content.decode()
    assert "Nobody asked." in shown


def test_an_agencys_own_reference_is_read_by_its_auditors_alone(site, client):
    audit = site.asked()
    case = site.cases(audit)[0]
    for viewer in (site.auditors[0], site.auditors[1], site.lead):
        accounts.make_user(viewer)
    looking = client.look_as(site.auditors[1])
    assert looking.post(reverse("case_audits:keep", args=[case.pk]), {"own": "HOSP1234"}).status_code == 200
    assert looking.post(reverse("case_audits:keep", args=[case.pk]), {"own": "Jane Roe"}).status_code == 422
    assert "HOSP1234" in looking.get(reverse("case_audits:grade", args=[case.pk])).content.decode()
    part = models.Participant.objects.get(audit=audit, agency=site.agencies[1])
    for other in (site.auditors[0], site.lead, site.boss, site.colleagues[1]):
        assert queries.own_reference(other, case.pk, part.pk) == ""
    for url in ("case", "grade"):
        page = client.look_as(site.auditors[0]).get(reverse(f"case_audits:{url}", args=[case.pk]))
        assert "HOSP1234" not in page.content.decode()
    leaves = models.OwnReference.objects.filter(leaving.own_references(site.auditors[1], site.place))
    assert not leaves.exists()
    operations.say_own_reference(by=site.auditors[1], at=AT, case=case.pk, reference="")
    assert not models.OwnReference.objects.exists()
