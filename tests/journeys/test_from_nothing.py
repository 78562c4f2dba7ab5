"""A partnership set up from nothing, by somebody who follows what the page of steps says is missing."""

import re

import pytest

WORDS = "The executive decides it in the town hall."
PARTNERSHIP = "Vale and Moor Safeguarding Children Partnership"


@pytest.fixture
def administrator(own_site, visitors):
    return visitors(own_site).signs_in_as("System administrator")


def start(someone):
    """Set the partnership up; return the address of its page of steps."""
    someone.goes_to("/partnership/").presses("Set up a partnership").fills("Name", PARTNERSHIP)
    someone.presses("Save").sees_heading("Set up the partnership").sees("0 of ")
    return someone.page.url.removeprefix(someone.site.address)


def steps_done(someone, steps):
    someone.goes_to(steps)
    return int(re.search(r"(\d+) of \d+ steps done", someone.page.get_by_role("main").inner_text()).group(1))


def place_and_people(someone, steps):
    """The area, and how many children lived there, by year, source and release."""
    someone.goes_to(steps).follows(re.compile("Add an area|area", re.I), within="main table")
    someone.fills("Code", "E06000099").fills("Name", "Vale and Moor").presses("Save").sees("Vale and Moor")
    for year, count, release in (("2011", "61204", "2011 census"), ("2024", "58930", "June 2025")):
        someone.goes_to(steps.replace("set-up", "populations/new")).chooses("Vale and Moor").fills("Mid-year", year)
        someone.fills("How many people", count).fills("Who published it", "Office for National Statistics")
        someone.fills("Release", release).presses("Save").sees(f"{int(count):,}").sees(release).sees(year)


def bodies(someone, steps):
    """An agency that is a statutory partner, and the executive."""
    partnership = steps.split("/")[2]
    someone.goes_to(f"/partnership/agencies/new/?partnership={partnership}")
    someone.page.locator("#id_name").fill("Vale and Moor Council")
    someone.page.get_by_label("Kind", exact=True).select_option(label="Local authority")
    someone.chooses("Statutory safeguarding partner")
    someone.page.get_by_label("Statutory role").select_option(label="Local authority")
    someone.presses("Save").sees_heading("Vale and Moor Council")
    someone.goes_to(f"/partnership/groups/new/?partnership={partnership}")
    someone.fills("Name", "Executive of Vale and Moor")
    someone.page.get_by_label("Kind", exact=True).select_option(label="Executive")
    someone.presses("Save").sees_heading("Executive of Vale and Moor")
    return someone.page.url.removeprefix(someone.site.address)


def seat_and_member(someone, group):
    """A seat in the executive, a person, and the person in the seat."""
    someone.goes_to("/partnership/people/").presses("Add a person").fills("Name", "Director of children's services")
    someone.finds("Works for", "Vale and Moor Council").fills("Job title", "Director").presses("Save").sees_heading(
        "Director of children's services"
    )
    someone.goes_to(group).follows("Add a seat").fills("Name of the seat", "The council")
    someone.finds("For one agency", "Vale and Moor Council").presses("Save").sees("The council")
    someone.presses("Add a member").fills("Name", "Director of children").presses(
        re.compile("Search|Find"), within="main"
    )
    someone.follows(re.compile("Director of children's services")).chooses("Chair", "")
    someone.page.get_by_label("Seat", exact=True).select_option(label="The council")
    someone.presses("Add to the group").sees("is now in the group").sees("Director of children's services")


def arrangements(someone, steps):
    """The arrangements, drafted from the register, written where it is silent, and published to the world."""
    someone.goes_to(steps.replace("set-up", "arrangements")).presses(re.compile("Start"))
    someone.presses("Start").sees("It follows the register until you publish it").sees("Vale and Moor Council")
    someone.presses("Publish").presses("Publish").sees("These are required and not answered yet").follows("Cancel")
    for item in ("practice reviews are commissioned", "ndependent scrutiny"):
        someone.follows(re.compile(f"^Write words.*{item}")).fills("Words", f"{WORDS} ({item})")
        someone.presses("Save").sees(f"{WORDS} ({item})")
    someone.presses("Publish").presses("Publish").sees("The arrangements are published.")
    someone.presses("See what the public sees")
    return someone.page.url.removeprefix(someone.site.address)


def test_an_administrator_sets_up_a_partnership_from_nothing_and_publishes_its_arrangements(administrator, visitors):
    them = administrator
    steps = start(them)
    place_and_people(them, steps)
    at_first = steps_done(them, steps)
    group = bodies(them, steps)
    seat_and_member(them, group)
    public = arrangements(them, steps)
    assert steps_done(them, steps) >= at_first + 3

    anybody = visitors(them.site).goes_to(public)
    anybody.sees_heading(re.compile("rrangements")).sees("Vale and Moor Council")
    anybody.sees("Executive of Vale and Moor").sees("58,930").does_not_see("Director of children's services").sees(
        re.compile(re.escape(WORDS))
    )
