"""For whom it is worse: each group against the rest."""

import math
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.evidence import models, operations, queries
from goldenthread.evidence.judging import groups
from goldenthread.evidence.judging.groups import Group
from goldenthread.evidence.rules.defining import Details
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.ids import uuid7
from tests.factories import viewers
from tests.factories.evidence import AT, Home, day


def details(**changes):
    given = {"words": "Rate", "numerator": "Children", "factor": "per_10000", "denominator_from": "population"}
    return Details(**given | {"decimals": 1, "polarity": "low"} | changes)


def group(cut, numerator, people=None):
    return Group(cut, Decimal(numerator), None if people is None else Decimal(people))


def test_a_group_is_held_against_the_rest_and_not_the_whole():
    girls, boys = groups.compare([group("sex=Girls", 60, 1000), group("sex=Boys", 30, 1000)], details())
    assert (girls.ratio, boys.ratio) == (2.0, 0.5)
    assert 1 < girls.lower < 2 < girls.upper
    assert math.isclose(girls.lower * boys.upper, 1)
    assert (girls.signal, boys.signal) == ("worse", "better")
    assert (girls.share, girls.share_of_people) == (Decimal("66.7"), Decimal("50.0"))


@pytest.mark.parametrize(("polarity", "signal"), [("low", "worse"), ("high", "better"), ("neither", "neutral")])
def test_more_than_chance_reads_by_the_way_that_is_good(polarity, signal):
    found = groups.compare([group("sex=Girls", 60, 1000), group("sex=Boys", 30, 1000)], details(polarity=polarity))
    assert found[0].signal == signal


def test_a_group_nobody_counted_has_a_share_and_no_rate():
    given = [group("ethnicity=Mixed", 20, 500), group("ethnicity=White", 80, 9500), group("ethnicity=Not known", 10)]
    found = groups.compare(given, details())
    assert [each.ratio is None for each in found] == [False, False, True]
    assert found[2].share == Decimal("9.1")
    assert found[2].share_of_people is None
    head, shown = groups.headline(found, details())
    assert head == "Children recorded as Mixed are 4.8 times as likely as the rest, 2.9 to 7.7."
    assert "One other group differs by more than chance too." in shown
    assert "Of 1 no number of people is kept: shares only." in shown


def test_one_known_group_is_held_against_what_is_left_of_the_whole():
    (found,) = groups.compare([group("sex=Girls", 60, 1000)], details(), group("", 90, 2000))
    assert found.ratio == 2.0
    (unknown,) = groups.compare([group("sex=Girls", 60, 1000)], details(), group("", 50, 2000))
    assert unknown.ratio is None


def test_without_people_nothing_is_made_up():
    found = groups.compare([group("sex=Girls", 60), group("sex=Boys", 30)], details())
    assert groups.headline(found, details())[0] == "No rates, shares only."
    assert groups.picture(found, "Any", "Any") is None


def test_small_differences_are_no_news():
    found = groups.compare([group("sex=Girls", 51, 1000), group("sex=Boys", 49, 1000)], details())
    assert groups.headline(found, details())[0] == "No group differs by more than chance."
    assert groups.ratio_words(found[0]).endswith(": no more than chance")


@pytest.mark.parametrize(
    ("cut", "counts", "words"),
    [
        ("age=10 to 15", "children", "Children aged 10 to 15"),
        ("sex=Girls", "children", "Girls"),
        ("area=Ellesmere Port", "families", "Families in Ellesmere Port"),
        ("ethnicity=Mixed", "children", "Children recorded as Mixed"),
        ("disability=Disabled", "children", "Children recorded as Disabled"),
        ("age=10 to 15;sex=Girls", "children", "10 to 15, Girls"),
    ],
)
def test_a_group_begins_a_sentence(cut, counts, words):
    assert groups.who(cut, details(counts=counts)) == words


@pytest.mark.parametrize(
    ("number", "counts", "small"),
    [
        (0, "children", False),
        (1, "children", True),
        (5, "children", True),
        (6, "children", False),
        (3, "schools", False),
    ],
)
def test_small_numbers_of_people_are_marked(number, counts, small):
    found = groups.compare([group("sex=Girls", number, 100), group("sex=Boys", 9, 100)], details(counts=counts))
    assert found[0].small is small


COUNT = st.integers(min_value=0, max_value=400)
PEOPLE = st.one_of(st.none(), st.integers(min_value=400, max_value=90_000))


@given(st.lists(st.tuples(COUNT, PEOPLE), min_size=1, max_size=8))
def test_any_groups_are_read_without_a_made_up_rate(given_groups):
    given = [group(f"area=Ward {place}", *each) for place, each in enumerate(given_groups)]
    found = groups.compare(given, details())
    for one in found:
        assert (one.ratio is None) or one.group.people
        if one.ratio is not None and not math.isinf(one.ratio):
            assert one.lower <= one.ratio * (1 + 1e-9)
            assert one.ratio <= one.upper * (1 + 1e-9)
    assert groups.headline(found, details())[0]


@pytest.fixture
def home(db, clock_at):
    clock_at(AT)
    made = Home("cpp_rate", "taf_partner_led")
    made.people(2017, 67823)
    made.supply("cpp_rate", day("2018-03-31"), 215)
    for sex, number in (("Girls", 130), ("Boys", 82), ("Not known", 3)):
        made.supply("cpp_rate", day("2018-03-31"), number, breakdown={"sex": sex})
    return made


def keep(home, **changes):
    given = {
        "by": home.by, "at": AT, "partnership": home.place, "dimension": "sex", "year": 2017,
        "counts": {"Girls": 33000, "Boys": 34823}, "source": "Office for National Statistics", "vintage": "June 2018",
    }  # fmt: skip
    return operations.keep_group_populations(**given | changes)


def text_of(client, viewer, address):
    return client.look_as(viewer).get(address).content.decode()


def test_the_page_says_for_whom_it_is_worse(client, home):
    address = reverse("evidence:indicator", args=[home.ids["cpp_rate"]])
    text = text_of(client, home.by, address)
    assert "No rates, shares only." in text
    assert keep(home) == 2
    text = text_of(client, home.by, address)
    assert "Girls are 1.7 times as likely as the rest, 1.3 to 2.2." in text
    assert "No rate: nobody has said how many people" in text
    assert text.count("Small: not for publication") == 1
    assert "39.4 per 10,000" in text
    assert "People of each group: Office for National Statistics, June 2018, mid-2017." in text


def test_a_percentage_uses_the_denominators_of_its_groups(client, home):
    home.supply("taf_partner_led", day("2018-03-31"), 300, 500)
    home.supply("taf_partner_led", day("2018-03-31"), 200, 250, breakdown={"area": "North"})
    home.supply("taf_partner_led", day("2018-03-31"), 100, 250, breakdown={"area": "South"})
    text = text_of(client, home.by, reverse("evidence:indicator", args=[home.ids["taf_partner_led"]]))
    assert re.search(r"Families in South are 0.5 times as likely as the rest, 0.\d to 0.\d\.", text)
    assert "80.0%" in text


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"dimension": "shoe"}, "dimension", "breakdown"),
        ({"year": 17}, "year", "four figures"),
        ({"age_from": 18}, "age_to", "below the first"),
        ({"counts": {}}, "counts", "at least one"),
        ({"counts": {"Girls": 0}}, "counts", "above 0"),
        ({"source": " "}, "source", "published"),
        ({"vintage": ""}, "vintage", "release"),
    ],
)
def test_numbers_of_people_are_checked(home, changes, field, words):
    with pytest.raises(RuleBroken, match=words) as broken:
        keep(home, **changes)
    assert broken.value.field == field


def test_a_number_is_kept_once_a_release_and_removed_with_a_reason(client, home):
    keep(home)
    with pytest.raises(RuleBroken, match="already"):
        keep(home)
    keep(home, vintage="June 2019", counts={"Girls": 33100})
    assert queries.people_of_groups(home.by, home.place)["sex=Girls", 2017, 0, 17].count == 33100
    row = queries.group_populations(home.by, home.place).get(vintage="June 2019")
    address = reverse("evidence:remove_group_population", args=[row.pk])
    assert client.look_as(home.by).post(address, {"why": "Wrong year"}).status_code == 302
    with pytest.raises(NotFound):
        queries.group_population(home.by, row.pk)


def test_only_keepers_say_how_many_people_there_are(home):
    with pytest.raises(NotAllowed):
        keep(home, by=viewers.holding("scrutineer", partnership=home.place))
    keep(home)
    stranger = viewers.holding("qa_officer", partnership=Home().place)
    assert not queries.group_populations(stranger).exists()
    with pytest.raises(NotFound):
        operations.remove_group_population(
            by=stranger, at=AT, population=models.GroupPopulation.objects.first().pk, why="x"
        )


def test_numbers_are_typed_one_group_a_line(client, home):
    form = {
        "partnership": str(home.place), "dimension": "ethnicity", "year": 2017, "age_from": 0, "age_to": 17,
        "counts": "White: 60,000\n\nMixed: 2,400", "source": "ONS", "vintage": "Census 2011",
    }  # fmt: skip
    answer = client.look_as(home.by)
    address = reverse("evidence:keep_group_populations")
    assert "write the group, a colon" in answer.post(address, form | {"counts": "White 60"}).content.decode()
    assert "given twice" in answer.post(address, form | {"counts": "White: 6\nWhite: 7"}).content.decode()
    assert answer.post(address, form).status_code == 302
    text = text_of(client, home.by, reverse("evidence:group_populations"))
    assert "2,400" in text
    assert "Census 2011" in text


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("evidence_group_population_ages", {"age_from": 18}),
        ("evidence_group_population_has_source", {"source": ""}),
    ],
)
def test_a_number_of_people_is_whole(home, broken, name, changes):
    keep(home)
    with broken(name):
        models.GroupPopulation.objects.update(**changes)


def test_a_number_of_people_is_there_once(home, broken):
    keep(home)
    row = models.GroupPopulation.objects.first()
    row.pk = uuid7()
    with broken("evidence_group_population_once"):
        row.save(force_insert=True)
