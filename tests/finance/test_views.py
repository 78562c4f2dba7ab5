"""Pages of the accounts, as people meet them."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.finance import operations, queries
from tests.factories import finance as make
from tests.factories import partnership as bodies
from tests.factories import viewers

pytestmark = pytest.mark.django_db
END = date(2026, 3, 31)


@pytest.fixture
def place():
    return bodies.partnership("West Partnership")


@pytest.fixture
def manager(place):
    return viewers.business_manager(place.pk)


@pytest.fixture
def year(place, manager):
    return make.year(place.pk, by=manager, opening=Decimal(1000), opening_source="Last report")


def at(name, *args):
    return reverse(f"finance:{name}", args=args)


def post(client, viewer, address, **data):
    return client.look_as(viewer).post(address, data)


def day(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def test_a_year_is_opened_filled_and_read(client, place, manager, clock_at):
    clock_at(make.AT)
    data = {"partnership": str(place.pk), **day("start", date(2026, 4, 1)), **day("end", date(2027, 3, 31))}
    opened = post(client, manager, at("new"), **data, copy_from="", opening="214,954", opening_source="Worked back")
    year = queries.years(manager).get().pk
    assert opened["Location"] == at("year", year)
    line = {"ours": "1", "of": "1", "edition": "1", "fund": ""}
    post(
        client, manager, at("add_line", year, "contribution"), heading="Partners", state="agreed", budget="200", **line
    )
    post(client, manager, at("add_line", year, "expenditure"), heading="Staff", budget="£350.50", **line)
    page = client.look_as(manager).get(at("year", year)).content.decode()
    assert "The budget lacks £150.50." in page
    staff = queries.lines(manager).get(heading="Staff")
    post(client, manager, at("enter", staff.pk), **day("on", date(2026, 5, 1)), amount="100", words="Salaries")
    assert "£100" in client.look_as(manager).get(at("line", staff.pk)).content.decode()


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(client, manager, year):
    line = {"ours": "1", "of": "2", "edition": "1", "fund": "", "shared_with": ""}
    answer = post(client, manager, at("add_line", year, "expenditure"), heading="Staff", budget="12", **line)
    page = answer.content.decode()
    assert answer.status_code in (200, 422)
    assert "Say which board has the other parts." in page
    assert 'value="Staff"' in page


def test_two_people_who_change_one_line_see_both_versions(client, manager, year):
    made = make.line(year, manager, "expenditure", "Staff", 5)
    line = {"ours": "1", "of": "1", "fund": "", "heading": "Staff", "edition": "1"}
    post(client, manager, at("change_line", made), **line, budget="6")
    second = post(client, manager, at("change_line", made), **line, budget="7")
    assert second.status_code == 409
    assert queries.line(manager, made).budget == 6


def test_an_agency_sees_its_unconfirmed_contribution_and_confirms_it(client, place, manager, year):
    police = bodies.agency("Police", partnership=place.pk)
    line = make.line(year, manager, "contribution", budget=200, agency=police.pk)
    member = viewers.holding("agency_member", agency=police.pk, around=[place.pk])
    page = client.look_as(member).get(at("year", year)).content.decode()
    assert "Your contribution is not confirmed yet" in page
    assert "Add a contribution" not in page
    post(client, member, at("confirm", line), budget="200", edition="1")
    assert queries.line(member, line).state == "confirmed"


def test_pages_that_change_the_accounts_are_shut_to_those_who_read_them(client, place, manager, year):
    line = make.line(year, manager, "expenditure", "Staff", 5)
    reader = viewers.holding(
        "agency_member", agency=bodies.agency("Police", partnership=place.pk).pk, around=[place.pk]
    )
    for name, args in [
        ("new", []), ("keeper", [year]), ("ask", [year]), ("add_line", [year, "income"]), ("change_line", [line]),
        ("remove_line", [line]), ("enter", [line]), ("add_fund", [year]), ("add_in_kind", [year]),
        ("add_printed", [year]), ("promise", [year]), ("ask_question", [year]), ("sign_off", [year]),
    ]:  # fmt: skip
        assert client.look_as(reader).get(at(name, *args)).status_code == 403, name


def test_somebody_from_elsewhere_finds_nothing(client, manager, year):
    line = make.line(year, manager, "expenditure", "Staff", 5)
    elsewhere = viewers.business_manager(bodies.partnership("East Partnership").pk)
    for address in (at("year", year), at("line", line), at("change_line", line), at("keeper", year)):
        assert client.look_as(elsewhere).get(address).status_code == 404, address
    assert "2025-26" not in client.look_as(elsewhere).get(at("years")).content.decode()


def test_every_form_opens(client, place, manager, year):
    line = make.line(year, manager, "contribution", "Partners", 5)
    spent = make.line(year, manager, "expenditure", "Staff", 5)
    entry = make.entry(spent, manager, 5, END)
    fund = queries.funds(manager, place.pk).get().pk
    kind = operations.add_in_kind(by=manager, at=make.AT, year=year, words="Rooms")
    printed = operations.keep_printed(
        by=manager, at=make.AT, year=year, what="income", amount=Decimal(6), where="A page"
    )
    asked = operations.ask_question(by=manager, at=make.AT, year=year, words="Later funding")
    promise = operations.commit_level(
        by=manager, at=make.AT, partnership=place.pk, start=date(2025, 4, 1), end=END, words="Held level"
    )
    for name, args in [
        ("years", []), ("lines", []), ("new", []), ("year", [year]), ("keeper", [year]), ("ask", [year]),
        ("add_line", [year, "contribution"]), ("add_line", [year, "income"]), ("change_line", [line]),
        ("change_line", [spent]), ("confirm", [line]), ("enter", [spent]), ("reverse", [entry]),
        ("remove_line", [line]), ("add_fund", [year]), ("change_fund", [year, fund]), ("add_in_kind", [year]),
        ("change_in_kind", [kind]), ("remove_in_kind", [kind]), ("add_printed", [year]), ("remove_printed", [printed]),
        ("promise", [year]), ("withdraw_promise", [year, promise]), ("ask_question", [year]), ("decide", [asked]),
    ]:  # fmt: skip
        assert client.look_as(manager).get(at(name, *args)).status_code == 200, name


def fill(place, manager, first, number):
    year = make.year(place.pk, first, by=manager)
    for each in range(number):
        line = make.line(year, manager, "expenditure", f"Line {each}", 5)
        make.entry(line, manager, 5, date(first, 5, 1))
    return year


def asked(client, viewer, address):
    browser = client.look_as(viewer)
    browser.get(address)
    with CaptureQueriesContext(connection) as queries_made:
        assert browser.get(address).status_code == 200
    return len(queries_made)


def test_more_lines_and_years_cost_no_more_queries(client, place, manager):
    first = fill(place, manager, 2020, 2)
    second = fill(place, manager, 2021, 2)
    few = asked(client, manager, at("years")), asked(client, manager, at("year", second))
    for year in range(2022, 2026):
        last = fill(place, manager, year, 12)
    assert (asked(client, manager, at("years")), asked(client, manager, at("year", last))) == few
    assert max(few) <= 40
    assert first != last


def test_the_lines_leave_as_a_file_with_amounts_as_numbers(client, manager, year):
    make.line(year, manager, "expenditure", "Staff", "1250.50")
    answer = client.look_as(manager).get(at("lines") + "?format=csv")
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert b"1250.50" in text
    assert "£".encode() not in text


def test_the_lines_of_one_year_can_be_picked(client, place, manager, year):
    make.line(year, manager, "expenditure", "This year", 5)
    make.line(make.year(place.pk, 2024, by=manager), manager, "expenditure", "Last year", 5)
    page = client.look_as(manager).get(at("lines") + "?year=2025-26").content.decode()
    assert "This year" in page
    assert "Last year" not in page


def test_a_missing_year_between_two_is_told_beside_the_balance(client, place, manager, year):
    later = make.year(place.pk, 2027, by=manager)
    assert "No accounts are kept of 2026-27" in client.look_as(manager).get(at("year", later)).content.decode()
    assert "No accounts are kept" not in client.look_as(manager).get(at("year", year)).content.decode()


def test_no_agency_or_fund_is_chosen_unasked(client, manager, year, place):
    bodies.agency("Police", partnership=place.pk)
    text = client.look_as(manager).get(at("add_line", year, "contribution")).content.decode()
    assert "Several, known together only" in text
    assert "General reserve" in text
    assert "Begin with an empty year" in client.look_as(manager).get(at("new")).content.decode()
