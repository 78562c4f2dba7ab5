"""Agencies grade the same cases without seeing each other's grades; the moderation meeting opens on the differences."""

import re

import pytest

from tests.support.site import served

BLIND = "Steps up and down, this quarter (invented audit)"
OPEN = "Neglect of children under five (invented audit)"
WORDS = {"trust": "Xylophone", "school": "Yesterday"}


@pytest.fixture(scope="module")
def audit_site(demonstration, tmp_path_factory):
    """A site of its own: what is graded here opens grades for others."""
    with served(demonstration, tmp_path_factory.mktemp("audits") / "data") as running:
        yield running


def grades(person, grade, words):
    """Grade both cases in one's own words, and hand in."""
    person.goes_to("/case-audits/to-grade/").follows(BLIND).follows("Case 1")
    page = person.page
    for _ in range(2):
        for radio in page.get_by_label("Yes", exact=True).all():
            radio.check()
        for radio in page.get_by_label("No", exact=True).all():
            radio.check()
        for radio in page.get_by_label(grade, exact=True).all():
            radio.check()
        for box in page.get_by_label(re.compile("Why. Grade for|Why this grade")).all():
            box.fill(words)
        person.presses("Save and go on")
    person.presses("Hand in our grades")


def test_three_agencies_grade_blind_and_the_meeting_opens_on_the_differences(audit_site, visitors):
    trust, school, lead = visitors(audit_site), visitors(audit_site, phone=True), visitors(audit_site)
    lead.signs_in_as("Quality assurance officer").goes_to("/case-audits/").follows(BLIND)
    lead.sees("Nobody sees another agency’s grades before all are in")
    address = lead.page.url.removeprefix(audit_site.address)

    trust.signs_in_as("Agency auditor")
    grades(trust, "Inadequate", WORDS["trust"])
    trust.sees("Your agency is in. The grades open when all are.")
    lead.goes_to(address)
    assert lead.page.get_by_text("Not in", exact=True).count() == 1
    assert WORDS["trust"] not in lead.page.content()

    school.signs_in_as("School safeguarding lead")
    grades(school, "Outstanding", WORDS["school"])
    school.sees("All agencies are in: the grades are open.")

    lead.goes_to(address).presses("Moderation").sees("Begin here: the furthest apart").sees("3 grades apart")
    lead.follows(re.compile("^Case 1, ")).sees(WORDS["trust"]).sees(WORDS["school"])
    lead.chooses("Good").fills("Reason, in words a family could read", "The family moved at the right time.")
    lead.presses("Record what we agreed").sees("Recorded.")
    for person in (trust, school, lead):
        person.has_no_faults()
