"""Spreadsheets of accounts: every fault told by its cell, nothing dropped in silence, nothing entered twice."""

import io
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from goldenthread.access.permissions import Permission
from goldenthread.finance import filing, imports, operations, queries, rules
from goldenthread.finance.filing import Known
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.periods import Period
from tests.factories import finance as make
from tests.factories import partnership as bodies
from tests.factories import viewers

LABELS = [label for label, _ in filing.COLUMNS.values()]
STAFF = filing.key_of("expenditure", "", "Staff", "general")
MOVED = (date(2025, 5, 1), Decimal(100), "Pay, May")
BACK = (date(2025, 6, 1), Decimal(40), "Paid twice")
KNOWN = Known(
    Period(date(2025, 4, 1), date(2026, 3, 31)),
    {"police": "the-police"},
    {"general reserve": "general", "training": "the-fund"},
    "general",
    {STAFF: filing.There(rules.LineDetails("Staff", Decimal(500)), frozenset([MOVED]), frozenset([BACK]))},
)


def row(*values, **changes):
    given = dict(zip(("kind", "heading", "budget"), values, strict=False)) | changes
    return [given.get(code) for code in filing.COLUMNS]


def sent(*rows, sheet="Accounts", head=LABELS):
    made = Workbook()
    made.active.title = sheet
    for each in (head, *rows):
        made.active.append(each)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def read(*rows, **options):
    return imports.read(sent(*rows, **options), KNOWN)


def test_sound_lines_are_read_whole():
    found = read(
        row("Contribution", "Police", "£1,234.50", state="Agreed", parts="1 of 2", shared_with="Next door"),
        row("Contribution", None, "tbc", agency="Police", fund="Training"),
        row("Spending", "Rooms", 70.1, on=datetime(2025, 7, 1), amount=70.1, words="Invoice 7"),
        row("Expenditure", "Rooms", on="02/07/2025", amount="5", words="Invoice 8"),
    )
    assert found.messages == []
    assert [each["state"] for each in found.rows] == ["good"] * 4
    first, second, third, fourth = (each["values"] for each in found.rows)
    assert (first["budget"], first["agency"], first["ours"], first["of"]) == ("1234.50", "the-police", 1, 2)
    assert (second["heading"], second["state"], second["budget"], second["fund"]) == (
        "Police", "to_confirm", None, "the-fund"
    )  # fmt: skip
    assert (third["kind"], third["budget"], third["on"], third["amount"]) == (
        "expenditure", "70.10", "2025-07-01", "70.10"
    )  # fmt: skip
    assert (fourth["budget"], fourth["on"]) == (None, "2025-07-02")


@pytest.mark.parametrize(
    ("line", "cell", "words"),
    [
        (row("Gift", "Police", 5), "A2", "“Gift” is not a kind of line"),
        (row(None, "Police", 5), "A2", "Write Contribution"),
        (row("Expenditure", None, 5), "B2", "Name the line"),
        (row("Contribution", "Police", 5), "D2", "agreed, confirmed"),
        (row("Contribution", "Police", 5, state="maybe"), "D2", "Write Agreed"),
        (row("Expenditure", "Rooms", 5, state="Agreed"), "D2", "Only a contribution has a state"),
        (row("Contribution", "Police", state="Agreed"), "E2", "Enter an amount"),
        (row("Contribution", "Police", 5, state="Nil"), "E2", "no amount"),
        (
            row("Contribution", "Someone", 5, state="Agreed", agency="Someone"),
            "C2",
            "not an agency of this partnership",
        ),
        (row("Expenditure", "Rooms", "about 5"), "E2", "is not an amount"),
        (row("Expenditure", "Rooms", -5), "E2", "£0 or more"),
        (row("Expenditure", "Rooms", "5.001"), "E2", "2 digits"),
        (row("Expenditure", "Rooms", "=2+3"), "E2", "This is a formula"),
        (row("Expenditure", "Rooms"), "E2", "no such line yet"),
        (row("Expenditure", "Rooms", 5, fund="Parties"), "G2", "not a fund"),
        (row("Expenditure", "Rooms", 5, parts="half"), "I2", "1 of 2"),
        (row("Expenditure", "Rooms", 5, parts="3 of 2"), "I2", "Our parts"),
        (row("Expenditure", "Rooms", 5, parts="1 of 2"), "J2", "Say which board"),
        (row("Expenditure", "Rooms", 5, amount=5, words="Invoice"), "K2", "31/03/2026"),
        (row("Expenditure", "Rooms", 5, amount=5, words="Invoice", on="soon"), "K2", "“soon” is not a day"),
        (row("Expenditure", "Rooms", 5, amount=5, words="Invoice", on="01/04/2024"), "K2", "must lie in the year"),
        (row("Expenditure", "Rooms", 5, on="01/05/2025"), "L2", "Say how much moved"),
        (
            row("Expenditure", "Rooms", 5, amount=-5, words="Invoice", on="01/05/2025"),
            "L2",
            "take the wrong entry back",
        ),
        (
            row("Expenditure", "Rooms", 5, amount="(5)", words="Invoice", on="01/05/2025"),
            "L2",
            "take the wrong entry back",
        ),
        (row("Expenditure", "Rooms", 5, amount=5, on="01/05/2025"), "M2", "Say what it was"),
        (row("Expenditure", "Staff", 510), "E2", "the budget is £500"),
        (row("Expenditure", "Staff", amount=40, on="01/06/2025", words="Paid twice"), "L2", "taken back"),
    ],
)
def test_each_fault_is_told_by_its_cell(line, cell, words):
    found = read(line)
    assert [each["state"] for each in found.rows] == ["fault"]
    assert [each.cell for each in found.messages] == [cell]
    assert words in found.messages[0].sentence


def test_what_is_there_already_is_the_same_and_new_money_on_it_is_good():
    told = read(
        row("Expenditure", "staff", 500),
        row("Expenditure", "Staff", amount=100, on=date(2025, 5, 1), words="Pay, May"),
        row("Expenditure", "Staff", 500, amount=100, on=date(2025, 6, 1), words="Pay, June"),
    )
    assert [each["state"] for each in told.rows] == ["same", "same", "good"]


def test_one_line_or_movement_told_twice_is_a_fault():
    money = {"amount": 7, "on": "01/05/2025", "words": "Invoice 1"}
    told = read(row("Expenditure", "Rooms", 5), row("Expenditure", "ROOMS", 6), row("Expenditure", "Rooms", **money),
                row("Expenditure", "Rooms", **money))  # fmt: skip
    assert [each["state"] for each in told.rows] == ["good", "fault", "good", "fault"]
    assert [(each.cell, each.sentence[:6]) for each in told.messages] == [("B3", "Line 2"), ("M5", "Line 4")]


def test_totals_are_left_aside_and_what_was_not_read_is_said():
    made = Workbook()
    made.active.title = "Accounts"
    for each in (["Accounts of the board"], [*LABELS, "Colour"], row("Expenditure", "Rooms", 5), [None],
                 row("Expenditure", "Total expenditure", 5)):  # fmt: skip
        made.active.append(each)
    made.create_sheet("Notes").append(["Remember"])
    stream = io.BytesIO()
    made.save(stream)
    found = imports.read(stream.getvalue(), KNOWN)
    assert [each["state"] for each in found.rows] == ["good", "aside"]
    assert [(each.cell, each.line) for each in found.messages] == [
        ("sheet Notes", 0), ("line 1", 0), ("N2", 0), ("B5", 5)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"PK broken", sent(["x"], head=["Anything"]), sent(), b"Kind,Line\nExpenditure,Rooms\n"]
)
def test_a_file_that_cannot_be_read_says_what_to_do(content):
    with pytest.raises(RuleBroken) as told:
        imports.read(content, KNOWN)
    assert told.value.field == "file"


def test_a_csv_with_semicolons_is_read():
    text = "Type;Item;Agreed (£);Status\nContribution;Police;1,000;Agreed\n"
    assert imports.read(text.encode(), KNOWN).rows[0]["values"]["budget"] == "1000.00"


@pytest.fixture
def place(db, clock_at):
    clock_at(make.AT)
    return bodies.partnership("West Partnership").pk


@pytest.fixture
def manager(place):
    return viewers.business_manager(place)


@pytest.fixture
def year(place, manager):
    bodies.agency("Example Police", partnership=place)
    return make.year(place, by=manager)


def at(name, *args):
    return reverse(f"finance:{name}", args=args)


def bring(client, viewer, year, *rows):
    file = SimpleUploadedFile("accounts.xlsx", sent(*rows))
    return client.look_as(viewer).post(at("bring_in", year), {"file": file})["Location"]


MONEY = {"amount": 70, "on": date(2025, 7, 1), "words": "Invoice 7"}
ROWS = (
    row("Contribution", "Example Police", 600, state="Agreed"),
    row("Expenditure", "Rooms", 80, **MONEY),
    row("Expenditure", "Staff", "about 500"),
    row("Expenditure", "Total", 580),
)


def test_a_file_is_read_kept_mended_and_brought_in_again_without_doubling(client, manager, year):
    address = bring(client, manager, year, *ROWS)
    text = client.look_as(manager).get(address).content.decode()
    for words in ("1 line cannot be kept", "E4", "is not an amount", "Keep the 2 good lines", "left aside"):
        assert words in text
    assert not queries.lines(manager).exists()
    client.look_as(manager).post(address)
    found = queries.account(manager, year)
    assert (found.totals.contributions_agreed, found.totals.expenditure) == (600, 70)
    assert found.contributions[0].row.agency.title == "Example Police"
    assert client.look_as(manager).post(address).status_code == 422
    intake = queries.intakes(manager, year).get()
    mending = at("mend", intake.pk, 4)
    assert "is not an amount" in client.look_as(manager).get(mending).content.decode()
    given = {"kind": "expenditure", "heading": "Staff", "budget": "500", "agency": "", "fund": "", "state": ""}
    client.look_as(manager).post(mending, given | {"amount": "", "words": ""})
    assert queries.account(manager, year).totals.expenditure_budget == 580
    assert client.look_as(manager).get(mending).status_code == 404
    assert "2 lines kept, 1 mended" in client.look_as(manager).get(address).content.decode()
    again = bring(client, manager, year, *ROWS[:2], ROWS[3])
    assert "Nothing in this file is new" in client.look_as(manager).get(again).content.decode()
    assert "accounts.xlsx" in client.look_as(manager).get(at("intakes", year)).content.decode()


def test_mending_changes_the_line_that_is_there(client, manager, year):
    make.line(year, manager, "expenditure", "Rooms", 80)
    address = bring(client, manager, year, row("Expenditure", "Rooms", 90, **MONEY))
    assert "Mend them here" in client.look_as(manager).get(address).content.decode()
    client.look_as(manager).post(address)
    intake = queries.intakes(manager).get()
    given = {"kind": "expenditure", "heading": "Rooms", "budget": "90", "amount": "70", "words": "Invoice 7"}
    mending = at("mend", intake.pk, 2)
    without_day = client.look_as(manager).post(mending, given)
    assert "Say on which day it moved." in without_day.content.decode()
    client.look_as(manager).post(mending, given | {"on-day": "1", "on-month": "7", "on-year": "2025"})
    line = queries.lines(manager).get()
    assert (line.budget, line.actual) == (90, 70)


def test_two_people_with_the_same_file_keep_it_once(client, manager, year):
    first, second = (bring(client, manager, year, *ROWS[:2]) for _ in "ab")

    def state(address):
        return [each["state"] for each in queries.intake(manager, UUID(address.split("/")[-2])).rows]

    client.look_as(manager).post(first)
    client.look_as(manager).post(second)
    assert queries.lines(manager).count() == 2
    assert queries.account(manager, year).totals.expenditure == 70
    assert [state(each) for each in (first, second)] == [["kept", "kept"], ["same", "same"]]


def test_a_line_that_another_person_changed_meanwhile_is_not_overwritten(client, manager, year):
    address = bring(client, manager, year, row("Expenditure", "Rooms", 80))
    make.line(year, manager, "expenditure", "Rooms", 85)
    client.look_as(manager).post(address)
    text = client.look_as(manager).get(address).content.decode()
    assert "the budget is £85" in text
    assert queries.lines(manager).get().budget == 85


def test_the_workbook_holds_the_lines_that_are_there_and_is_read_back(client, manager, year):
    make.line(year, manager, "expenditure", "=Rooms", 80, ours=1, of=2, shared_with="Next door")
    made = client.look_as(manager).get(at("template", year))
    book = load_workbook(io.BytesIO(made.content))
    assert book.sheetnames == ["Accounts", "Agencies", "Funds", "How to fill it"]
    found = imports.read(made.content, queries.known(manager, year))
    assert ([each["state"] for each in found.rows], found.messages) == (["same"], [])


def test_a_signed_off_year_takes_no_file(client, manager, year, place):
    address = bring(client, manager, year, *ROWS[:1])
    chair = viewers.who_may(Permission.FINANCE_SIGN_OFF, partnership=place)
    operations.sign_off(by=chair, at=make.AT, year=year, seen=1)
    assert client.look_as(manager).post(address).status_code == 422
    assert not queries.lines(manager).exists()


def test_files_are_for_those_who_keep_the_books(client, manager, year):
    address = bring(client, manager, year, *ROWS)
    stranger = viewers.business_manager(bodies.partnership("Elsewhere").pk)
    for each in (address, at("bring_in", year), at("template", year), at("intakes", year)):
        assert client.look_as(stranger).get(each).status_code == 404
    with pytest.raises(NotFound):
        queries.intake(stranger, queries.intakes(manager).get().pk)
