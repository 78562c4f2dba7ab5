"""The pages of the area, as the people who use them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from goldenthread.case_audits import models as m
from goldenthread.case_audits import operations, queries
from goldenthread.evidence import steps
from goldenthread.foundation.periods import year_from_april
from goldenthread.thread import queries as thread
from tests.factories import accounts, evidence
from tests.factories.case_audits import AT

pytestmark = pytest.mark.django_db
MOST = 60
SOON = {"due-day": "30", "due-month": "4", "due-year": "2099"}


@pytest.fixture(autouse=True)
def known(site):
    for viewer in (site.lead, *site.auditors, *site.colleagues, site.scrutineer, site.chair):
        accounts.make_user(viewer)


def at(name, *args):
    return reverse(f"case_audits:{name}", args=args)


def text(response):
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def test_an_audit_is_begun_prepared_and_asked_for_on_its_pages(client, site):
    looking = client.look_as(site.lead)
    given = {"title": "Neglect", "held_on-day": "1", "held_on-month": "4", "held_on-year": "2026"}
    given |= {"tool": str(site.tool), "lead": str(site.head.pk), "group": str(site.group)}
    assert "Multi-agency thematic audit" in text(looking.get(at("new", site.place)))
    assert looking.post(at("new", site.place) + "?kind=thematic", given).status_code == 302
    audit = m.Audit.objects.get().pk
    assert "Before agencies can grade" in text(looking.get(at("audit", audit)))
    for agency, person in zip(site.agencies, site.people, strict=True):
        text(looking.get(at("agency", audit, agency)))
        said = {"auditors": [str(person.pk)], "safety_lead": str(person.pk)}
        assert looking.post(at("agency", audit, agency), said).status_code == 302
    file = SimpleUploadedFile("list.csv", b"Reference\n" + b"\n".join(b"CS%05d" % row for row in range(30)))
    drawing = {"column": "Reference", "method": "fixed", "size": "2", "holder": str(site.agencies[0]), "file": file}
    assert looking.post(at("draw", audit), drawing).status_code == 302
    again = SimpleUploadedFile("list.csv", b"Reference\n" + b"\n".join(b"CS%05d" % row for row in reversed(range(30))))
    assert looking.post(at("check_draw", audit), {"column": "Reference", "file": again}).status_code == 302
    other = SimpleUploadedFile("list.csv", b"Reference\nCS00001\n")
    refused = looking.post(at("check_draw", audit), {"column": "Reference", "file": other})
    assert "not the list that was drawn from" in refused.content.decode()
    assert looking.post(at("ask", audit), SOON).status_code == 302
    assert queries.audit(site.lead, audit).state == "grading"


def test_a_list_with_names_is_refused_with_its_rows_and_nothing_is_kept(client, site):
    audit = site.begin()
    file = SimpleUploadedFile("list.csv", b"Reference\nCS00001\nRobin Example\n")
    given = {"column": "Reference", "method": "fixed", "size": "1", "holder": str(site.agencies[0]), "file": file}
    answer = client.look_as(site.lead).post(at("draw", audit), given)
    assert answer.status_code == 422
    assert "Row 3: This looks like a name." in answer.content.decode()
    assert not m.Case.objects.exists()


def test_an_auditor_grades_saves_comes_back_and_hands_in(client, site):
    audit = site.asked()
    first, second = site.cases(audit)
    looking = client.look_as(site.auditors[0])
    assert "Neglect" in text(looking.get(at("to_grade")))
    assert "Not begun" in text(looking.get(at("sheets", audit)))
    assert first.reference in text(looking.get(at("grade", first.pk)))
    given = {"value-1.1": "yes", "value-1.9": "good", "reason-1.9": "Seen early.", "value-2.9": "good"}
    given |= {f"edition-{code}": "0" for code in ("1.1", "1.9", "2.9")}
    answer = looking.post(at("grade", first.pk), given)
    assert answer.headers["Location"] == at("grade", second.pk) + "#main"
    whole = {**given, "reason-2.9": "It held."}
    back = looking.post(at("grade", second.pk), whole).headers["Location"]
    assert back == at("grade", first.pk) + "#main"  # a case that is not whole comes round again
    conflict = looking.post(at("grade", first.pk), whole)
    assert conflict.status_code == 409
    assert "Saved meanwhile by Auditor 1" in conflict.content.decode()
    assert "It held." in conflict.content.decode()
    after = looking.post(at("grade", first.pk), {**whole, "edition-2.9": "1"})
    assert after.headers["Location"] == at("sheets", audit)
    assert "Hand in our grades" in text(looking.get(at("sheets", audit)))
    assert looking.post(at("hand_in", audit)).status_code == 302
    assert "Your agency is in" in text(looking.get(at("sheets", audit)))
    assert "Handed in by" in text(looking.get(at("grade", first.pk)))
    assert looking.post(at("take_back", audit), {"why": "Mixed up."}).status_code == 302


def test_an_answer_is_kept_while_it_is_given_in_few_queries(client, site, django_assert_max_num_queries):
    audit = site.asked()
    first = site.cases(audit)[0]
    looking = client.look_as(site.auditors[0])
    said = {"edition-1.9": "0", "value-1.9": "good", "reason-1.9": ""}
    with django_assert_max_num_queries(30):
        told = looking.post(at("keep", first.pk), said).json()
    assert told["lines"]["1.9"]["edition"] == 1
    assert told["progress"] == "Case 1: not begun"  # a section's grade wants its reason
    told = looking.post(at("keep", first.pk), {**said, "edition-1.9": "1", "reason-1.9": "Seen."}).json()
    assert told["progress"] == "Case 1: 1 of 3 answered"
    late = looking.post(at("keep", first.pk), {**said, "reason-1.9": "Mine."}).json()
    assert "A colleague" in late["words"]
    assert "Seen." not in str(late)
    assert looking.post(at("keep", first.pk), {**said, "value-1.9": "purple"}).status_code == 422
    assert client.look_as(site.auditors[1]).get(at("grade", first.pk)).content.count(b"Seen.") == 0


def test_the_moderation_meeting_opens_on_the_differences(client, site, django_assert_max_num_queries):
    audit = site.opened(("good", "good"), ("outstanding", "good"), ("inadequate", "good"))
    first = site.cases(audit)[0]
    looking = client.look_as(site.lead)
    with django_assert_max_num_queries(MOST):
        shown = text(looking.get(at("moderation", audit)))
    assert shown.index("Case 1, Recognition") < shown.index("Every case")
    assert "3 grades apart" in shown
    assert looking.get(at("moderate", first.pk)).headers["Location"] == at("moderate_question", first.pk, "1.9")
    with django_assert_max_num_queries(MOST):
        assert "What each agency gave alone, the best grade first" in text(
            looking.get(at("moderate_question", first.pk, "1.9"))
        )
    said = {"value": "good", "reason": "We read it again.", "edition": "0"}
    assert looking.post(at("moderate_question", first.pk, "1.9"), said).status_code == 302
    assert looking.post(at("agree_alike", audit)).status_code == 302
    reading = client.look_as(site.auditors[1])
    assert "We read it again." in text(reading.get(at("moderate_question", first.pk, "1.9")))
    assert reading.post(at("moderate_question", first.pk, "1.9"), {**said, "edition": "1"}).status_code == 404


def test_the_number_of_cases_does_not_change_the_number_of_questions_to_the_database(
    client, site, django_assert_max_num_queries
):
    site.number = 6
    audit = site.opened(("good", "good"), ("outstanding", "good"), ("inadequate", "good"))
    with django_assert_max_num_queries(MOST + 4 * 6):  # each reading of a case is logged
        text(client.look_as(site.lead).get(at("moderation", audit)))


def test_what_follows_for_a_child_is_asked_and_answered_on_its_pages(client, site):
    audit = site.opened()
    case = site.cases(audit)[0].pk
    looking = client.look_as(site.lead)
    given = {"agency": str(site.agencies[1]), "text": "See the child.", **SOON}
    assert looking.post(at("ask_action", case), given).status_code == 302
    assert "See the child." in text(looking.get(at("case", case)))
    action = m.CaseAction.objects.get()
    answering = client.look_as(site.colleagues[1])
    assert "See the child." in text(answering.get(at("actions")))
    assert (
        answering.post(at("action_done", action.pk), {"words": "Seen.", "edition": str(action.edition)}).status_code
        == 302
    )
    assert "Seen." in text(answering.get(at("case", case)))
    assert client.look_as(site.colleagues[2]).get(at("case", case)).status_code == 404


def test_a_safety_concern_says_that_it_is_no_referral_and_is_acknowledged(client, site):
    audit = site.asked()
    case = site.cases(audit)[0].pk
    raising = client.look_as(site.auditors[1])
    assert "call 999" in text(raising.get(at("raise_concern", case)))
    assert raising.post(at("raise_concern", case), {"words": "Bruises."}).status_code == 422  # has anybody been called?
    assert raising.post(at("raise_concern", case), {"words": "Bruises.", "called": "on"}).status_code == 302
    concern = m.Concern.objects.get()
    answering = client.look_as(site.auditors[0])
    assert "This is not a referral" in text(answering.get(at("concern", concern.pk)))
    said = {"words": "A visit is under way.", "edition": str(concern.edition)}
    assert answering.post(at("acknowledge", concern.pk, "agency"), said).status_code == 302
    assert "A visit is under way." in text(client.look_as(site.lead).get(at("concern", concern.pk)))
    assert "waits to be acknowledged" in text(client.look_as(site.lead).get(at("audit", audit)))


def test_a_meeting_leaves_with_results_findings_and_actions_and_its_report_is_taken_away(client, site):
    """Everything in one go: what was found, good practice noted at the table, and who does what by when."""
    audit = site.opened(("good", "outstanding"))
    case, question = site.cases(audit)[0], site.questions(audit)[-1]
    looking = client.look_as(site.lead)
    looking.post(at("agree_alike", audit))
    assert "still to be moderated" in text(looking.get(at("complete", audit)))
    for each in site.cases(audit):
        said = {
            "value": "good",
            "reason": "Read again.",
            "edition": "0",
            "good_practice": f"Words of case {each.number}.",
        }
        went = looking.post(at("moderate_question", each.pk, "2.9"), said)
    assert went.headers["Location"] == at("complete", audit)  # the last answer opens the end of the meeting
    operations.record_finding(
        by=site.lead, at=AT, case=case.pk, question=question.id, kind="concern", text="Fathers are not met."
    )
    shown = text(looking.get(at("complete", audit)))
    assert "Fathers are not met." in shown
    assert "Words of case 1." in shown
    day = {"on-day": "2", "on-month": "4", "on-year": "2026", "words": "Sound work."}
    due = {f"due_f1-{part}": value for part, value in (("day", "1"), ("month", "9"), ("year", "2099"))}
    act = {"action_f1": "Ask every father.", "agency_f1": str(site.agencies[1])}
    new = {"kind_n1": "strength", "text_n1": "Histories are known.", "theme_n1": "Recognition"}
    for wrong, sentence in (
        ({**day, **act, "agency_f1": ""}, "Say which agency owns the action."),
        ({**day, **act}, "Say by when it is done."),
        ({**day, "action_n1": "Do it.", "agency_n1": str(site.agencies[1])}, "Say what was found."),
        ({**day, **new, "text_n1": f"Seen in {case.reference}."}, "All partners read this"),
        ({**day, "share_g1": "on", "text_g1": "Words of case 1."}, "All partners read this"),
    ):
        answer = looking.post(at("complete", audit), wrong)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert thread.findings(site.lead).filter(source=audit).count() == 1  # a refused end leaves nothing behind
    assert (
        looking.post(at("complete", audit), {**day, **act, **due, **new, "text_g1": "Not ticked."}).status_code == 302
    )
    found = {each.text: each.pk for each in thread.findings(site.colleagues[0]).filter(source=audit)}
    assert set(found) == {"Fathers are not met.", "Histories are known."}
    action = thread.actions(site.colleagues[0], demanded_by=found["Fathers are not met."]).get()
    assert (action.text, action.record.owner_agency_id) == ("Ask every father.", site.agencies[1])
    reading = client.look_as(site.colleagues[0])
    told = text(reading.get(at("report", audit)))
    assert "Sound work." in told
    assert "Ask every father." in told
    assert "Words of case" not in told
    for ending in ("pdf", "docx"):
        answer = reading.get(at("report_file", audit, ending))
        assert answer.status_code == 200
        assert answer.content[:2] in (b"%P", b"PK")
    assert reading.get(at("report_file", audit, "txt")).status_code == 404


def test_a_programme_is_kept_on_its_pages(client, site, clock_at):
    clock_at(AT)
    looking = client.look_as(site.lead)
    given = {"title": "The year", "year": "2026-27", "group": str(site.group), "a_year": "3", "words": ""}
    assert looking.post(at("new_programme", site.place), given).status_code == 302
    programme = m.Programme.objects.get().pk
    topic = {
        "title": "Neglect",
        "kind": "thematic",
        "quarter": "1",
        "method": "",
        "lead": "",
        "lead_words": "",
        "why": "",
    }
    assert looking.post(at("add_topic", programme), topic).status_code == 302
    day = {"on-day": "1", "on-month": "4", "on-year": "2026"}
    assert looking.post(at("agree_programme", programme), day).status_code == 302
    assert looking.post(at("add_topic", programme), topic).status_code == 422
    shown = text(client.look_as(site.scrutineer).get(at("programme", programme)))
    assert "Neglect" in shown
    assert "Begin its audit" not in shown
    made = m.Topic.objects.get()
    assert "Neglect" in text(client.look_as(site.lead).get(f"{at('new', site.place)}?topic={made.pk}"))


def test_a_point_on_a_chart_becomes_a_theme_of_the_year(client):
    home = evidence.Home("cpp")
    home.supply("cpp", "2024-25", 320)
    accounts.make_user(home.by)
    programme = operations.begin_programme(
        by=home.by, at=AT, partnership=home.place, year=year_from_april("2026-27"), title="The year"
    )
    (step,) = [each for each in steps.offered(home.by, home.place) if each.code == "case_audits.theme"]
    spot = steps.Spot(home.ids["cpp"], home.place, year_from_april("2024-25"))
    looking = client.look_as(home.by)
    assert "The year" in text(looking.get(step.address(spot)))
    going = looking.post(step.address(spot), {"programme": str(programme)})
    assert str(home.ids["cpp"]) in going.headers["Location"]
    assert "It comes from" in text(looking.get(going.headers["Location"]))


def test_an_audit_held_elsewhere_is_recorded_with_numbers(client, site):
    looking = client.look_as(site.lead)
    given = {
        "title": "Dip sample",
        "kind": "dip_sample",
        "held_on-day": "1",
        "held_on-month": "3",
        "held_on-year": "2026",
    }
    given |= {
        "source": "Report, page 3",
        "series": "Front door",
        "told": "Met the standard: 40 of 42\nAdequate or better: 91%",
    }
    assert looking.post(at("record", site.place), given).status_code == 302
    audit = m.Audit.objects.get().pk
    shown = text(looking.get(at("audit", audit)))
    assert "40 of 42 (95%)" in shown
    assert "91% (as printed" in shown
    assert "Front door" in text(looking.get(at("trends")))
    wrong = looking.post(at("record", site.place), {**given, "told": "Most of them were fine"})
    assert "ends with neither numbers" in wrong.content.decode()


def test_lists_can_be_filtered_and_exported_and_hold_no_grade(client, site):
    site.opened()
    looking = client.look_as(site.lead)
    assert "Neglect" in text(looking.get(f"{at('audits')}?state=moderating"))
    exported = looking.get(f"{at('audits')}?format=csv").content.decode()
    assert "Neglect" in exported
    assert "good" not in exported.lower()
    assert date(2026, 4, 1).isoformat() in exported


def test_what_the_group_said_of_an_agencys_own_audit_is_kept_on_its_page(client, site):
    looking = client.look_as(site.lead)
    given = {
        "title": "Our own records",
        "kind": "single_agency",
        "source": "Its paper",
        "agency": str(site.agencies[1]),
    }
    given |= {"held_on-day": "1", "held_on-month": "3", "held_on-year": "2026", "told": "Plans had dates: 18 of 20"}
    assert looking.post(at("record", site.place), given).status_code == 302
    audit = m.Audit.objects.get().pk
    said = {"on-day": "2", "on-month": "4", "on-year": "2026", "verdict": "assured", "words": "The agency looks well."}
    text(looking.get(at("present", audit)))
    assert looking.post(at("present", audit), said).status_code == 302
    assert "The agency looks well." in text(client.look_as(site.colleagues[1]).get(at("audit", audit)))
