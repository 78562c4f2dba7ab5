"""What profiles show: levels, the village, periods, boards beside each other, and what is missing."""

import pytest

from goldenthread.foundation.periods import year_from_april
from goldenthread.performance import boardpaper, gathering, offered, rules
from goldenthread.workbench.materials import Figure
from tests.factories import viewers
from tests.factories.evidence import AT, Home, day, quarter
from tests.factories.performance import profile, section
from tests.factories.releases import protect

pytestmark = pytest.mark.django_db
YEAR = year_from_april("2017-18")


@pytest.fixture
def home() -> Home:
    made = Home("cpp", "cla", "custody_overnight", "taf_open", "free_meals")
    made.people(2017, 67_877)
    for number, count in enumerate((35, 37, 36), start=1):
        made.supply("custody_overnight", quarter(2017, number), count)
    made.supply("custody_overnight", quarter(2017, 4), 24, coverage=(2, 3))
    made.supply("cpp", day("2017-03-31"), 251)
    made.supply("cpp", day("2018-03-31"), 216)
    made.supply("taf_open", day("2018-03-31"), 508)
    made.supply("free_meals", "2017-18", 1_200, 10_000)
    return made


def shown(home: Home, shape: str, *codes: str, period=None):
    made = rules.section("What", shape, codes)
    return gathering.sections(home.by, home.place, [made], "performance.test", period)[0]


def cells(block) -> list[list[str]]:
    return [[str(each.value) if isinstance(each, Figure) else each for each in row] for row in block.rows]


def test_levels_stand_on_the_children_of_the_place_and_are_never_added_up(home: Home) -> None:
    one = shown(home, "levels", "cpp", "taf_open", "cla")
    assert cells(one.tables[0]) == [
        ["Children with a child protection plan (children)", "216", "31.8", "314", "-35"],
        ["Families with an open early help plan (families)", "508", "74.8", "", ""],
    ]
    assert one.absent == ["Children in care: nothing supplied for 2017-18."]
    assert "67,877" in one.tables[0].notes[0]
    assert not one.tables[0].totals


def test_levels_without_a_population_have_no_rate() -> None:
    bare = Home("cpp")
    bare.supply("cpp", day("2018-03-31"), 216)
    one = shown(bare, "levels", "cpp")
    assert cells(one.tables[0])[0][1:4] == ["216", "", ""]
    assert "No population" in one.tables[0].notes[0]


def test_the_village_says_shares_as_children_and_why_it_cannot(home: Home) -> None:
    one = shown(home, "hundred", "free_meals", "cpp", "taf_open", "custody_overnight")
    assert [row[:2] for row in cells(one.tables[0])] == [
        ["Pupils eligible for free school meals", "12 of 100"],
        ["Children with a child protection plan", "fewer than 1 of 100"],
    ]
    assert one.absent == [
        "Families with an open early help plan: it counts families, not children.",
        "Children held in police cells overnight: it counts what happens in a time, not children on a day.",
    ]


def test_the_ages_of_the_village_add_to_a_hundred(home: Home) -> None:
    for first, last, count in ((0, 4, 18_000), (5, 10, 24_000), (11, 17, 25_877)):
        home.people(2017, count, age_from=first, age_to=last)
    ages = shown(home, "hundred", "free_meals").tables[0]
    assert [row[1] for row in ages.rows] == ["27", "35", "38"]


def test_a_quarter_with_a_missing_month_says_so(home: Home) -> None:
    table = shown(home, "table", "custody_overnight").tables[0]
    assert [head.label for head in table.head][1:] == ["Q1 2017-18", "Q2 2017-18", "Q3 2017-18", "Q4 2017-18"]
    assert any("2 of 3 months" in note for note in table.notes)


def test_days_and_quarters_are_not_put_side_by_side(home: Home) -> None:
    one = shown(home, "table", "custody_overnight", "cpp")
    assert len(one.tables) == 2


def test_what_came_later_is_not_shown_of_an_earlier_period(home: Home) -> None:
    table = shown(home, "table", "custody_overnight", period=quarter(2017, 2)).tables[0]
    assert [head.label for head in table.head][1:] == ["Q1 2017-18", "Q2 2017-18"]


def test_boards_stand_beside_each_other_for_those_who_may_see_both(home: Home) -> None:
    other = Home("custody_overnight")
    other.supply("custody_overnight", quarter(2017, 4), 9)
    alone = shown(home, "beside", "custody_overnight").tables[0]
    assert len(alone.head) == 2
    both = viewers.viewer(
        viewers.grant("scrutineer", partnership=home.place), viewers.grant("scrutineer", partnership=other.place)
    )
    made = gathering.sections(both, home.place, [rules.section("What", "beside", ["custody_overnight"])], "k", None)[0]
    assert len(made.tables[0].head) == 3
    assert "not added" in made.tables[0].notes[0]


def test_an_indicator_nobody_keeps_is_named_by_its_library_name(home: Home) -> None:
    assert shown(home, "multiples", "fgm").absent == ["Female genital mutilation found in girls: not collected here."]


def test_small_charts_leave_out_what_has_no_figure_and_say_so(home: Home) -> None:
    one = shown(home, "multiples", "custody_overnight", "cla")
    assert [each.title for each in one.multiples] == ["Children held in police cells overnight"]
    assert one.absent == ["Children in care: nothing supplied yet."]


def test_reports_are_offered_the_sections_that_have_something(home: Home) -> None:
    offers = {each.key: each.title for each in offered.offers(home.by, home.place, YEAR)}
    assert offers["performance.vulnerability.1"] == "Vulnerability profile: Levels of need"
    assert not any(key.startswith("performance.harmful") for key in offers)
    block = offered.build(home.by, home.place, YEAR, "performance.detention.1")
    assert block is not None
    assert [row[0] for row in block.rows] == ["Children held in police cells overnight, Q3 2017-18"]
    assert offered.build(home.by, home.place, YEAR, "performance.nothing.1") is None


def test_a_board_paper_holds_what_was_known_by_then_and_the_spotlight_of_its_period(home: Home) -> None:
    now = profile(
        home.by, home.place, form="spotlight", title="Cells", period=quarter(2017, 4), lede="One night is one too many."
    )
    section(home.by, now, "custody_overnight")
    later = profile(home.by, home.place, form="spotlight", title="Later", period=quarter(2018, 1))
    section(home.by, later, "custody_overnight")
    protect(home)
    made = boardpaper.paper(home.by, home.place, YEAR, AT.date())
    headings = [each.heading for each in made.chapters]
    assert "Cells" in headings
    assert "Later" not in headings
    assert next(each for each in made.chapters if each.heading == "Cells").text == "One night is one too many."
