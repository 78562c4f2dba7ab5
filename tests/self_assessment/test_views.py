"""The pages of self-assessment: a round, a return filled and signed, what the partnership sees of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.quality.models import Question
from goldenthread.self_assessment import operations, queries
from goldenthread.self_assessment.models import Answer, Round
from tests.factories import partnership as bodies
from tests.factories import quality
from tests.factories.self_assessment import LATER, NEXT_YEAR, Year

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(clock_at):
    clock_at(LATER)
    return Year()


def address(row, name="return", *rest):
    return reverse(f"self_assessment:{name}", args=[row.pk, *rest])


def days(**given):
    return {f"{name}-{part}": value for name, day in given.items() for part, value in day.items()}


def test_a_round_is_begun_filled_and_sent(client, year):
    page = client.look_as(year.qa)
    given = {"partnership": str(year.place), "asked": str(year.edition.pk), "title": "Section 175", "year": "2026-27"}
    dates = days(
        fill_by={"day": "3", "month": "7", "year": "2026"}, sign_by={"day": "17", "month": "7", "year": "2026"}
    )
    page.post(reverse("self_assessment:new_round"), given | dates | {"signers": ["lead", "head"]})
    made = Round.objects.get()
    assert "Nobody is asked yet" in page.get(address(made, "round")).text
    page.post(address(made, "ask"), {"agencies": [str(year.agency)]})
    sent = page.post(address(made, "send_round"), follow=True)
    assert "Alder Brook Primary School" in sent.text
    assert "1</b>nothing answered yet" in sent.text
    changed = dates | {"edition": "3", "words": "Be honest", "threshold": "2"}
    page.post(address(made, "change_round"), changed)
    made.refresh_from_db()
    assert (made.words, made.threshold) == ("Be honest", "2")
    page.post(
        address(made, "repeat_round"), {"asked": str(year.edition.pk), "title": "Next", "year": "2027-28"} | dates
    )
    page.post(address(made, "close_round"))
    assert "Section 175" in page.get(reverse("self_assessment:rounds")).text


def test_a_large_round_is_sent_in_the_background(client, year, monkeypatch):
    monkeypatch.setattr("goldenthread.self_assessment.views.rounds.AT_ONCE", 0)
    made = year.start()
    operations.ask(by=year.qa, at=LATER, round=made, agencies=[year.agency])
    sent = client.look_as(year.qa).post(reverse("self_assessment:send_round", args=[made]))
    assert sent.url.startswith(reverse("jobs:jobs"))


def test_a_return_is_filled_standard_by_standard_and_signed_by_two(client, year):
    row = year.send()
    page = client.look_as(year.lead)
    first = {f"value-1.{n}": "3" for n in (1, 2)} | {f"edition-1.{n}": "0" for n in (1, 2)}
    sent = page.post(address(row), first | {"standard": "1", "do": "next"})
    assert sent.url.endswith("?standard=2")
    page.post(
        address(row), {"value-2.1": "2", "edition-2.1": "0", "value-2.2": "na", "edition-2.2": "0", "standard": "2"}
    )
    shown = page.get(address(row) + "?standard=2").text
    assert "Say why this does not apply." in shown
    page.post(address(row), {"value-2.2": "na", "reason-2.2": "Too small", "edition-2.2": "1", "standard": "2"})
    assert "Everything is answered" in page.get(address(row)).text
    page.post(address(row, "sign", "lead"), {"sure": "on"})
    client.look_as(year.head).post(address(row, "sign", "head"), {"sure": "on"})
    assert queries.sheet(year.qa, row.pk).signed_at is not None
    seen = client.look_as(year.qa).get(address(row)).text
    assert "Agency: 3: met, and it shows" in seen
    assert "Not applicable" in client.look_as(year.qa).get(address(row, "version", 1)).text


def test_saving_after_a_signature_is_refused_with_a_sentence(client, year):
    row = year.signed()
    sent = client.look_as(year.lead).post(address(row), {"value-1.1": "0", "edition-1.1": "1"})
    assert sent.status_code == 422
    assert "This return is signed." in sent.text
    assert "1.1: 0: not met" in sent.text
    kept = client.look_as(year.lead).post(address(row, "keep"), {"value-1.1": "0", "edition-1.1": "1"})
    assert (kept.status_code, kept.json()["refused"][:22]) == (422, "This return is signed.")


def test_two_versions_of_an_answer_are_laid_side_by_side(client, year):
    row = year.send()
    year.fill(row, q1_1="2")
    operations.keep_answers(by=year.head, at=LATER, sheet=row.pk, answers={"1.1": (1, {"words": "Theirs"})})
    sent = client.look_as(year.lead).post(address(row), {"value-1.1": "3", "words-1.1": "Mine", "edition-1.1": "1"})
    assert sent.status_code == 409
    assert "Theirs" in sent.text
    assert "Mine" in sent.text
    assert Answer.objects.get(code="1.1").words == "Theirs"


def queries_of(page, *sent):
    """Post and count what is asked of the database, without the beginning and the end of the transaction."""
    with CaptureQueriesContext(connection) as asked:
        told = page.post(*sent).json()
    return told, sum("SAVEPOINT" not in each["sql"] for each in asked)


def test_one_answer_is_saved_in_ten_queries_without_counting_anything(client, year):
    row = year.send()
    page = client.look_as(year.lead)
    page.get(address(row))
    told, first = queries_of(page, address(row, "keep"), {"value-1.1": "3", "edition-1.1": "0"})
    assert told["lines"]["1.1"]["edition"] == 1
    told, again = queries_of(page, address(row, "keep"), {"value-1.1": "7", "edition-1.1": "1"})
    assert "not on the scale" in told["lines"]["1.1"]["html"]
    assert max(first, again) <= 9  # a real account asks one more: which partnerships its agency serves


def test_a_return_of_285_questions_opens_in_a_fixed_number_of_queries(client, clock_at, django_assert_max_num_queries):
    clock_at(LATER)
    large = Year(count=15, questions=19)
    row = large.send()
    page = client.look_as(large.lead)
    with django_assert_max_num_queries(22):
        page.get(address(row))
    with django_assert_max_num_queries(22):
        assert page.get(address(row) + "?standard=all").text.count('type="radio"') == 285 * 5


def test_last_years_answers_are_confirmed_with_one_button(client, year, clock_at):
    year.signed()
    after = quality.later(year.edition, published=True, q1_1={"text": "Is it always so?"})
    row = year.send(at=NEXT_YEAR, asked=after.pk, title="Next year", year="2027-28")
    clock_at(NEXT_YEAR)
    page = client.look_as(year.lead)
    shown = page.get(address(row)).text
    assert "All 3 are still true" in shown
    assert "it asked: “Is 1.1 so?”" in shown
    assert "Is 1.2 so?" not in shown  # what changed stands first; the rest is a step away
    unchanged = {"value-1.2": "2", "words-1.2": "We know 1.2.", "edition-1.2": "0", "standard": "1"}
    page.post(address(row), unchanged)
    assert not Answer.objects.filter(sheet=row).exists()
    page.post(address(row), unchanged | {"confirm": "1.2"})
    assert Answer.objects.get(sheet=row).confirmed
    page.post(address(row, "confirm"), {"code": ["2.1", "2.2"]})
    assert Answer.objects.filter(sheet=row, confirmed=True).count() == 3


def test_a_tick_keeps_last_years_answer_at_once_and_an_answer_that_was_typed_is_not_overwritten(client, year, clock_at):
    year.signed()
    row = year.send(at=NEXT_YEAR, title="Next year", year="2027-28")
    clock_at(NEXT_YEAR)
    page = client.look_as(year.lead)
    told = page.post(address(row, "keep"), {"value-1.1": "2", "edition-1.1": "0", "confirm": "1.1"}).json()
    assert told["lines"]["1.1"]["edition"] == 1
    assert "Confirmed by Lee Lead" in told["lines"]["1.1"]["html"]
    page.post(address(row, "keep"), {"value-1.1": "3", "edition-1.1": "1", "confirm": "1.1"})
    assert not Answer.objects.get(sheet=row).confirmed


def test_the_page_to_sign_says_what_is_left_to_do(client, year):
    row = year.send()
    sent = client.look_as(year.lead).get(address(row, "sign", "lead"), follow=True)
    assert "4 questions to do before it can be signed." in sent.text


def test_evidence_is_added_from_an_answer_and_reused(client, year):
    row = year.send()
    page = client.look_as(year.lead)
    new = reverse("self_assessment:new_evidence")
    page.post(f"{new}?sheet={row.pk}&code=1.1", {"title": "Policy", "address": "https://example.org/policy"})
    piece = queries.library(year.lead).get()
    page.post(address(row, "attach", "2.1"), {"evidence": str(piece.pk)})
    assert "question 2.1" in page.get(reverse("self_assessment:evidence", args=[piece.pk])).text
    assert "Policy" in page.get(reverse("self_assessment:library")).text
    page.post(address(row, "detach", "2.1", piece.pk))
    changed = {"title": "Policy of 2026", "edition": "1"}
    page.post(reverse("self_assessment:change_evidence", args=[piece.pk]), changed)
    assert "Policy of 2026" in page.get(address(row)).text
    assert client.look_as(year.qa).get(reverse("self_assessment:evidence", args=[piece.pk])).status_code == 404


def test_the_partnership_sees_that_a_draft_is_there_and_not_what_it_says(client, year):
    row = year.send()
    year.fill(row)
    seen = client.look_as(year.qa).get(address(row)).text
    assert "Not signed yet" in seen
    assert "We know 1.1." not in seen
    assert client.look_as(year.qa).get(address(row, "judge", "1.1")).status_code == 404


def test_a_grade_is_given_beside_the_agencys_own_and_an_action_opened(client, year):
    row = year.signed(q1_1="1")
    Round.objects.update(threshold="2")
    page = client.look_as(year.qa)
    page.post(address(row, "judge", "1.1"), {"value": "0", "reason": "Nothing was shown"})
    seen = page.get(address(row) + "?show=differs").text
    assert "1 step apart" in seen
    assert "Is 1.2 so?" not in seen
    assert "Wants an action" in page.get(address(row) + "?show=weak").text
    page.post(address(row, "step", "1.1"), {"title": "Write the policy anew"})
    assert "Has an action" in page.get(address(row)).text


def test_a_return_is_opened_again_with_a_reason(client, year):
    row = year.signed()
    page = client.look_as(year.lead)
    page.post(address(row, "open_again"), {"why": "A slip"})
    year.fill(row, q1_1="3")
    assert "Changed since it was signed" in page.get(address(row, "sign", "lead")).text
    assert "Opened again after version 1" in page.get(address(row)).text


def test_the_governor_is_recorded_from_paper(client, year):
    row = year.send(signers=["governor"])
    year.fill(row)
    page = client.look_as(year.lead)
    assert "They signed on paper" in page.get(address(row, "sign", "governor")).text
    on = days(on={"day": "20", "month": "5", "year": "2026"})
    page.post(address(row, "sign", "governor") + "?paper=yes", {"name": "Chair of governors", "sure": "on"} | on)
    assert "on paper, seen by Lee Lead" in page.get(address(row, "version", 1)).text


def test_another_school_finds_nothing(client, year):
    row = year.signed()
    other = bodies.agency("Hazel Lane Primary School", partnership=year.place, kind="school").pk
    page = client.look_as(year.of_school("school_lead", "Sasha Other", other))
    for name, rest in (("return", ()), ("keep", ()), ("version", (1,)), ("sign", ("lead",)), ("open_again", ())):
        found = page.post(address(row, name, *rest)) if name == "keep" else page.get(address(row, name, *rest))
        assert found.status_code == 404, name
    assert "Alder Brook" not in page.get(reverse("self_assessment:mine")).text


def test_who_has_one_part_in_hand_sees_that_part_alone(client, year):
    row = year.send()
    operations.hand_part(by=year.lead, at=LATER, sheet=row.pk, standard="2", person=year.colleague.person_id)
    page = client.look_as(year.colleague)
    shown = page.get(address(row)).text
    assert "Is 2.1 so?" in shown
    assert "Is 1.1 so?" not in shown
    assert page.post(address(row, "keep"), {"value-1.1": "3", "edition-1.1": "0"}).status_code == 403
    assert page.get(address(row, "hand", "2")).status_code == 403
    year.fill(row, by=year.colleague, q2_1="3", q2_2="3")
    assert page.post(address(row, "finish_part", "2")).url == reverse("self_assessment:mine")
    assert Question.objects.filter(code="2.1").exists()


def test_several_parts_are_handed_at_once_and_what_can_be_confirmed_is_read_first(client, year):
    year.signed()
    row = year.send(at=NEXT_YEAR, year="2027-28", previous=queries.rounds(year.qa).get().pk)
    page = client.look_as(year.lead)
    seen = page.get(address(row)).text
    assert "Read them first" in seen
    assert "Hand parts to a colleague" in seen
    shown = page.get(address(row) + "?standard=same").text
    assert "Tick those that are still true" in shown
    assert "We know 2.2." in shown
    given = {"person": str(year.colleague.person_id), "note": "Please"}
    assert "Choose the parts" in page.post(address(row, "hand_several"), given).text
    page.post(address(row, "hand_several"), given | {"standards": ["1", "2"]})
    assert {each.standard for each in queries.parts_of(year.lead, row.pk)} == {"1", "2"}
    assert "2 questions to do, with Casey Colleague" in page.get(address(row, "hand_several")).text


def test_a_part_is_handed_and_taken_back(client, year):
    row = year.send()
    page = client.look_as(year.lead)
    assert "Casey Colleague" in page.get(address(row, "hand", "1")).text
    page.post(address(row, "hand", "1"), {"person": str(year.colleague.person_id), "note": "Please"})
    assert "With Casey Colleague" in page.get(address(row) + "?standard=1").text
    page.post(address(row, "take_back", "1"))
    assert "With Casey Colleague" not in page.get(address(row) + "?standard=1").text
