"""Agencies grade the same cases without seeing each other's grades; the moderation meeting opens on the differences."""

import re

import pytest

from tests.support.site import served

BLIND = "Steps up and down, this quarter (invented audit)"
OPEN = "Neglect of children under five (invented audit)"
WORDS = "Xylophone"
POLICE = """
from goldenthread.accounts.models import RoleGrant
from goldenthread.records.models import Record
place = Record.objects.get(title="Sandle Vale Police (invented)")
print(RoleGrant.objects.filter(role="data_supplier").update(role="case_auditor", place=place), "grant changed")
"""  # an account of the demonstration becomes the auditor of a third agency


@pytest.fixture(scope="module")
def audit_site(demonstration, tmp_path_factory):
    """A site of its own: what is graded here opens grades for others."""
    with served(demonstration, tmp_path_factory.mktemp("audits") / "data") as running:
        yield running


AT_KEYS = """() => {
  const at = document.activeElement, line = at.closest("[data-line]");
  return {type: at.type, wants: at.hasAttribute("data-wanted"), graded: !!(line && line.querySelector("[data-wanted]"))};
}"""  # what the keyboard stands on: a choice of a section's grade wants its reason


def grades(person, place, words):
    """Grade the two cases that are left by keyboard alone, and hand in: the ``place`` of each grade is its key."""
    page = person.goes_to("/case-audits/to-grade/").follows(BLIND).presses("Go on with case 9").page
    for number in (9, 10):
        person.sees(f"Case {number} of 10")
        page.locator("form[data-keys] input[type=radio]").first.focus()
        while (at := page.evaluate(AT_KEYS))["type"] != "submit":
            if at["type"] == "radio":
                page.keyboard.press(place if at["graded"] else "1")
            else:
                if at["wants"]:
                    page.keyboard.insert_text(words)
                page.keyboard.press("Control+Enter")
        page.keyboard.press("Enter")
    person.presses("Hand in our grades")


def test_six_agencies_grade_blind_and_the_meeting_opens_on_the_differences(audit_site, visitors):
    trust, school, police, lead = (visitors(audit_site) for _ in range(4))
    lead.signs_in_as("Quality assurance officer").goes_to("/case-audits/").follows(BLIND)
    lead.sees("Nobody sees another agency’s grades before all are in")
    address = lead.page.url.removeprefix(audit_site.address)

    trust.signs_in_as("Agency auditor")
    grades(trust, "4", WORDS)
    trust.sees("Your agency is in. The grades open when all are.")
    lead.goes_to(address)
    assert lead.page.get_by_text("Not in", exact=True).count() == 1
    assert WORDS not in lead.page.content()

    police.signs_in_as("Agency data supplier")
    assert "1 grant changed" in audit_site.command("shell", "-v", "0", "-c", POLICE).stdout
    police.goes_to("/case-audits/to-grade/").goes_to(address)
    police.sees("Nobody sees another agency’s grades before all are in")
    assert WORDS not in police.page.content()

    school.signs_in_as("School safeguarding lead")
    school.goes_to("/case-audits/to-grade/").follows(BLIND).presses("Hand in our grades")
    school.sees("All agencies are in: the grades are open.")

    lead.goes_to(address).presses("Moderation").sees("Begin here: the furthest apart").sees("2 grades apart")
    lead.follows(re.compile("^Case (9|10), The work as a whole")).sees(WORDS).sees("Marl Bank Primary School")
    lead.chooses("Good").fills("Reason, in words a family could read", "The family moved at the right time.")
    lead.presses("Record what we agreed").sees("Recorded.")
    for person in (trust, school, police, lead):
        person.has_no_faults()
