"""The money through the programming interface."""

from datetime import date

import pytest

from goldenthread.finance import operations
from tests.factories import accounts, viewers
from tests.factories import finance as factory
from tests.factories import partnership as bodies

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(clock_at):
    clock_at(factory.AT)
    return bodies.partnership("Example partnership").pk


@pytest.fixture
def by(place):
    return viewers.business_manager(place)


@pytest.fixture
def year(place, by):
    made = factory.year(place, by=by)
    gift = factory.line(made, by, "contribution", "Example Council", 600, ours=1, of=2, shared_with="Next door")
    factory.line(made, by, "contribution", "Example Police", None, state="to_confirm")
    spent = factory.line(made, by, "expenditure", "Staff", 500)
    factory.entry(gift, by, 600, date(2025, 5, 1))
    factory.entry(spent, by, 350, date(2025, 6, 1))
    return made


@pytest.fixture
def ask(client, place):
    headers = {"Authorization": f"Bearer {accounts.token('business_manager', place)}"}

    def get(path, status=200, **query):
        response = client.get(f"/api/v1/finance/{path}", query, headers=headers)
        assert response.status_code == status, response.content
        return response.json()

    return get


def test_a_year_comes_with_its_lines_and_the_totals_that_follow(ask, year, place):
    (listed,) = ask("years/", partnership=str(place))["items"]
    assert (listed["id"], listed["starts_on"], listed["signed_off"]) == (str(year), "2025-04-01", False)
    found = ask(f"years/{year}/")
    totals = found["totals"]
    assert (totals["contributions_agreed"], totals["contributions"]) == (300.0, 300.0)
    assert (totals["expenditure"], totals["outturn"], totals["unsettled"]) == (350.0, -50.0, 1)
    assert [(each["heading"], each["budget"], each["moved"]) for each in found["lines"]] == [
        ("Example Council", 300.0, 300.0),
        ("Example Police", None, 0.0),
        ("Staff", 500.0, 350.0),
    ]
    assert [(each["general"], each["closing"]) for each in found["funds"]] == [(True, -50.0)]


def test_lines_are_narrowed_and_one_tells_what_moved_on_it(ask, year, by):
    (staff,) = ask("lines/", kind="expenditure", year=str(year))["items"]
    entry = ask(f"lines/{staff['id']}/")["entries"][0]
    operations.reverse(by=by, at=factory.AT, entry=entry["id"], why="Paid by another board.")
    moved = ask(f"lines/{staff['id']}/")
    assert [each["amount"] for each in moved["entries"]] == [350.0, -350.0]
    assert moved["entries"][1]["takes_back"] == entry["id"]
    assert moved["line"]["moved"] == 0.0


def test_the_money_of_another_partnership_is_not_found(ask, year, by):
    elsewhere = factory.year(bodies.partnership("Elsewhere").pk)
    ask(f"years/{elsewhere}/", status=404)
    assert ask("years/")["total"] == 1
    assert ask("lines/", colour="red", status=422)["fields"]


def test_an_account_that_may_not_see_money_is_refused(client, place, year):
    headers = {"Authorization": f"Bearer {accounts.token('system_administrator')}"}
    for path in ("years/", f"years/{year}/", "lines/"):
        assert client.get(f"/api/v1/finance/{path}", headers=headers).status_code == 403
    assert client.get("/api/v1/finance/years/").status_code == 401
