"""Lists: filter, sort, page, export, print; a fixed number of queries."""

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from openpyxl import load_workbook

from goldenthread.access.permissions import Permission
from goldenthread.foundation.ids import uuid7
from goldenthread.ui import lists
from goldenthread.ui.lists import exports
from tests.factories import viewers

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ui.urls_for_tests")]
User = get_user_model()


@pytest.fixture
def accounts():
    def make(number, **fields):
        joined = datetime(2026, 3, 1, 12, tzinfo=UTC)
        return [
            User.objects.create(
                id=uuid7(), email=f"person{place:02}@example.org", **{"name": "A", "joined_at": joined, **fields}
            )
            for place in range(number)
        ]

    return make


@pytest.fixture
def exporter():
    return viewers.who_may(Permission.LIST_EXPORT)


@pytest.fixture
def told(kept_registries):
    heard = []
    before = list(lists.on_export)
    lists.on_export.append(heard.append)
    yield heard
    lists.on_export[:] = before


def rows(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_first_page_shows_its_rows_and_the_way_on(client, accounts):
    accounts(12)
    html = client.get("/test/list/").content.decode()

    assert html.count('<th scope="row"') == 5
    assert "Showing 1 to 5 of 12." in html
    assert 'href="?page=2"' in html


def test_the_number_of_queries_does_not_grow_with_the_rows(client, accounts, django_assert_max_num_queries):
    accounts(12)
    with django_assert_max_num_queries(2):
        client.get("/test/list/")
    with django_assert_max_num_queries(2):
        client.get("/test/list/?email=person&is_active=1&sort=-joined&page=2")


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999999", "1%00"])
def test_a_page_that_is_none_shows_one_that_is(client, accounts, page):
    accounts(6)

    assert client.get(f"/test/list/?page={page}").status_code == 200


def test_a_head_sorts_and_says_so(client, accounts):
    accounts(2)
    html = client.get("/test/list/?sort=-email").content.decode()

    assert html.index("person01") < html.index("person00")
    assert 'aria-sort="descending"' in html
    assert 'href="?sort=email"' in html


def test_an_order_nobody_offers_is_left_out(client, accounts):
    accounts(2)

    html = client.get("/test/list/?sort=password").content.decode()
    assert html.index("person00") < html.index("person01")


def test_filters_narrow_and_can_be_taken_off(client, accounts):
    accounts(3)
    html = client.get("/test/list/?email=person01&state=on").content.decode()

    assert html.count('<th scope="row"') == 1
    assert "Email: person01" in html
    assert "State: On" in html
    assert 'href="?state=on"' in html


def test_filters_that_make_no_sense_are_left_out(client, accounts):
    accounts(3)
    html = client.get(
        "/test/list/?state=zz&joined_at__date_from=yesterday&email=%00&is_active=perhaps"
    ).content.decode()

    assert html.count('<th scope="row"') == 3


def test_dates_narrow_from_and_to(client, accounts):
    accounts(2)

    assert "Nothing matches" in client.get("/test/list/?joined_at__date_from=2026-03-02").content.decode()
    assert "Nothing matches" in client.get("/test/list/?joined_at__date_to=2026-02-28").content.decode()
    assert (
        "person00"
        in client.get("/test/list/?joined_at__date_from=2026-03-01&joined_at__date_to=2026-03-01").content.decode()
    )


def test_an_empty_list_says_what_would_be_there_and_what_to_do(client):
    html = client.get("/test/list/").content.decode()

    assert "Accounts stand here." in html
    assert 'href="/help/"' in html


def test_a_file_has_every_row_that_fits_whatever_the_page(client, accounts, exporter, told):
    accounts(7)
    client.look_as(exporter)
    answer = client.get("/test/list/?email=person&format=csv&page=2")

    found = rows(answer)
    assert found[0] == ["Email", "Joined", "Active", "Name in files"]
    assert len(found) == 8
    assert answer["Content-Disposition"].startswith('attachment; filename="accounts-')
    assert told[0].code == "test.accounts"
    assert told[0].rows == 7
    assert told[0].filters == ("Email: person",)
    assert told[0].viewer == exporter


def test_nobody_takes_a_file_without_the_permission(client, accounts, stranger, told):
    accounts(1)
    client.look_as(stranger)

    assert client.get("/test/list/?format=csv").status_code == 403
    assert "Excel" not in client.get("/test/list/").content.decode()
    assert told == []


def test_a_subscriber_that_fails_stops_the_file(client, accounts, exporter, told):
    def fail(made):
        raise RuntimeError("the trail is full")

    lists.on_export.append(fail)
    client.look_as(exporter)
    client.raise_request_exception = False

    assert client.get("/test/list/?format=csv").status_code == 500


def test_a_workbook_opens_and_holds_dates_as_dates(client, accounts, exporter):
    accounts(2)
    client.look_as(exporter)
    book = load_workbook(io.BytesIO(client.get("/test/list/?format=xlsx").content))
    sheet = book["Accounts"]

    assert [cell.value for cell in sheet[1]] == ["Email", "Joined", "Active", "Name in files"]
    assert sheet["B2"].value == datetime(2026, 3, 1, 0, 0)
    assert sheet.max_row == 3 or sheet.max_row == 4


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|'/c calc'!A1", "%x"])
def test_no_text_becomes_a_formula(evil):
    text, _ = exports.as_csv(["Name"], [[evil]])
    cell = rows(SimpleNamespace(content=text))[1][0]
    assert cell[0] not in "=+-@\t\r%"

    book = load_workbook(io.BytesIO(exports.as_xlsx("A", ["Name"], [[evil]])[0]))
    found = book.active["A2"]
    assert found.data_type == "s"
    assert found.value == evil.strip()


def test_numbers_stay_numbers_even_below_nought():
    text, _ = exports.as_csv(["n"], [[-5], [Decimal("-0.5")], [True], [None], [["a", "b"]]])

    assert [row[0] for row in rows(SimpleNamespace(content=text))[1:]] == ["-5", "-0.5", "Yes", "", "a; b"]


def test_control_characters_and_endless_texts_do_not_break_a_workbook():
    content, number = exports.as_xlsx(
        "Bad: [name]*?/\\ of a very long sheet indeed", ["a\x00"], [["x\x0b\x00y"], ["z" * 50_000]]
    )

    sheet = load_workbook(io.BytesIO(content)).active
    assert number == 2
    assert sheet["A2"].value == "xy"
    assert len(sheet["A3"].value) == exports.LONGEST_CELL


def test_the_print_view_has_all_rows_and_no_filter(client, accounts):
    accounts(12)
    html = client.get("/test/list/?view=print").content.decode()

    assert html.count('<th scope="row"') == 12
    assert "gt-filter" not in html
    assert "Printed on" in html


def test_saved_views_come_from_their_provider(client, accounts, stranger, monkeypatch):
    class Provider:
        def views(self, request, code):
            return [lists.SavedView(f"Mine of {code}", "email=person01")]

        def save_address(self, request, code, query):
            return f"/save/?{query}"

    monkeypatch.setattr(lists.saved_views, "provider", Provider())
    accounts(2)
    assert "Mine of" not in client.get("/test/list/?email=person01").content.decode()
    html = client.look_as(stranger).get("/test/list/?email=person01").content.decode()

    assert "Mine of test.accounts" in html
    assert 'aria-current="true"' in html
    assert "/save/?email=person01" in html


def test_plain_objects_are_listed_filtered_and_sorted_too(rf):
    view = lists.ListView(
        "x",
        "Things",
        [lists.Column("n", "N", value=lambda row: row.n, sort="n")],
        [lists.TextFilter("name", "Name")],
        "n",
    )
    things = [SimpleNamespace(n=2, name="b"), SimpleNamespace(n=None, name="ab"), SimpleNamespace(n=1, name="a")]

    assert [line.row.n for line in view.build(rf.get("/"), things).lines] == [1, 2, None]
    assert [line.row.n for line in view.build(rf.get("/?sort=-n&name=B"), things).lines] == [2, None]
