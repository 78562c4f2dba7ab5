"""The database holds what it can hold: each constraint is broken once."""

from datetime import date

import pytest

from goldenthread.foundation.ids import uuid7
from goldenthread.records.models import Record
from goldenthread.self_assessment import models as m
from goldenthread.self_assessment import operations
from tests.factories import quality
from tests.factories.self_assessment import LATER, Year

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    found = Year()
    row = found.send()
    found.fill(row)
    piece = operations.add_evidence(
        by=found.lead, at=LATER, agency=found.agency, title="Policy", made_on=date(2026, 1, 1)
    )
    operations.attach(by=found.lead, at=LATER, sheet=row.pk, code="1.1", evidence=piece)
    found.sign(row)
    operations.judge(by=found.qa, at=LATER, sheet=row.pk, code="1.1", sort="moderated", value="2")
    operations.open_step(by=found.lead, at=LATER, sheet=row.pk, code="1.1", title="Write it anew")
    survey = quality.adopted(found.place, "survey")
    days = {"opens_on": LATER.date(), "closes_on": LATER.date()}
    operations.open_survey(by=found.qa, at=LATER, round=row.round_id, asked=survey.pk, **days)
    m.Part.objects.create(
        sheet=row,
        standard="1",
        person_id=found.lead.person_id,
        deadline=uuid7(),
        given_at=LATER,
        given_by_name="Lee Lead",
    )
    m.Chase.objects.create(sheet=row, step="fill:before:10", words="Due", told=[], at=LATER, by_name="The night")
    return found


@pytest.mark.parametrize(
    ("model", "name", "changes"),
    [
        ("Round", "self_assessment_round_days", {"sign_by": date(2026, 1, 1)}),
        ("Round", "self_assessment_round_sent_whole", {"sent_by_name": ""}),
        ("Round", "self_assessment_round_closed_whole", {"closed_by_name": "Quinn Example"}),
        ("Return", "self_assessment_return_signed_whole", {"frozen_at": None}),
        ("Survey", "self_assessment_survey_days", {"closes_on": date(2026, 5, 1)}),
        ("Evidence", "self_assessment_evidence_days", {"valid_until": date(2025, 1, 1)}),
    ],
)
def test_a_half_told_row_is_refused(year, broken, model, name, changes):
    row = getattr(m, model).objects.first()
    with broken(name):
        type(row).objects.filter(pk=row.pk).update(**changes)


@pytest.mark.parametrize(
    ("model", "name", "changes"),
    [
        ("Version", "self_assessment_version_says_why", {"number": 2}),
        ("Signature", "self_assessment_signature_person", {"person": None, "role": "governor"}),
        ("Judgement", "self_assessment_judgement_says", {"value": ""}),
    ],
)
def test_a_half_told_row_that_never_changes_is_not_made(year, broken, model, name, changes):
    row = getattr(m, model).objects.first()
    row.pk = uuid7()
    for field, value in changes.items():
        setattr(row, field, value)
    with broken(name):
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("SurveyLink", "self_assessment_link_once"),
        ("Place", "self_assessment_place_once"),
        ("For", "self_assessment_for_once"),
        ("Return", "self_assessment_return_once"),
        ("Version", "self_assessment_version_once"),
        ("Signature", "self_assessment_signature_once"),
        ("Answer", "self_assessment_answer_once"),
        ("Proof", "self_assessment_proof_once"),
        ("Part", "self_assessment_part_once"),
        ("Step", "self_assessment_step_once"),
        ("Chase", "self_assessment_chase_once"),
    ],
)
def test_nothing_is_there_twice(year, broken, model, name):
    row = getattr(m, model).objects.first()
    if model == "Return":
        other = Record.objects.get(pk=row.pk)
        other.pk, other.reference = uuid7(), "SAS-2026-999"
        other.save(force_insert=True)
        row.record = other
    if model == "SurveyLink":
        row.token = "another"
    row.pk = row.record_id if model == "Return" else uuid7()
    with broken(name):
        row.save(force_insert=True)
