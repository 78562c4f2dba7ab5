"""What the database holds, whoever writes."""

from datetime import date

import pytest

from goldenthread.case_audits import models as m
from goldenthread.case_audits import operations, queries
from goldenthread.case_audits.rules.results import Told
from goldenthread.foundation.periods import year_from_april
from tests.factories.case_audits import AT, LATER, Site

pytestmark = pytest.mark.django_db
NOBODY = "0" * 32


def test_programmes_and_topics_are_whole(site, broken):
    made = operations.begin_programme(
        by=site.lead, at=AT, partnership=site.place, year=year_from_april("2026-27"), title="The year"
    )
    topic = operations.add_topic(by=site.lead, at=AT, programme=made, title="Neglect", kind="thematic", quarter=1)
    rows, topics = m.Programme.objects.filter(pk=made), m.Topic.objects.filter(pk=topic)
    audit = site.begin(topic=topic)
    for name, found, values in (
        ("case_audits_programme_year", rows, {"end": date(2020, 1, 1)}),
        ("case_audits_programme_agreed_whole", rows, {"state": "agreed"}),
        ("case_audits_topic_quarter", topics, {"quarter": 5}),
        ("case_audits_topic_in_year_with_why", topics, {"in_year": True}),
        ("case_audits_topic_dropped_or_audited", topics, {"dropped": "No time."}),
        ("case_audits_topic_of_agency", topics, {"present_on": date(2026, 5, 1)}),
    ):
        with broken(name):
            found.update(**values)
    assert topics.get().audit_id == audit


def test_audits_and_those_who_take_part_are_whole(site, broken):
    audit = site.prepared()
    rows, parts = m.Audit.objects.filter(pk=audit), m.Participant.objects.filter(audit=audit)
    part = parts.first()
    for name, found, values in (
        ("case_audits_audit_state", rows, {"kind": "lost"}),
        ("case_audits_audit_opened", rows, {"opened_at": AT}),
        ("case_audits_audit_ended_whole", rows, {"ended_by_name": "Robin"}),
        (
            "case_audits_audit_stopped_with_why",
            rows,
            {"state": "stopped", "ended_at": AT, "ended_by": NOBODY, "ended_by_name": "Robin"},
        ),
        ("case_audits_audit_presented_whole", rows, {"verdict": "partly"}),
        ("case_audits_audit_not_again_itself", rows, {"again": audit}),
        ("case_audits_participant_once", parts, {"agency": part.agency_id}),
        ("case_audits_participant_in_whole", parts, {"in_at": AT}),
    ):
        with broken(name):
            found.update(**values)
    with broken("case_audits_auditor_once"):
        m.Auditor.objects.create(participant=part, person=part.auditors.get().person)


def test_draws_and_cases_are_whole(site, broken):
    audit = site.prepared()
    site.draw(audit, why="The list was wrong.")
    draws, cases = m.Draw.objects.filter(audit=audit), m.Case.objects.filter(audit=audit)
    for name, found, values in (
        ("case_audits_draw_once", draws, {"number": 1, "why": "x"}),
        ("case_audits_draw_seeded", draws, {"seed": ""}),
        ("case_audits_draw_again_with_why", draws.filter(number=2), {"why": ""}),
        ("case_audits_case_number_once", cases, {"number": 1}),
        ("case_audits_case_has_reference", cases, {"reference": ""}),
    ):
        with broken(name):
            found.update(**values)


def test_a_told_result_has_its_parts_or_its_percentage(site, broken):
    operations.record_audit(
        by=site.lead, at=AT, partnership=site.place, kind="dip_sample", title="Dip sample", held_on=date(2026, 1, 1),
        source="Report, page 3", told=[Told("Met the standard", met=9, of=10)],
    )  # fmt: skip
    with broken("case_audits_tally_parts"):
        m.Tally.objects.update(met=11)


def test_grades_and_what_follows_are_whole(broken, db):
    site = Site()
    audit = site.asked()
    site.grade(audit, 0)
    grade = m.Grade.objects.filter(case__audit=audit).first()
    with broken("case_audits_grade_says_something"):
        m.Grade.objects.filter(pk=grade.pk).update(value="", reason="")
    with broken("case_audits_grade_once"):
        m.Grade.objects.create(
            case=grade.case, participant=grade.participant, question=grade.question, value="good", written_at=AT,
            written_by=NOBODY, written_by_name="Robin",
        )  # fmt: skip
    operations.say_own_reference(by=site.auditors[0], at=AT, case=grade.case_id, reference="HOSP123")
    with broken("case_audits_own_reference_there"):
        m.OwnReference.objects.update(reference="")
    with broken("case_audits_own_reference_once"):
        m.OwnReference.objects.create(case=grade.case, participant=grade.participant, reference="HOSP9")
    for who in (0, 1, 2):
        if who:
            site.grade(audit, who)
        site.hand_in(audit, who)
    operations.agree_alike(by=site.lead, at=LATER, audit=audit)
    case = queries.cases(site.lead, audit)[0]
    action = operations.ask_case_action(
        by=site.lead, at=LATER, case=case.pk, agency=site.agencies[1], text="See the child.", due=date(2026, 5, 1)
    )
    concern = operations.raise_concern(by=site.lead, at=LATER, case=case.pk, words="Bruises.")
    kept = m.Agreed.objects.filter(case=case)
    actions, concerns = m.CaseAction.objects.filter(pk=action), m.Concern.objects.filter(pk=concern)
    for name, found, values in (
        ("case_audits_agreed_once", kept, {"question": kept.first().question_id}),
        ("case_audits_agreed_with_reason", kept, {"reason": ""}),
        ("case_audits_agreed_sort", kept, {"sort": "scrutineer", "dissent": "Health differs."}),
        ("case_audits_action_says_what", actions, {"text": ""}),
        ("case_audits_action_settled_whole", actions, {"state": "done"}),
        ("case_audits_concern_says_what", concerns, {"words": ""}),
        ("case_audits_concern_agency_whole", concerns, {"agency_words": "We saw the child."}),
        ("case_audits_concern_lead_whole", concerns, {"lead_by_name": "Robin"}),
    ):
        with broken(name):
            found.update(**values)
