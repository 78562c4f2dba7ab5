"""Importing agencies, people and memberships from a spreadsheet."""

import io
import json
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from goldenthread.access import identity
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.partnership import imports, operations, queries
from goldenthread.partnership.rules import registerfile as rules
from tests.factories import partnership as make
from tests.factories import viewers

KINDS = {"police": "police", "local authority": "local_authority"}
HEAD = [label for label, _ in rules.COLUMNS.values()]


def line(**given):
    return [given.get(code, "") for code in rules.COLUMNS]


def workbook(*lines, sheet="Register", head=HEAD):
    book = Workbook()
    book.active.title = "Notes"
    page = book.create_sheet(sheet)
    for each in [head, *lines]:
        page.append(each)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def told(content, name="register.xlsx"):
    found = imports.read(content, name, KINDS)
    return {message.cell: message.sentence for message in found.messages}, found.rows


def test_each_wrong_cell_gets_a_message_that_names_it_and_the_mend():
    messages, rows = told(
        workbook(
            line(agency="Police", kind="Police", person="Superintendent", from_on=date(2019, 6, 29)),
            line(agency="Council", kind="Martian"),
            line(agency="School", urn="12"),
            line(person="Someone", email="not an address", from_on="31/02/2020"),
            line(agency="Trust", agency_class="statutory safeguarding partner"),
            line(),
            line(agency="Police", kind="Police", person="Superintendent", from_on=date(2019, 6, 29)),
            line(person="Lay", group="Board", capacity="Lay member"),
        )
    )
    assert list(rows) == [2]
    assert rows[2]["from_on"] == "2019-06-29"
    assert "not on the list" in messages["B3"]
    assert "six figures" in messages["E4"]
    assert "not an email" in messages["G5"]
    assert "not a date" in messages["L5"]
    assert "Statutory role" in messages["D6"]
    assert "repeats line 2" in messages["A8"]
    assert "24 months" in messages["N9"]


def test_a_formula_is_never_read_as_a_value():
    messages, rows = told(workbook(line(agency='=HYPERLINK("x")'), line(agency="Real")))
    assert "formula" in messages["A2"]
    assert list(rows) == [3]
    messages, rows = told(b"Agency,Person\n=1+1,\nReal,\n", "register.csv")
    assert "formula" in messages["A2"]
    assert list(rows) == [3]


def test_columns_may_stand_anywhere_under_a_title():
    messages, rows = told("My register,,\nPERSON ,agency,Extra\nAnn,Police,x\n".encode("cp1252"), "register.csv")
    assert (messages, rows[3]["person"], rows[3]["agency"]) == ({}, "Ann", "Police")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.csv", "empty"),
        (b"PK nonsense", "a.xlsx", "not a spreadsheet"),
        (b"MZ\x00\x01", "a.xlsx", "not a spreadsheet"),
        (b"one,two\n", "a.csv", "No line names the columns"),
        (b"x" * (imports.MOST_BYTES + 1), "a.csv", "larger than 5 MB"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(content, name, words):
    with pytest.raises(RuleBroken, match=words):
        imports.read(content, name, KINDS)


def test_a_file_that_unpacks_to_far_too_much_is_not_opened():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (imports.MOST_UNPACKED + 1))
    with pytest.raises(RuleBroken, match="unpacks"):
        imports.read(file.getvalue(), "bomb.xlsx", KINDS)


def test_the_template_has_lists_to_choose_from_and_can_be_read_back():
    content = imports.template(["Police"], ["Executive"], ["=Evil", "Council"])
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Register", "Lists", "How to fill it"]
    assert len(book["Register"].data_validations.dataValidation) == 6
    assert book["Lists"]["A2"].data_type == "s"
    assert imports.read(content, "template.xlsx", KINDS).rows == {}


@pytest.fixture
def home(db):
    home = make.partnership("Exampleshire Partnership")
    make.group("Executive", partnership=home.pk, kind="executive")
    return home


@pytest.fixture
def manager(home):
    return viewers.business_manager(home.pk)


FILE = "Agency,Kind of agency,Person,Email,Job title,Group,Capacity,From,Term in months\n" + "\n".join(
    [
        "Police,Police,Superintendent,s@example.org,Superintendent,Executive,Chair,29/06/2019,",
        ",,Lay voice,,,Executive,Lay member,2026-04-01,24",
        "Council,Local authority,,,,,,,",
        "Police,Police,Inspector,,Inspector,Nowhere,,,",
    ]
)


def receive(manager, home, at, text=FILE):
    found = imports.read(text.encode(), "register.csv", {"police": "police", "local authority": "local_authority"})
    return operations.receive_register(
        by=manager, at=at, partnership=home.pk, name="register.csv", checksum="0", rows=found.rows, messages=[]
    )


def test_the_good_part_is_kept_and_the_rest_says_why(home, manager, at):
    file = receive(manager, home, at)
    assert [message["cell"] for message in file.messages] == ["line 5"]
    assert not queries.agencies(manager).exists()
    kept = operations.keep_register(by=manager, at=at, register_file=file.pk)
    assert kept.kept == {"agencies": 2, "people": 2, "posts": 1, "memberships": 2}
    assert {row.capacity for row in queries.memberships(manager)} == {"chair", "lay"}
    with pytest.raises(RuleBroken, match="already"):
        operations.keep_register(by=manager, at=at, register_file=file.pk)


def test_importing_the_same_file_again_adds_nothing(home, manager, at):
    operations.keep_register(by=manager, at=at, register_file=receive(manager, home, at).pk)
    again = operations.keep_register(by=manager, at=at, register_file=receive(manager, home, at).pk)
    assert again.kept == {}


def test_a_line_that_fails_while_it_is_kept_leaves_the_others(home, manager, at):
    make.agency("Elsewhere School", partnership=make.partnership().pk, kind="school", urn="111111")
    text = "Agency,URN\nOur School,111111\nPolice,\n"
    kept = operations.keep_register(by=manager, at=at, register_file=receive(manager, home, at, text).pk)
    assert kept.kept == {"agencies": 1}
    assert [message["cell"] for message in kept.messages] == ["line 2"]


def test_nobody_else_imports_or_sees_the_file(home, manager, at, stranger):
    file = receive(manager, home, at)
    other = viewers.business_manager(make.partnership().pk)
    for who in (other, stranger, viewers.holding("practitioner", partnership=home.pk)):
        with pytest.raises(NotFound):
            queries.register_file(who, file.pk)
        with pytest.raises((NotFound, NotAllowed)):
            operations.keep_register(by=who, at=at, register_file=file.pk)


def test_the_page_reads_shows_and_keeps(home, manager, client):
    client.look_as(manager)
    address = reverse("partnership:import_register", args=[home.pk])
    assert client.get(address).status_code == 200
    wrong = client.post(address, {"file": SimpleUploadedFile("virus.exe", b"MZ")})
    assert wrong.status_code == 422
    answer = client.post(address, {"file": SimpleUploadedFile("register.csv", FILE.encode())})
    page = answer.headers["Location"]
    assert "no group called" in client.get(page).content.decode()
    client.post(page)
    assert "People added: 2" in client.get(page).content.decode()
    template = client.get(reverse("partnership:register_template", args=[home.pk]))
    assert template.headers["Content-Disposition"].endswith('.xlsx"')


def test_the_command_checks_without_keeping_and_then_keeps(home, manager, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(identity, "_resolvers", [lambda email, door: manager])
    path = tmp_path / "register.csv"
    path.write_text(FILE)
    call_command("import_register", str(path), partnership=home.slug, dry_run=True)
    assert "4 lines can be kept" in capsys.readouterr().out
    assert not queries.agencies(manager).exists()
    call_command("import_register", str(path), partnership=home.slug, json=True)
    assert json.loads(capsys.readouterr().out)["kept"]["agencies"] == 2
