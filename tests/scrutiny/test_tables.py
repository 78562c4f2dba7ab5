"""What the database holds, whoever writes."""

from datetime import date

import pytest

from goldenthread.foundation.periods import year_from_april
from goldenthread.quality import operations as banks
from goldenthread.scrutiny import models as m
from goldenthread.scrutiny import operations, queries
from tests.factories.scrutiny import AT, TODAY

pytestmark = pytest.mark.django_db


def test_inspections_are_whole(site, broken):
    made = site.inspection()
    rows = m.Inspection.objects.filter(pk=made)
    for name, values in (
        ("scrutiny_inspection_kind", {"kind": "lost"}),
        ("scrutiny_inspection_kind", {"precision": "week"}),
        ("scrutiny_inspection_ends_after_it_begins", {"to_on": date(2020, 1, 1)}),
        ("scrutiny_inspection_letter_after_event", {"letter_on": date(2020, 1, 1)}),
        ("scrutiny_inspection_not_before_itself", {"before": made}),
    ):
        with broken(name):
            rows.update(**values)
    with broken("scrutiny_inspected_once"):
        m.Inspected.objects.create(inspection_id=made, agency_id=site.agencies[0])


def test_judgements_and_sign_offs_are_whole(site, broken):
    made = site.asked("One")
    operations.judge_areas(by=site.manager, at=AT, inspection=made, areas=[("A", "", "Said."), ("B", "", "Said.")])
    with broken("scrutiny_judged_area_once"):
        m.Judged.objects.filter(area="A").update(area="B")
    with broken("scrutiny_judged_says_something"):
        m.Judged.objects.filter(area="A").update(words="")
    operations.sign_off(
        by=site.manager,
        at=AT,
        inspection=made,
        target=site.points(made)[0].record.pk,
        extent="full",
        body="Board",
        on=TODAY,
    )
    with broken("scrutiny_sign_off_whole"):
        m.SignOff.objects.update(body="")
    with broken("scrutiny_sign_off_in_part_with_words"):
        m.SignOff.objects.update(extent="part")


def test_plans_of_visits_and_visits_are_whole(site, broken):
    plan, made, planned = site.year(), site.written(), site.planned()
    site.year(year=year_from_april("2027-28"))
    plans, visits = m.VisitPlan.objects.filter(pk=plan), m.Visit.objects.filter(pk=made)
    owed, noted = m.Owed.objects.filter(person=site.people[1], plan=plan), m.Noted.objects.filter(visit=made)
    for name, rows, values in (
        ("scrutiny_visit_plan_year", plans, {"a_year": 0}),
        ("scrutiny_visit_plan_once", plans, {"start": date(2027, 4, 1), "end": date(2028, 3, 31)}),
        ("scrutiny_owed_once", owed, {"number": 1}),
        ("scrutiny_visit_state", m.Visit.objects.filter(pk=planned), {"state": "lost"}),
        ("scrutiny_visit_written_whole", visits, {"written_by_name": ""}),
        ("scrutiny_visit_dropped_with_why", m.Visit.objects.filter(pk=planned), {"state": "dropped"}),
        ("scrutiny_visit_replied_whole", visits, {"reply": "Ours."}),
        ("scrutiny_noted_order", noted, {"order": 1}),
        ("scrutiny_noted_says_something", noted, {"text": ""}),
    ):
        with broken(name):
            rows.update(**values)
    with broken("scrutiny_visitor_once"):
        m.Visitor.objects.create(visit_id=made, person=site.people[0])


def test_a_question_taken_along_is_answered_once(site, broken):
    edition = banks.adopt(by=site.manager, at=AT, partnership=site.place, code="visit")
    banks.publish(by=site.manager, at=AT, edition=edition)
    site.year(tool=edition)
    made = site.planned()
    question = next(iter(queries.tool_of(site.manager, edition).questions)).id
    operations.write_up(by=site.members[0], at=AT, visit=made, on=TODAY, answers={question: "Ward 4"})
    with broken("scrutiny_visit_answer_once"):
        m.VisitAnswer.objects.create(visit_id=made, question_id=question, value="Ward 5")


def test_evaluations_and_what_was_said_are_whole(site, broken):
    made = site.evaluation()
    operations.judge_alone(by=site.members[0], at=AT, evaluation=made, judged=site.judged(made, "good", "good"))
    questions = site.evaluation(purpose="key_questions", title="Questions", agencies=site.agencies[:1])
    rows, asked = m.Evaluation.objects.filter(pk=made), m.Asked.objects.filter(evaluation=made)
    said, lines = (
        m.Contribution.objects.filter(evaluation=made),
        m.Judgement.objects.filter(contribution__evaluation=made),
    )
    for name, found, values in (
        ("scrutiny_evaluation_purpose", rows, {"purpose": "lost"}),
        ("scrutiny_evaluation_period", rows, {"end": date(2020, 1, 1)}),
        ("scrutiny_evaluation_agreed_whole", rows, {"agreed_on": TODAY}),
        ("scrutiny_evaluation_not_before_itself", rows, {"before": made}),
        ("scrutiny_asked_person_once", asked, {"person": site.people[0]}),
        ("scrutiny_asked_of_somebody", asked, {"person": None, "agency": None}),
        ("scrutiny_contribution_sort", said, {"sort": "lost"}),
        ("scrutiny_judgement_order", lines, {"order": 1}),
        ("scrutiny_judgement_says_something", lines, {"value": "", "words": ""}),
    ):
        with broken(name):
            found.update(**values)
    once = {"evaluation_id": made, "sort": "self", "number": 1, "at": AT, "by": made, "by_name": "Robin Example"}
    with broken("scrutiny_contribution_of_person_once"):
        m.Contribution.objects.create(**once, person=site.people[0])
    m.Contribution.objects.create(**once, agency_id=site.agencies[0])
    with broken("scrutiny_contribution_of_agency_once"):
        m.Contribution.objects.create(**once, agency_id=site.agencies[0])
    m.Contribution.objects.create(**{**once, "sort": "agreed"})
    with broken("scrutiny_contribution_once"):
        m.Contribution.objects.create(**{**once, "sort": "agreed"})
    with broken("scrutiny_asked_agency_once"):
        m.Asked.objects.create(evaluation_id=questions, agency_id=site.agencies[0])
    m.Shown.objects.create(judgement=lines.first(), record_id=made)
    with broken("scrutiny_shown_once"):
        m.Shown.objects.create(judgement=lines.first(), record_id=made)
