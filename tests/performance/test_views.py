"""Pages of the overview, profiles and the board paper: what they show, to whom, and in how many queries."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from goldenthread.evidence import operations as evidence
from goldenthread.evidence import queries as indicators
from goldenthread.performance import queries
from tests.factories import viewers
from tests.factories.evidence import AT, Home, quarter
from tests.factories.performance import profile, section
from tests.factories.plans import date_boxes
from tests.factories.releases import protect

pytestmark = pytest.mark.django_db
CELLS = "Children held in police cells overnight"


def at(name: str, *args: object) -> str:
    return reverse(f"performance:{name}", args=args)


@pytest.fixture(autouse=True)
def today(clock_at):
    clock_at(AT)


@pytest.fixture
def home() -> Home:
    made = Home("cpp", "custody_overnight", "exclusions")
    for year in (2014, 2015, 2016, 2017):
        for number in (1, 2, 3, 4):
            made.supply("custody_overnight", quarter(year, number), 30 + number)
    made.supply("custody_overnight", quarter(2018, 1), 90)
    protect(made, "board")
    return made


def page(client, viewer, address, **asked) -> str:
    return client.look_as(viewer).get(address, asked).content.decode()


def test_the_overview_says_what_has_changed_and_names_what_is_missing(client, home):
    text = page(client, home.by, at("overview"))
    assert CELLS in text
    assert "by more than chance: 90 children in Q1 2018-19." in text
    assert "Nothing supplied yet: " in text
    assert "Children with a child protection plan" in text


def test_the_overview_begins_with_the_key_indicators(client, home):
    row = indicators.indicator(home.by, home.ids["cpp"])
    evidence.change_indicator(by=home.by, at=AT, indicator=row.pk, seen=row.edition, name=row.name, key=True)
    assert CELLS not in page(client, home.by, at("overview"))
    assert CELLS in page(client, home.by, at("overview"), all="yes")


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ({"group": "police"}, True),
        ({"group": "education"}, False),
        ({"changed": "yes"}, True),
        ({"group": "nonsense", "agency": "nobody", "purpose": "none", "page": "99"}, True),
    ],
)
def test_the_overview_is_filtered_and_survives_a_damaged_address(client, home, asked, there):
    assert (CELLS in page(client, home.by, at("overview"), **asked)) is there


def test_the_overview_is_filtered_by_agency(client, home):
    assert CELLS in page(client, home.by, at("overview"), agency=str(home.supplier))


def test_the_overview_asks_a_fixed_number_of_questions(client, home):
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(client, home.by, at("overview"))
        return len(asked)

    count()
    before = count()
    for code in ("cla", "cin", "referrals", "s47"):
        home.choose(code)
        home.supply(code, "2017-18", 5)
    assert count() == before


def test_a_profile_of_the_library_shows_a_year_or_says_that_it_cannot(client, home):
    address = at("starter", "detention")
    assert "Q1 2018-19" in page(client, home.by, address)
    earlier = page(client, home.by, address, year="2016-17")
    assert "Q1 2018-19" not in earlier
    assert "Q4 2016-17" in earlier
    assert "is not a year. Write it as 2017-18." in page(client, home.by, address, year="lately")
    assert client.look_as(home.by).get(at("starter", "nothing")).status_code == 404


@pytest.mark.parametrize("name", ["overview", "paper"])
def test_the_figures_of_another_partnership_are_not_found(client, home, name):
    other = Home("cpp")
    assert client.look_as(other.by).get(at(name), {"partnership": str(home.place)}).status_code == 404
    assert client.look_as(other.by).get(at(name), {"partnership": "' or 1=1"}).status_code == 404


def test_who_may_not_see_figures_sees_no_page(client, home):
    nobody = viewers.viewer(viewers.grant("practitioner", partnership=home.place))
    for address in (at("overview"), at("profiles"), at("starter", "journey"), at("paper"), at("overview_data")):
        assert client.look_as(nobody).get(address).status_code in (403, 404)


def test_a_data_supplier_looks_but_takes_no_data_away(client, home):
    supplier = viewers.viewer(viewers.grant("data_supplier", agency=home.supplier, around=[home.place]))
    assert CELLS in page(client, supplier, at("overview"))
    assert client.look_as(supplier).get(at("overview_data")).status_code == 403


def test_the_workbook_holds_parts_limits_and_sources_and_no_formula(client, home):
    answer = client.look_as(home.by).get(at("overview_data"))
    sheet = load_workbook(io.BytesIO(answer.content))["Figures"]
    head, *rows = sheet.iter_rows(values_only=True)
    last = dict(zip(head, [row for row in rows if row[0] == CELLS][-1], strict=True))
    assert (last["Numerator"], last["Value"], last["Supplied by"]) == (90, 90, "Example children's social care")
    assert last["Upper limit"] < 90
    assert not any(str(cell).startswith("=") for row in rows for cell in row if cell is not None)


def test_a_profile_is_made_filled_moved_and_ended_on_its_pages(client, home):
    at_once = client.look_as(home.by)
    new = {"partnership": str(home.place), "form": "framework", "title": "Our framework", "like": ""}
    new |= date_boxes("start", date(2014, 4, 1)) | date_boxes("end", date(2017, 3, 31))
    made = at_once.post(at("new"), new)
    pk = queries.profiles(home.by).get().pk
    assert made["Location"] == at("profile", pk)
    sent = {
        "title": "The child",
        "asks": "so_what",
        "shape": "multiples",
        "indicators": ["custody_overnight"],
        "edition": "1",
    }
    at_once.post(at("add_section", pk), sent)
    text = page(client, home.by, at("profile", pk))
    assert "So what? Is anyone better off?" in text
    assert "by more than chance" in text
    edition = queries.profile(home.by, pk).edition
    at_once.post(at("remove_section", pk, 1), {"edition": str(edition)})
    assert queries.profile(home.by, pk).shown == ()
    at_once.post(at("end", pk), {"edition": str(edition + 1)})
    assert queries.profile(home.by, pk).retired_on == AT.date()


def test_sections_cannot_be_touched_by_those_who_only_look(client, home):
    pk = profile(home.by, home.place)
    section(home.by, pk, "cpp")
    looker = viewers.viewer(viewers.grant("scrutineer", partnership=home.place))
    for name in ("move_section", "remove_section"):
        assert client.look_as(looker).post(at(name, pk, 1), {"edition": "2"}).status_code in (403, 404)
    assert client.look_as(looker).get(at("profile", pk)).status_code == 200
    assert "Take it out" not in page(client, looker, at("profile", pk))


def test_the_paper_is_named_for_its_period_and_refuses_one_to_come(client, home):
    assert "What has really changed" in page(client, home.by, at("paper"), period="Q1 2018-19")
    assert "is not a quarter or year that has ended" in page(client, home.by, at("paper"), period="Q1 2031-32")
    asked = {"partnership": str(home.place), "period": "Q1 2018-19"}
    pdf = client.look_as(home.by).get(at("paper_file", "pdf"), asked)
    assert pdf.content.startswith(b"%PDF")
    assert 'filename="what-the-data-says-q1-2018-19.pdf"' in pdf["Content-Disposition"]
    word = client.look_as(home.by).get(at("paper_file", "docx"), asked)
    assert word.content.startswith(b"PK")
    assert client.look_as(home.by).get(at("paper_file", "exe"), asked).status_code == 404
