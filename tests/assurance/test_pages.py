"""The pages of questions to agencies."""

import pytest
from django.urls import reverse

from goldenthread.assurance import models as m
from goldenthread.assurance import operations, queries, rules
from goldenthread.evidence import steps
from tests.factories import accounts
from tests.factories import assurance as make
from tests.factories import partnership as bodies

pytestmark = pytest.mark.django_db
MOST = 45
SOON = {"due-day": "30", "due-month": "4", "due-year": "2099"}


def text(response):
    return response.content.decode()


def page(client, viewer, name, *args):
    return text(client.look_as(viewer).get(reverse(f"assurance:{name}", args=args)))


@pytest.fixture
def site():
    made = make.Site()
    for viewer in (made.by, made.chair, made.member, made.other):
        accounts.make_user(viewer)
    return made


def test_a_step_opens_a_form_that_says_what_the_figure_says_and_asks_the_indicators_own_question(client, site):
    (step,) = [each for each in steps.offered(site.by, site.place) if each.code == "assurance.call"]
    looking = client.look_as(site.by)
    shown = text(looking.get(step.address(site.spot)))
    assert "was 320 children in 2024-25" in shown
    assert "Exampleshire Constabulary" in shown
    given = {"title": "Plans", "question": "Why?", "agencies": [str(site.police), str(site.health)], **SOON}
    sent = looking.post(step.address(site.spot), {**given, "group": str(site.group)})
    assert sent.status_code == 302
    assert m.Enquiry.objects.count() == m.Point.objects.count() == 2


def test_a_question_without_a_figure_is_asked_of_a_school_too(client, site):
    school = bodies.agency("Example School", partnership=site.place, kind="school").pk
    looking = client.look_as(site.by)
    address = reverse("assurance:ask", args=[site.place, "report"])
    assert "Example School" in text(looking.get(address))
    given = {"title": "Checks", "question": "Who?", "group": "", **SOON}
    assert looking.post(address, given).status_code == 422
    looking.post(address, {**given, "school": str(school)})
    assert m.Enquiry.objects.get().agency_id == school
    assert "Report to the Executive" in page(client, site.by, "report_exception", site.place)


def test_a_draft_of_a_part_is_kept_and_comes_back(client, site):
    call = site.ask()
    looking = client.look_as(site.member)
    address = reverse("assurance:write", args=[call, "why"])
    looking.post(reverse("workbench:keep_draft", args=["assurance.answer.why", call]), {"text": "Half", "edition": "0"})
    assert "Half" in text(looking.get(address))


def test_a_form_for_a_partnership_a_kind_or_a_point_there_is_not_is_not_found(client, site):
    other = make.Site()
    looking = client.look_as(site.by)
    ask = reverse("assurance:ask", args=[site.place, "call"])
    for wrong in (
        reverse("assurance:ask", args=[other.place, "call"]),
        reverse("assurance:ask", args=[site.place, "nothing"]),
        f"{ask}?indicator=1",
        f"{ask}?indicator={site.indicator}&from=2024-04-01",
        f"{ask}?indicator={other.indicator}&from=2024-04-01&to=2025-03-31",
    ):
        assert looking.get(wrong).status_code == 404


def test_the_agency_finds_it_under_asked_of_us_writes_part_after_part_and_sends_it(client, site):
    call = site.ask()
    assert "Children on plans" in page(client, site.member, "asked_of_us")
    assert "Children on plans" not in page(client, site.other, "asked_of_us")
    assert "What happened?" in page(client, site.member, "write", call, "what")
    assert "part 1 of 4" in page(client, site.member, "write", call, "what")
    looking = client.look_as(site.member)
    assert looking.get(reverse("assurance:write", args=[call, "nothing"])).status_code == 404
    for part, following in (("what", "why"), ("why", "so_what"), ("so_what", "next")):
        sent = looking.post(reverse("assurance:write", args=[call, part]), {"text": "Said.", "edition": "0"})
        assert sent["Location"] == reverse("assurance:write", args=[call, following])
    assert "Not written yet" in page(client, site.member, "enquiry", call)
    assert "Said." not in page(client, site.by, "enquiry", call)
    looking = client.look_as(site.member)
    looking.post(reverse("assurance:write", args=[call, "next"]), {"text": "Said.", "edition": "0"})
    assert "Alex Example" in page(client, site.member, "send", call)
    looking.post(reverse("assurance:send", args=[call]), {"signed_by": str(site.officer.pk)})
    shown = page(client, site.by, "enquiry", call)
    assert "Signed by Alex Example" in shown
    assert shown.count("Said.") == 4


def test_what_a_colleague_saved_meanwhile_is_laid_beside_what_was_typed(client, site):
    call = site.ask()
    operations.write_part(by=site.member, at=make.AT, enquiry=call, part="what", text="The first words.")
    looking = client.look_as(site.member)
    sent = looking.post(reverse("assurance:write", args=[call, "what"]), {"text": "Others.", "edition": "0"})
    assert sent.status_code == 409
    assert "The first words." in text(sent)


def test_another_agency_is_told_of_nothing_at_any_address(client, site):
    call = site.ask()
    looking = client.look_as(site.other)
    for name, *rest in (
        ("enquiry",),
        ("write", "what"),
        ("send",),
    ):
        assert looking.get(reverse(f"assurance:{name}", args=[call, *rest])).status_code == 404
    for name in ("calls", "reports", "asked_of_us"):
        assert "Children on plans" not in page(client, site.other, name)
    for name in ("accept", "ask_again", "withdraw", "record_answer"):
        assert looking.get(reverse(f"assurance:{name}", args=[call])).status_code == 403


def test_the_chair_asks_again_then_accepts_and_is_offered_to_record_a_finding(client, site):
    call = site.ask()
    site.answer(call)
    looking = client.look_as(site.chair)
    shown = page(client, site.chair, "enquiry", call)
    assert "Accept the answer" in shown
    assert "Record a finding" in shown
    looking.post(reverse("assurance:ask_again", args=[call]), {"missing": "How many?", **SOON})
    assert "How many?" in page(client, site.member, "enquiry", call)
    operations.send(by=site.member, at=make.AT, enquiry=call, signed_name="Sam Example, superintendent")
    looking = client.look_as(site.chair)
    looking.post(reverse("assurance:accept", args=[call]), {"words": "Thank you.", "follows": ""})
    assert queries.enquiry(site.by, call).state == rules.ACCEPTED


def test_a_report_is_judged_on_a_page_that_asks_why(client, site):
    report = site.ask(kind=rules.REPORT)
    site.answer(report, report="All are trained.")
    looking = client.look_as(site.chair)
    address = reverse("assurance:accept", args=[report])
    assert "Judge the report" in text(looking.get(address))
    assert looking.post(address, {"verdict": "partly", "words": ""}).status_code == 422
    looking.post(address, {"verdict": "partly", "words": "No sample."})
    assert "Partly assured" in page(client, site.by, "reports")


def test_an_officer_types_in_an_answer_and_withdraws_another_question(client, site):
    call, other = site.ask(), site.ask()
    looking = client.look_as(site.by)
    given = {**make.PARTS, "came_by": "Letter", "signed_name": "Alex Example"}
    looking.post(reverse("assurance:record_answer", args=[call]), given)
    assert "it came by Letter" in page(client, site.by, "enquiry", call)
    looking.post(reverse("assurance:withdraw", args=[other]), {"why": "It was restated."})
    assert "It was restated." in page(client, site.by, "enquiry", other)


def test_lists_are_filtered_and_cost_the_same_for_many_rows(client, site, django_assert_max_num_queries):
    site.ask()
    for _ in range(5):
        site.ask(agencies=[site.police, site.health])
    looking = client.look_as(site.by)
    with django_assert_max_num_queries(MOST):
        shown = text(looking.get(reverse("assurance:calls")))
    assert shown.count("Children on plans") >= 11
    address = reverse("assurance:calls")
    assert text(looking.get(f"{address}?agency={site.health}")).count("Exampleshire Constabulary") < 3
    for query in ("late=1", "state=accepted", f"group={site.group}", "q=plans", "format=csv"):
        assert looking.get(f"{address}?{query}").status_code == 200


def test_the_page_of_a_question_costs_a_fixed_number_of_queries(client, site, django_assert_max_num_queries):
    call = site.ask(agencies=[site.police, site.health])
    site.answer(call)
    looking = client.look_as(site.by)
    with django_assert_max_num_queries(MOST):
        looking.get(reverse("assurance:enquiry", args=[call]))
