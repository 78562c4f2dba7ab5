"""From figures to a published report, and from a figure of it back to its source."""

import re
import signal
import subprocess
import sys
from urllib.parse import urlsplit

from tests.support import tree


def starts_a_report(person, year=2017):
    person.goes_to("/reports/").presses("Start a report").sees_heading("Start a report")
    for label, days in (("First day", (1, 4, year)), ("Last day", (31, 3, year + 1))):
        group = person.page.get_by_role("group", name=re.compile(label))
        for box, number in zip(("Day", "Month", "Year"), days, strict=True):
            group.get_by_label(box).fill(str(number))
    person.fills("Title", f"Journey of {year}").presses("Start").sees_heading(f"Journey of {year}")
    return urlsplit(person.page.url).path


def test_a_manager_compiles_a_report_and_a_reader_walks_back_from_a_figure(own_site, visitors):
    manager, chair, reader = (visitors(own_site) for _ in range(3))
    manager.signs_in_as("Business manager")
    report = starts_a_report(manager)
    manager.sees("0 of 5 required sections have text").sees("Nothing that does not add up")

    manager.follows("Money").sees("What each partner contributed")
    manager.fills("Text", "More is at (add link).\n\n").presses(re.compile("^Income, expenditure and reserve"))
    manager.presses("Save and go on").sees("was left in").sees("Total expenditure")
    manager.follows(re.compile("^Journey of 2017")).sees("1 to mend").is_accessible()
    manager.presses("Check and publish").sees("The law wants text in these sections").sees("It is not approved yet")

    manager.goes_to(report).follows("Money")
    figure = manager.page.locator("button[data-insert]", has_text="Total expenditure").first.get_attribute("value")
    table = manager.page.get_by_label("Text", exact=True).input_value().split("\n\n", 1)[1]
    manager.fills("Text", f"We spent [[{figure}]].\n\n{table}").fills("For young people", "We spent it on meetings.")
    manager.presses("Save").does_not_see("1 to mend")
    for heading in ("How we work together", "How well children were safeguarded", "Weaknesses and their causes",
                    "What we learned from reviews"):  # fmt: skip
        manager.goes_to(report).follows(heading).fills("Text", "What we did and what came of it.").presses("Save")
    manager.sees("5 of 5 required sections have text").presses(re.compile("^Mark ready.*Money")).sees("Ready")
    manager.presses("Preview").sees("This is how it would be published now").sees("£245,675")

    chair.signs_in_as("Independent chair").goes_to(report).presses("Check and publish")
    chair.presses("Approve the report").sees("Its sections stand still")
    manager.goes_to(report).does_not_see("Add a section").presses("Check and publish").presses("Publish the report")
    manager.sees("Published. This is what everybody can read now.")

    reader.goes_to("/reports/of/cheshire-west-and-chester/").follows("Journey of 2017").sees("We spent")
    reader.page.locator("main summary", has_text="£245,675").first.click()
    reader.is_accessible().follows(re.compile("^Definition, sum and parts")).sees("Where it comes from")
    reader.sees("Supplied by").sees("What it means")
    reader.follows(re.compile("Money"), within="main").sees("We spent")
    reader.follows("Version for young people").sees("We spent it on meetings.")


def test_two_authors_of_one_section_see_both_versions(own_site, visitors):
    one, other = visitors(own_site), visitors(own_site)
    one.signs_in_as("Business manager")
    other.signs_in_as("Quality assurance officer")
    report = starts_a_report(one, 2016)
    one.follows("Money")
    other.goes_to(report).follows("Money")
    one.fills("Text", "What the manager wrote.").presses("Save").sees("Saved")
    other.fills("Text", "What the officer wrote.").presses("Save")
    other.sees("What the manager wrote.").sees("What the officer wrote.").is_accessible()


PUBLISH = """
import sys, time
from datetime import datetime, UTC
import django; django.setup()
from goldenthread.access.identity import viewer_for
from goldenthread.accounts.models import User
from goldenthread.partnership import queries as places
from goldenthread.reports import models, operations, queries
from goldenthread.reports.rendering import FORMATS
from datetime import date
AT = datetime(2018, 9, 3, 10, tzinfo=UTC)
by = viewer_for(through="command")
def who(part):
    return viewer_for(next(row.email for row in User.objects.all() if part in row.email), through="command")
manager, chair = who("business"), who("chair")
if sys.argv[1] == "slow":
    place = places.partnership_of_slug(manager, "cheshire-west-and-chester").pk
    made = operations.start(by=manager, at=AT, partnership=place, start=date(2015, 4, 1), end=date(2016, 3, 31))
    for row in queries.report(manager, made).sections.all():
        operations.write_section(by=manager, at=AT, section=row.pk, text="What we did.", seen=row.edition)
    operations.approve(by=chair, at=AT, report=made)
    FORMATS["docx"] = lambda document: (print("publishing", flush=True), time.sleep(120))[1]
else:
    made = models.Report.objects.get(start=date(2015, 4, 1)).pk
    print("editions", models.Edition.objects.filter(report=made).count())
    print("files", models.EditionFile.objects.filter(edition__report=made).count())
edition = operations.publish(by=manager, at=AT, report=made)
print("number", queries.edition(manager, edition).number)
"""


def test_a_server_killed_during_publication_publishes_nothing_and_then_all(own_site):
    words = [sys.executable, "-c", PUBLISH]
    slow = subprocess.Popen([*words, "slow"], cwd=tree.ROOT, env=own_site.env, stdout=subprocess.PIPE, text=True)
    assert slow.stdout.readline().strip() == "publishing"
    slow.send_signal(signal.SIGKILL)
    slow.wait(30)
    slow.stdout.close()
    again = subprocess.run(
        [*words, "again"], cwd=tree.ROOT, env=own_site.env, capture_output=True, text=True, check=False
    )
    assert again.returncode == 0, again.stderr
    assert again.stdout.split() == ["editions", "0", "files", "0", "number", "1"]
