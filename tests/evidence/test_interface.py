"""The evidence through the programming interface: what a token opens, with the provenance of every figure."""

from datetime import date
from decimal import Decimal

import pytest

from goldenthread.evidence import operations
from goldenthread.foundation.periods import year_from_april
from tests.factories import accounts
from tests.factories import partnership as bodies
from tests.factories.evidence import AT, Home, day, quarter

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(clock_at):
    clock_at(AT)
    return Home("exclusions", "taf_partner_led", "cpp_rate")


@pytest.fixture
def ask(client, home):
    token = accounts.token("qa_officer", home.place)

    def get(path, status=200, **query):
        response = client.get(f"/api/v1/evidence/{path}", query, headers={"Authorization": f"Bearer {token}"})
        assert response.status_code == status, response.content
        return response.json()

    return get


def test_indicators_come_with_every_version_of_what_they_mean(ask, home):
    found = ask("indicators/", code="cpp_rate")
    (row,) = found["items"]
    assert (row["code"], row["partnership"]) == ("cpp_rate", str(home.place))
    assert [each["version"] for each in row["definitions"]] == [1]
    assert row["definitions"][0]["unit"] == "per 10,000"
    assert ask("indicators/", partnership=str(bodies.partnership("Elsewhere").pk))["total"] == 0


def test_a_figure_tells_its_parts_supplier_population_and_what_was_printed(ask, home):
    home.people(2017, 67823)
    home.supply("cpp_rate", day("2018-03-31"), 215, source="Case system")
    about = {"partnership": home.place, "indicator": "cpp_rate", "period": day("2018-03-31")}
    operations.keep_claim(by=home.by, at=AT, **about, printed=Decimal("32.6"), where="Report 2017-18, page 12")
    found = ask(f"indicators/{home.ids['cpp_rate']}/figures/")
    (figure,) = found["figures"]
    assert (figure["value"], figure["numerator"], figure["denominator"]) == (31.7, 215.0, 67823.0)
    assert figure["population"] == {
        "count": 67823, "mid_year": 2017, "source": "Office for National Statistics", "release": "June 2018",
        "approximate": False,
    }  # fmt: skip
    assert (figure["how"], figure["status"], figure["suppliers"]) == (
        "supplied", "received", "Example children's social care"
    )  # fmt: skip
    assert [each["source"] for each in figure["supplied"]] == ["Case system"]
    assert [(each["printed"], each["follows"], each["differs"]) for each in figure["printed"]] == [(32.6, 31.7, True)]
    assert ask("printed/")["items"] == figure["printed"]


def test_years_are_worked_out_and_a_year_with_a_missing_quarter_is_null(ask, home):
    for number in (1, 2, 3):
        home.supply("exclusions", quarter(2017, number), 10)
    path = f"indicators/{home.ids['exclusions']}/figures/"
    whole = year_from_april("2017-18")
    asked = {"from": whole.start.isoformat(), "to": whole.end.isoformat()}
    (missing,) = ask(path, **asked)["figures"]
    assert (missing["how"], missing["value"]) == ("missing", None)
    assert ask(path, by_year=True)["figures"] == []
    home.supply("exclusions", quarter(2017, 4), 10)
    (year,) = ask(path, by_year=True)["figures"]
    assert (year["how"], year["value"], len(year["supplied"])) == ("periods", 40.0, 4)
    assert len(ask(path)["figures"]) == 4


def test_restated_figures_stay_to_be_read(ask, home):
    first = home.supply("exclusions", "2017-18", 30)
    operations.restate(
        by=home.by,
        at=AT,
        reading=first,
        numerator=31,
        denominator=None,
        supplied_on=date(2018, 6, 1),
        reason="One more.",
    )
    found = ask("supplied/", indicator=str(home.ids["exclusions"]))
    assert [(each["numerator"], each["current"], each["why_restated"]) for each in found["items"]] == [
        (31.0, True, "One more."),
        (30.0, False, ""),
    ]


def test_what_others_published_is_given_with_its_release(ask, home):
    operations.add_benchmark(
        by=home.by, at=AT, partnership=home.place, indicator="cpp_rate", period=day("2018-03-31"), kind="england",
        value=Decimal("45.3"), source="Department for Education", release="November 2018",
    )  # fmt: skip
    (row,) = ask(f"indicators/{home.ids['cpp_rate']}/published/")["published"]
    assert (row["kind"], row["value"], row["release"]) == ("england", 45.3, "November 2018")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "2017-04-01"}, "to"),
        ({"to": "2018-03-31"}, "from"),
        ({"from": "2018-03-31", "to": "2017-04-01"}, None),
        ({"breakdown": "planet: Mars"}, "breakdown"),
        ({"by_year": True, "breakdown": "sex: Girls"}, "by_year"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(ask, home, query, field):
    answer = ask(f"indicators/{home.ids['cpp_rate']}/figures/", status=422, **query)
    assert answer["problem"]
    assert field is None or field in answer["fields"]


def test_those_who_may_not_see_figures_get_none(client, home):
    elsewhere = bodies.partnership("Elsewhere").pk
    token = accounts.token("qa_officer", elsewhere)
    headers = {"Authorization": f"Bearer {token}"}
    home.supply("exclusions", "2017-18", 30)
    assert client.get("/api/v1/evidence/supplied/", headers=headers).json()["total"] == 0
    path = f"/api/v1/evidence/indicators/{home.ids['exclusions']}/figures/"
    assert client.get(path, headers=headers).status_code == 404


def test_an_account_that_may_not_see_figures_is_refused(client, home):
    headers = {"Authorization": f"Bearer {accounts.token('system_administrator')}"}
    for path in ("indicators/", "supplied/", "printed/", f"indicators/{home.ids['exclusions']}/figures/"):
        assert client.get(f"/api/v1/evidence/{path}", headers=headers).status_code == 403
    assert client.get("/api/v1/evidence/supplied/").status_code == 401


def test_lists_come_in_pages(ask, home):
    for year in ("2015-16", "2016-17", "2017-18"):
        home.supply("exclusions", year, 10)
    first = ask("supplied/", per_page=2)
    assert (len(first["items"]), first["total"]) == (2, 3)
    assert len(ask("supplied/", per_page=2, page=2)["items"]) == 1


def test_figures_come_with_what_they_say(ask, home):
    for place, number in enumerate([20, 22, 19, 21, 20, 23, 20, 21, 22, 19, 21, 20, 22, 44]):
        home.supply("exclusions", quarter(2014 + place // 4, place % 4 + 1), number)
    judged = ask(f"indicators/{home.ids['exclusions']}/figures/")["judged"]
    assert (judged["grain"], judged["variation"], judged["assurance"]) == ("quarter", "concern_high", None)
    assert judged["reading"].startswith("The number has risen, by more than chance")
    (limits,) = judged["limits"]
    assert (limits["values"], limits["provisional"]) == (14, False)
    assert limits["lower"] < limits["mean"] < limits["upper"] < 44
    assert ask(f"indicators/{home.ids['cpp_rate']}/figures/")["judged"]["limits"] == []
