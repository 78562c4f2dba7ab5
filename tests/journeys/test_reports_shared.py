"""What goes round a report: reports of one topic, comments, its recipients, other boards, arrangements, and young people."""

import re
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from tests.support import tree
from tests.support.site import served

CHESTER = "cheshire-west-and-chester"
SHELF = f"/reports/of/{CHESTER}/"


@pytest.fixture(scope="module")
def shelf_site(demonstration, tmp_path_factory):
    """A site that these journeys share: each takes a report, an update or an edition of its own."""
    with served(demonstration, tmp_path_factory.mktemp("reports") / "data") as running:
        yield running


def sets_days(person, **days):
    for label, (day, month, year) in days.items():
        group = person.page.get_by_role("group", name=re.compile(label.replace("_", " ")))
        for box, number in (("Day", day), ("Month", month), ("Year", year)):
            group.get_by_label(box).fill(str(number))
    return person


def begins(person, title, year, kind="Yearly report"):
    person.goes_to("/reports/start/").chooses(kind).fills("Title", title)
    sets_days(person, First_day=(1, 4, year), Last_day=(31, 3, year + 1))
    person.presses("Start").sees_heading(title)
    return urlsplit(person.page.url).path


def test_a_report_about_one_topic_is_asked_for_received_told_in_short_and_cited(shelf_site, visitors):
    manager = visitors(shelf_site)
    manager.signs_in_as("Business manager")
    manager.goes_to("/reports/received/").presses(re.compile("^Ask for a report")).chooses("Topic", "Private fostering")
    sets_days(manager, First_day=(1, 4, 2019), Last_day=(31, 3, 2020), By_when=(1, 12, 2030))
    manager.fills("Or whose is it?", "Head of fostering").presses("Ask for it").sees("Asked for")
    manager.presses("It has arrived").presses("Save").sees("Noted. Add the file under Papers.")
    manager.presses("Say what it says").fills("In short", "Notifications fell.")
    manager.fills("Its points", "Notifications fell by a third (page 4)\nEvery visit was on time (page 7)")
    manager.presses("Save").sees("Notifications fell by a third").sees("page 7")
    key = re.search(r"\[\[(received\.[a-z0-9_]+)\]\]", manager.page.content())[1]

    report = begins(manager, "Cited in 2019", 2019)
    manager.follows("The difference we made").sees("Reports about single topics")
    manager.fills("Text", f"Private fostering was reported to us.\n\n[[{key}]]").presses("Save").sees("Saved")
    manager.goes_to(f"{report}preview/").sees("Notifications fell by a third").sees("Head of fostering")


def test_a_question_about_a_section_lands_on_somebodys_work_and_is_answered(shelf_site, visitors):
    manager, officer = visitors(shelf_site), visitors(shelf_site)
    manager.signs_in_as("Business manager")
    report = begins(manager, "Talked about in 2020", 2020)
    manager.goes_to(f"{report}comments/").follows(re.compile("^Comment on")).fills("Comment", "Is this figure right?")
    manager.chooses("Ask somebody", "Quality assurance officer (demonstration)")
    sets_days(manager, By_when=(1, 12, 2030))
    manager.presses("Comment").sees("Waits for Quality assurance officer")

    officer.signs_in_as("Quality assurance officer").sees_heading("My work").sees(re.compile("Talked about in 2020"))
    officer.goes_to(f"{report}comments/").follows(re.compile("^Answer")).fills("Answer", "It is: I checked the return.")
    officer.presses("Answer").sees("I checked the return").does_not_see("Waits for")
    officer.follows("My work").does_not_see(re.compile("Talked about in 2020"))
    manager.goes_to(f"{report}comments/").follows(re.compile("^Settle")).fills("What was done", "Nothing to change.")
    manager.presses("Settle it").sees("Settled")


def test_an_edition_goes_to_those_who_must_have_it_and_its_receipt_is_kept(shelf_site, visitors):
    manager = visitors(shelf_site)
    manager.signs_in_as("Business manager").goes_to("/reports/").follows("Yearly report 2017-18")
    manager.follows(re.compile("^Who gets it")).presses("Add a recipient")
    manager.fills("Office or body", "Leader of the council (journey)").presses("Add").sees("To be sent")
    manager.page.locator("tbody tr", has_text="(journey)").first.get_by_role("link").first.click()
    manager.sees("Nothing was sent here yet").presses("Record what was sent").chooses("Email").presses("Record")
    manager.sees("Recorded.").follows("They have it").fills("What did they say?", "Thank you: it goes to the cabinet.")
    today = manager.page.evaluate("new Date().toISOString().slice(0, 10).split('-').reverse().map(Number)")
    sets_days(manager, When_did=today).presses("Save").sees("it goes to the cabinet").sees("Received")
    manager.follows("Who it goes to").sees("it goes to the cabinet")


def test_agencies_tell_another_board_together_and_what_was_given_stays(shelf_site, visitors):
    manager, member = visitors(shelf_site), visitors(shelf_site)
    manager.signs_in_as("Business manager").goes_to("/reports/updates/").presses(re.compile("^Begin an update"))
    manager.fills("Which board", "Community safety partnership (journey)")
    sets_days(manager, First_day=(1, 4, 2019), Last_day=(31, 3, 2020), By_when=(1, 12, 2030))
    for agency in ("Sandle Vale Community Health Trust", "Cheshire Police"):
        manager.chooses(agency)
    manager.presses("Begin").sees("The agencies are asked for their parts").sees("Not written yet")
    update = urlsplit(manager.page.url).path

    member.signs_in_as("Agency member").sees("Write your part of: Update to Community safety").goes_to(update)
    member.follows(re.compile("^Write the part")).fills("What your agency has to tell", "We trained every midwife.")
    member.presses("Save").sees("We trained every midwife.").does_not_see("It was given")
    manager.goes_to(update).presses("It was given").presses("It was given").sees("Not written yet: Cheshire Police")
    manager.goes_to(update).follows(re.compile("^Take out")).fills("Why?", "They told the board themselves.")
    manager.presses("Save").presses("It was given").fills("What came of it?", "They asked for more.")
    manager.presses("It was given", within="main").sees("They asked for more.").does_not_see("Ask one more agency")


def test_young_people_read_their_own_version_on_a_phone(shelf_site, visitors):
    reader = visitors(shelf_site, phone=True)
    reader.goes_to(SHELF).follows("Yearly report 2017-18").follows("Version for young people")
    reader.sees_heading("for young people").does_not_see("Business manager")
    wide = reader.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    reader.follows("Read the whole report").sees_heading("Yearly report 2017-18")
    with reader.page.expect_download() as kept:
        reader.page.get_by_role("link", name=re.compile("young people.*PDF|PDF.*young people")).first.click()
    assert kept.value.path().read_bytes().startswith(b"%PDF")


WRITTEN = """
import sys
import django; django.setup()
from datetime import datetime, UTC
from goldenthread.access.identity import viewer_for
from goldenthread.accounts.models import User
from goldenthread.reports import operations, queries
at = datetime.now(UTC)
def who(part):
    return viewer_for(next(row.email for row in User.objects.all() if part in row.email), through="command")
manager, chair, report = who("business"), who("chair"), sys.argv[1]
for row in queries.report(manager, report).sections.all():
    text = "What we agreed, in our words.\\n\\n" + row.text
    operations.write_section(by=manager, at=at, section=row.pk, text=text, seen=row.edition)
operations.approve(by=chair, at=at, report=report)
"""


def test_arrangements_say_what_the_register_holds_are_published_and_taken_down_with_a_reason(shelf_site, visitors):
    manager, reader = visitors(shelf_site), visitors(shelf_site)
    manager.signs_in_as("Business manager")
    report = begins(manager, "How we keep children safe", 2026, kind="Published arrangements")
    manager.follows("Who we are").sees("Safeguarding partners").sees("Areas and children")
    manager.goes_to(f"{report}preview/").sees("Cheshire West and Chester Council").sees("How each agency takes part")
    written = [sys.executable, "-c", WRITTEN, report.split("/")[2]]
    subprocess.run(written, cwd=tree.ROOT, env=shelf_site.env, check=True, capture_output=True)
    manager.goes_to(f"{report}finish/").presses("Publish the report").sees("Published.")
    edition = urlsplit(manager.page.url).path

    reader.goes_to(SHELF).follows("How we keep children safe").sees("Safeguarding partners").sees("What we agreed")
    manager.goes_to(report).follows(re.compile("^Take it down")).fills("Why?", "The area of one partner has changed.")
    manager.presses(re.compile("^Take"), within="main").sees("Taken down")
    later = visitors(shelf_site)  # for some minutes a browser may keep a page that it has
    assert later.page.goto(shelf_site.address + edition).status == 410
    later.sees_heading("This report has been taken down").sees("The area of one partner has changed.").is_accessible()
    later.follows(re.compile("^All reports of")).sees("was taken down on")
