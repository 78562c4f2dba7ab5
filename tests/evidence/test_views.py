"""Pages of the evidence, as people meet them."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.evidence import operations
from goldenthread.foundation.periods import year_from_april
from tests.factories import viewers
from tests.factories.evidence import AT, Home, day, quarter

pytestmark = pytest.mark.django_db
YEAR = year_from_april("2017-18")


def at(name, *args):
    return reverse(f"evidence:{name}", args=args)


@pytest.fixture(autouse=True)
def today(clock_at):
    clock_at(AT)


@pytest.fixture
def home():
    return Home("exclusions", "taf_partner_led", "cpp", "cpp_rate")


def page(client, viewer, address):
    return client.look_as(viewer).get(address).content.decode()


def test_the_list_shows_the_newest_value_its_change_and_a_small_line(client, home):
    for number in (1, 2, 3, 4):
        home.supply("exclusions", quarter(2017, number), number * 2)
    text = page(client, home.by, at("indicators"))
    assert "8 children" in text
    assert "Up 2" in text
    assert "From 2 children in Q1 2017-18 to 8 children in Q4 2017-18." in text
    assert "Nothing supplied" in text
    exported = client.look_as(home.by).get(at("indicators"), {"format": "csv"}).content.decode()
    assert "Permanent exclusions" in exported


def test_the_list_asks_the_database_a_fixed_number_of_questions(client, home):
    def count():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page(client, home.by, at("indicators"))
        return len(asked)

    home.supply("exclusions", "2017-18", 1)
    count()
    before = count()
    for code in ("cla", "cin", "contacts"):
        home.choose(code)
        home.supply(code, "2016-17", 5)
        home.supply(code, "2017-18", 5)
    assert count() == before


def test_an_indicator_shows_words_trend_table_groups_and_meaning(client, home):
    home.people(2016, 67000)
    home.people(2017, 67823)
    home.supply("cpp_rate", day("2017-03-31"), 240)
    home.supply("cpp_rate", day("2018-03-31"), 215)
    home.supply("cpp_rate", day("2018-03-31"), 99, breakdown={"category": "Neglect"})
    operations.add_benchmark(
        by=home.by, at=AT, partnership=home.place, indicator="cpp_rate", period=YEAR, kind="england",
        value=Decimal("43.3"), source="Department for Education", release="November 2017",
    )  # fmt: skip
    text = page(client, home.by, at("indicator", home.ids["cpp_rate"]))
    assert "fell from 35.8 per 10,000 in 31 March 2017 to 31.7 per 10,000 in 31 March 2018" in text
    assert "By category, 31 March 2018" in text
    assert "43.3" in text
    assert "215 ÷ 67,823 × 10,000 = 31.7" in text
    assert "People aged 0 to 17 at mid-year of the year before" in text


def test_an_indicator_without_figures_says_what_would_be_there(client, home):
    assert "Nothing supplied yet" in page(
        client, home.by, at("indicator", home.ids["cla"] if "cla" in home.ids else home.ids["cpp"])
    )


def test_a_figure_opens_its_provenance(client, home):
    pk = home.supply("exclusions", "2017-18", 30, coverage=(11, 12), source="School census")
    operations.restate(by=home.by, at=AT, reading=pk, numerator=31, reason="One was found later.")
    operations.keep_claim(
        by=home.by, at=AT, partnership=home.place, indicator="exclusions", period=YEAR, printed=32, where="page 40"
    )
    asked = f"{at('figure', home.ids['exclusions'])}?from=2017-04-01&to=2018-03-31"
    text = page(client, home.by, asked)
    for words in ("11 of 12 months", "One was found later.", "<s>30</s>", "32 is printed in page 40", "School census"):
        assert words in text


@pytest.mark.parametrize(
    "asked", ["", "?from=x&to=y", "?from=2018-04-01&to=2017-04-01", "?from=2017-04-01&to=2018-03-31&group=a=b"]
)
def test_an_address_of_no_figure_is_not_found(client, home, asked):
    assert client.look_as(home.by).get(at("figure", home.ids["exclusions"]) + asked).status_code == 404


def test_somebody_from_elsewhere_finds_nothing(client, home):
    other = viewers.business_manager(Home().place)
    assert client.look_as(other).get(at("indicator", home.ids["cpp"])).status_code == 404
    assert (
        client.look_as(viewers.holding("lay_member", partnership=home.place)).get(at("indicators")).status_code == 403
    )
    assert date(2018, 3, 31) == YEAR.end
