"""A school lead opens this year's section 175 return, answers only what changed, hands parts out, and three people sign."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.site import served

ROUND = re.compile("Section 175.157 return")


@pytest.fixture(scope="module")
def school_site(demonstration, tmp_path_factory):
    """A site of its own: what is signed here stays signed."""
    with served(demonstration, tmp_path_factory.mktemp("school") / "data") as running:
        yield running


def answers(person, *codes):
    """Answer the open questions with yes; each is kept by itself."""
    questions = [person.page.locator(f"[id='q-{code}']") for code in codes]
    for question in questions:
        question.get_by_label("Yes", exact=True).check()
    for question in questions:
        expect(question.get_by_text(re.compile("^Answered by"))).to_be_visible()


def signs(person, role):
    """Sign in a role, from the return."""
    person.presses(f"Sign as {role}").chooses("I have read these answers and stand for them").presses("Sign")
    person.sees("Signed.")


def test_a_school_answers_what_changed_hands_out_two_parts_and_three_sign(school_site, visitors):
    lead, colleague, head = visitors(school_site), visitors(school_site, phone=True), visitors(school_site)
    lead.signs_in_as("School safeguarding lead").goes_to("/self-assessment/?open=yes").follows(ROUND)
    lead.sees("0 of 50 questions done").sees(re.compile("visits at least twice a year")).picture(
        "return-175", full=True
    )
    sheet = lead.page.url.split("?")[0].removeprefix(school_site.address)
    for person in (lead, colleague, head):
        person.knows(f"{sheet}($|[?])")
    lead.follows("Hand parts to a colleague").chooses(re.compile("5 Training")).chooses(re.compile("9 Promoting"))
    lead.chooses("Who answers it?", "Practitioner (demonstration)").presses("Hand them over").sees("Handed over.")
    lead.follows("Read them first").presses(re.compile("are still true$")).sees("answers of last year confirmed.")
    lead.goes_to(f"{sheet}?standard=changed")
    answers(lead, "1.4", "2.6", "7.5", "7.7")
    lead.presses("Save, and see what is left").sees(re.compile("has “Training” in hand")).is_accessible()

    colleague.signs_in_as("Practitioner").follows(re.compile("^Answer “Training”")).is_accessible()
    colleague.does_not_see(re.compile("is the designated safeguarding lead"))
    colleague.presses(re.compile("same as last year are still true")).sees(re.compile("1 question waits. When all"))
    colleague.presses(re.compile("^Take away Register")).goes_to(f"{sheet}?standard=5").chooses("Still true")
    colleague.sees(re.compile("Kept at")).goes_to(f"{sheet}?standard=5").presses("My part is done")
    colleague.sees("Thank you. The part is done.").goes_to(f"{sheet}?standard=9")
    answers(colleague, "9.6")
    colleague.presses(re.compile("same as last year are still true")).presses("My part is done")

    head.signs_in_as("Headteacher of the school").goes_to(f"{sheet}?standard=1").sees("Everything is answered")
    head.page.get_by_text("Change this answer").first.click()
    lead.goes_to(sheet)
    signs(lead, "safeguarding lead")
    question = head.page.locator("[id='q-1.1']")
    question.get_by_label("How you know").fill("Typed while somebody signed")
    head.sees(re.compile("This return is signed.*This was not kept."))
    head.presses("Save and go on").sees(re.compile("1.1: .*Typed while somebody signed")).sees("Being signed")
    head.is_accessible().faults.clear()  # the two refusals are what this is about
    head.goes_to(sheet)
    signs(head, "head or chief officer")
    lead.goes_to(f"{sheet}sign/governor/?paper=yes")
    lead.fills("Who signed?", "Chair of governors").fills("Day", "1").fills("Month", "9").fills("Year", "2026")
    lead.chooses("I have seen the signature, or the minute").presses("Sign").sees("Signed and returned").is_accessible()
    with lead.page.expect_download() as paper:
        lead.page.get_by_role("link", name="Report for governors (PDF)").click()
    assert paper.value.suggested_filename.endswith(".pdf")
    for person in (lead, colleague):
        person.has_no_faults()
