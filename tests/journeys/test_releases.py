"""From choosing figures to a table that anybody can read, with a second person between."""

import csv
import io
import re

TITLE = "Children in need of protection, as released"


def test_a_release_is_prepared_released_by_a_second_person_and_read_by_anybody(own_site, visitors):
    manager = visitors(own_site).signs_in_as("Business manager")
    manager.goes_to("/releases/").presses("Prepare a release")
    manager.fills("What is it called?", TITLE).chooses("The public").chooses("Children with a child protection plan")
    manager.chooses("31 March 2018").picture("prepare", full=True)
    manager.presses("Draw the tables")
    own_site.command("worker", "--once")
    manager.page.get_by_role("button", name="Look at what was drawn").wait_for()
    manager.presses("Look at what was drawn").sees("No hidden number can be worked out")
    address = manager.page.url.removeprefix(own_site.address)

    chair = visitors(own_site).signs_in_as("Independent chair")
    chair.goes_to(address).presses("Release it").fills("Why?", "Looked at.").presses("Release it")
    chair.sees("Released")

    anybody = visitors(own_site, phone=True)
    anybody.goes_to("/releases/of/cheshire-west-and-chester/").follows(TITLE).sees("Numbers from 1 to 5 are hidden")
    anybody.is_accessible().picture("public", full=True)
    with anybody.page.expect_download() as sent:
        anybody.page.get_by_role("link", name=re.compile("CSV")).first.click()
    rows = list(csv.DictReader(io.StringIO(sent.value.path().read_text(encoding="utf-8"))))
    assert [row["value"] for row in rows if row["group"] == "All"] == ["216"]
    for someone in (manager, chair, anybody):
        someone.has_no_faults()
