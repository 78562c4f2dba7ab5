"""From a point on a chart to a question that gets answered, and to what it showed: as three different people."""

import re

import pytest

from tests.support.site import served

AGENCY = "Sandle Vale Community Health Trust (invented)"
GROUP = "Demonstration working group (invented)"
FIGURE = "Referrals to children's social care"
TITLE = "Referrals of a quarter (journey)"


@pytest.fixture(scope="module")
def asking_site(demonstration, tmp_path_factory):
    """A site of its own: what is asked here stands on other people's lists."""
    with served(demonstration, tmp_path_factory.mktemp("assurance") / "data") as running:
        yield running


def test_a_scrutineer_asks_from_a_point_an_agency_answers_and_the_chair_records_what_it_showed(asking_site, visitors):
    scrutineer, member, chair = visitors(asking_site), visitors(asking_site, phone=True), visitors(asking_site)
    scrutineer.signs_in_as("Independent scrutineer").goes_to("/evidence/?q=Referrals").follows(FIGURE)
    chart = scrutineer.page.url.removeprefix(asking_site.address)
    scrutineer.presses("Ask for evidence").sees(re.compile("1,049 referrals"))
    scrutineer.fills("What is it about?", TITLE).chooses("In whose name do you ask?", GROUP).chooses(AGENCY)
    when = scrutineer.page.get_by_role("group", name=re.compile("By when"))
    for box, number in (("Day", "1"), ("Month", "12"), ("Year", "2030")):
        when.get_by_label(box).fill(number)
    scrutineer.page.get_by_label("Cheshire West and Chester Council").uncheck()
    scrutineer.presses("Ask").sees_heading(TITLE).sees("No answer yet.")

    member.signs_in_as("Agency member").goes_to("/assurance/asked-of-us/").follows(TITLE).follows(
        re.compile("^Write ?: What$")
    )
    for ask in (
        "What happened?",
        "Why did it happen?",
        "What does it mean for children?",
        "What will you do",
    ):
        member.fills(ask, "Schools refer earlier.").presses("Save and go on")
    member.presses("Sign and send").presses("Sign and send").sees("Signed by Agency member (demonstration)")

    chair.signs_in_as("Group chair").goes_to("/assurance/").follows(TITLE).presses("Accept the answer")
    chair.fills("What does the group say of it?", "Thank you.").presses("Accept").sees("It answers the question")
    chair.presses("Record a finding").chooses("Good practice").fills("What was found?", "Schools refer earlier.")
    chair.presses("Record it").sees_heading("Schools refer earlier").sees(FIGURE)
    chair.goes_to(chart).sees("A question was asked").sees("Schools refer earlier")
    chair.follows(TITLE).sees("It answers the question")
    for person in (scrutineer, member, chair):
        person.has_no_faults()
