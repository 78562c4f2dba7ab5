"""Pages of the evidence, as people meet them."""

import io
import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook

from goldenthread.evidence import operations, queries
from goldenthread.evidence.rules import filing
from goldenthread.foundation.periods import year_from_april
from tests.factories import partnership as bodies
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
    assert "too early to say" in text
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
    assert "31.7 per 10,000 on 31 March 2018, after 35.8 per 10,000 on 31 March 2017" in text
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
        client.look_as(viewers.holding("practitioner", partnership=home.place)).get(at("indicators")).status_code == 403
    )
    assert date(2018, 3, 31) == YEAR.end


def days(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def post(client, viewer, address, **data):
    return client.look_as(viewer).post(address, data)


def between(first=date(2017, 4, 1), last=date(2018, 3, 31)):
    return days("start", first) | days("end", last)


def test_a_partnership_chooses_adds_renames_redefines_and_retires(client, home):
    post(client, home.by, at("choose"), partnership=str(home.place), of_in_care=["cla"], of_assessment=["cin"])
    assert {"cla", "cin"} <= set(queries.indicators(home.by).values_list("code", flat=True))
    meaning = {
        "words": "Children seen", "numerator": "Children seen", "counts": "children", "denominator_from": "none",
        "denominator": "", "factor": "count", "decimals": "0", "polarity": "high", "frequency": "quarterly",
        "year_rule": "sum", "supplier_kind": "health", "dimensions": ["sex"],
    }  # fmt: skip
    own = {"partnership": str(home.place), "name": "Seen", "code": "seen", "group": "own", "why": "", "question": ""}
    made = post(client, home.by, at("new"), **own, **meaning)
    pk = queries.of_code(home.by, home.place, "seen").pk
    assert made["Location"] == at("indicator", pk)
    post(client, home.by, at("change", pk), name="Seen alone", why="", question="", key="yes", edition="1")
    post(client, home.by, at("redefine", pk), **meaning | {"words": "Alone"}, **days("from_on", YEAR.start), why="Law")
    post(client, home.by, at("retire", pk), edition="2")
    text = page(client, home.by, at("indicator", pk))
    for words in ("Seen alone", "A key indicator", "The series breaks on 1 April 2017", "Not collected since"):
        assert words in text
    page(client, home.by, at("redefine", pk))


def test_a_figure_is_supplied_signed_off_and_restated_on_pages(client, home):
    who = bodies.person("Sam Senior", partnership=home.place)
    given = between() | days("supplied_on", date(2018, 4, 5)) | {"supplier": str(home.supplier)}
    numbers = {"numerator": "335", "denominator": "508", "breakdown": "", "months": "9", "of": "12", "source": ""}
    address = at("supply", home.ids["taf_partner_led"])
    wrong = post(client, home.by, address, **given, **numbers | {"numerator": "600"})
    assert "larger than the whole" in wrong.content.decode()
    made = post(client, home.by, address, **given, **numbers)
    assert "9 of 12 months" in page(client, home.by, made["Location"])
    row = queries.readings(home.by).get()
    post(client, home.by, at("sign_off", row.pk), person=str(who.pk), **days("on", date(2018, 5, 1)))
    assert "Sam Senior, 1 May 2018" in page(client, home.by, made["Location"])
    again = {"numerator": "336", "denominator": "508", "reason": "One more.", **days("supplied_on", date(2018, 6, 1))}
    post(client, home.by, at("restate", row.pk), **again)
    text = page(client, home.by, made["Location"])
    assert "One more." in text
    assert "<s>335</s>" in text
    assert "One more." not in page(client, home.by, at("readings"))


def test_printed_and_published_figures_are_kept_explained_and_removed(client, home):
    pk = home.ids["exclusions"]
    home.supply("exclusions", "2017-18", 30)
    post(client, home.by, at("keep_claim", pk), **between(), breakdown="", printed="32", where="Page 4", why_differs="")
    claim = queries.claims(home.by).get()
    listed = page(client, home.by, at("claims"))
    assert "Differs" in listed
    post(client, home.by, at("explain_claim", claim.pk), why="An early count.", edition="1")
    assert "An early count." in page(client, home.by, at("claims") + "?differs=1")
    published = {"kind": "region", "place": "North West", "value": "41", "source": "DfE", "release": "2018"}
    post(client, home.by, at("add_benchmark", pk), **between(), **published)
    wrong = post(client, home.by, at("add_benchmark", pk), **between(), **published | {"value": "many"})
    assert "Enter a number" in wrong.content.decode()
    assert "North West" in page(client, home.by, at("indicator", pk))
    assert at("remove_claim", claim.pk) in page(client, home.by, at("indicator", pk))
    assert at("remove_claim", claim.pk) in listed
    assert post(client, home.by, at("remove_claim", claim.pk), why=" ").status_code == 422
    post(client, home.by, at("remove_claim", claim.pk), why="Kept by mistake.")
    assert "No printed figures kept" in page(client, home.by, at("claims"))


def test_parts_are_said_to_be_complete_on_a_page(client, home):
    home.supply("cpp", "2017-18", 4, breakdown={"category": "Neglect"})
    address = at("complete", home.ids["cpp"])
    assert "Category, 2017-18" in page(client, home.by, address)
    post(client, home.by, address, parts="2017-04-01|2018-03-31|category")
    assert "4 children" in page(client, home.by, at("indicator", home.ids["cpp"]))


def test_the_place_is_shown_for_a_year(client, home):
    home.people(2017, 59200)
    assert "59,200" in page(client, home.by, at("context") + "?year=2017-18")
    assert "Nothing is known of the place" in page(client, home.by, at("context") + "?year=nonsense")


def upload(*rows):
    made = Workbook()
    made.active.title = "Figures"
    made.active.append([label for label, _ in filing.COLUMNS.values()])
    for row in rows:
        made.active.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return SimpleUploadedFile("return.xlsx", stream.getvalue())


def test_a_file_is_read_kept_mended_and_signed_off(client, home):
    who = bodies.person("Sam Senior", partnership=home.place)
    agency = "Example children's social care"
    rows = [
        ["Permanent exclusions", "2017-18", None, None, 30, None, agency],
        ["Permanent exclusions", "2016-17", None, None, "twenty", None, agency],
        ["taf_partner_led", "31/03/2018", None, None, 600, 508, agency],
    ]
    read = post(client, home.by, at("bring_in"), partnership=str(home.place), file=upload(*rows))
    address = read["Location"]
    text = page(client, home.by, address)
    for words in (
        "2 lines cannot be kept",
        "E3",
        "is not a number",
        "E4",
        "larger than the whole",
        "Keep the 1 good line",
    ):
        assert words in text
    assert not queries.readings(home.by).exists()
    post(client, home.by, address)
    assert queries.readings(home.by).get().numerator == 30
    assert post(client, home.by, address).status_code == 422
    intake = queries.intakes(home.by).get()
    mending = at("mend", intake.pk, 4)
    assert "larger than the whole" in page(client, home.by, mending)
    given = days("start", date(2018, 3, 31)) | days("end", date(2018, 3, 31)) | days("supplied_on", date(2018, 4, 5))
    post(
        client, home.by, mending, **given, indicator="taf_partner_led", breakdown="", numerator="335",
        denominator="508", supplier=str(home.supplier), months="", of="", source="",
    )  # fmt: skip
    assert client.look_as(home.by).get(mending).status_code == 404
    text = page(client, home.by, address)
    for words in ("1 lines kept, 1 mended", "1 still to mend", "Sign off 2 figures"):
        assert words in text
    post(client, home.by, at("sign_off_intake", intake.pk), person=str(who.pk), **days("on", date(2026, 4, 2)))
    assert not queries.unsigned(home.by).exists()
    again = post(client, home.by, at("bring_in"), partnership=str(home.place), file=upload(rows[0]))
    assert "Nothing in this file is new" in page(client, home.by, again["Location"])
    assert "to mend" in page(client, home.by, at("intakes"))


def test_the_workbook_to_fill_is_handed_out_to_those_who_supply(client, home):
    assert client.look_as(home.by).get(at("template", home.place)).status_code == 200
    other = viewers.business_manager(Home().place)
    assert client.look_as(other).get(at("template", home.place)).status_code == 404


def test_a_file_of_somebody_else_is_not_found(client, home):
    read = post(client, home.by, at("bring_in"), partnership=str(home.place), file=upload(["exclusions", "2017-18"]))
    other = viewers.business_manager(Home().place)
    assert client.look_as(other).get(read["Location"]).status_code == 404


def test_nobody_is_named_as_having_signed_unasked(client, home):
    reading = home.supply("exclusions", "2017-18", 30)
    bodies.person("Sam Senior", partnership=home.place)
    assert '<option value="">Myself</option>' in re.sub(
        r" selected", "", page(client, home.by, at("sign_off", reading))
    )


def test_two_people_with_the_same_file_keep_it_once(client, home):
    row = ["exclusions", "2017-18", None, None, 30, None, "Example children's social care"]
    first, second = (
        post(client, home.by, at("bring_in"), partnership=str(home.place), file=upload(row))["Location"] for _ in "ab"
    )
    post(client, home.by, first)
    post(client, home.by, second)
    assert queries.readings(home.by).count() == 1
    assert "0 lines kept, 0 mended, 1 were there already, 0 still to mend" in page(client, home.by, second)


def test_a_file_with_nothing_good_can_be_mended_here(client, home):
    row = ["exclusions", "2017-18", None, None, "many", None, "Example children's social care"]
    read = post(client, home.by, at("bring_in"), partnership=str(home.place), file=upload(row))["Location"]
    assert "Mend them here" in page(client, home.by, read)
    post(client, home.by, read)
    assert "Mend it" in page(client, home.by, read)
