"""How many people each group has, from a spreadsheet: a message for each cell that cannot be used, and the good lines kept."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from goldenthread.evidence import imports, operations, queries
from goldenthread.evidence.rules import peopling
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.partnership import operations as partnerships
from tests.factories import viewers
from tests.factories.evidence import AT, Home

KNOWN = peopling.Known(
    {"exampleshire": "E06000001", "e06000001": "E06000001"},
    {("", "sex", "Boys", 2023, 0, 17, "June 2024"): 40_000},
    date(2026, 4, 2),
)
HEAD = "Council area,Breakdown,Group,Mid-year,People,Source,Release\n"


def read(*rows, head=HEAD, known=KNOWN):
    return imports.read_people((head + "\n".join(rows)).encode(), known)


def test_a_sound_line_says_who_how_many_when_and_who_published_it():
    (row,) = read(",sex,Girls,2023,39000,ONS,June 2024").rows
    assert row["state"] == "good"
    assert row["values"] == {
        "area": "", "dimension": "sex", "value": "Girls", "year": 2023, "count": 39_000, "age_from": 0, "age_to": 17,
        "source": "ONS", "vintage": "June 2024",
    }  # fmt: skip


def test_the_one_council_area_may_be_named_and_a_release_left_out():
    (row,) = read("Exampleshire,sex,Girls,2023,39000,ONS,").rows
    assert (row["values"]["area"], row["values"]["vintage"]) == ("", "brought in 2 April 2026")


def test_other_names_for_columns_are_understood():
    (row,) = read("ethnicity,Mixed,2023,4000,ONS", head="By,Characteristic,Year,Population,Published by\n").rows
    assert row["values"]["value"] == "Mixed"


@pytest.mark.parametrize(
    ("line", "cell", "words"),
    [
        ("Narnia,sex,Girls,2023,1,ONS,", "A2", "no council area"),
        (",shoe size,Girls,2023,1,ONS,", "B2", "age, sex, ethnicity, disability, area"),
        (",sex,,2023,1,ONS,", "C2", "Name the group"),
        (",sex,a=b,2023,1,ONS,", "C2", "short value"),
        (",sex,Girls,23,1,ONS,", "D2", "four figures"),
        (",sex,Girls,2023,many,ONS,", "E2", "not a number"),
        (",sex,Girls,2023,0,ONS,", "E2", "above 0"),
        (",sex,Girls,2023,48%,ONS,", "E2", "percentage"),
        (",sex,Girls,2023,1.5,ONS,", "E2", "whole number"),
        (",sex,Girls,2023,1,,", "F2", "who published it"),
        (",sex,Boys,2023,41000,ONS,June 2024", "E2", "40,000 is kept"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named_with_what_to_do(line, cell, words):
    (message,) = read(line).messages
    assert message.cell == cell
    assert words in message.sentence


def test_what_is_there_already_is_not_kept_twice_and_one_group_is_told_once():
    rows = read(",sex,Boys,2023,40000,ONS,June 2024", ",sex,Girls,2023,1,ONS,", ",sex,Girls,2023,2,ONS,").rows
    assert [each["state"] for each in rows] == ["same", "good", "fault"]


def test_ages_stand_the_right_way_round():
    head = "Breakdown,Group,Mid-year,People,Source,First age,Last age\n"
    (message,) = read("sex,Girls,2023,9,ONS,17,10", head=head).messages
    assert message.cell == "G2"
    assert read("sex,Girls,2023,9,ONS,10,17", head=head).rows[0]["values"]["age_from"] == 10


def test_the_workbook_to_fill_is_one_that_is_read():
    book = load_workbook(io.BytesIO(imports.people_template(["North", "South"])))
    book["People"].append(["Exampleshire", "sex", "Girls", 2023, 39000, None, None, "ONS", "June 2024"])
    sent = io.BytesIO()
    book.save(sent)
    assert imports.read_people(sent.getvalue(), KNOWN).rows[0]["state"] == "good"


@pytest.fixture
def home(db):
    return Home("cpp")


def post(client, who, address, **data):
    return client.look_as(who).post(address, data)


def at(name, *args):
    return reverse(f"evidence:{name}", args=args)


def test_a_file_is_read_looked_at_kept_and_mended_in_a_browser(client, home):
    lines = HEAD + ",sex,Girls,2023,39000,ONS,June 2024\n,sex,Boys,2023,about 40000,ONS,June 2024\n"
    file = SimpleUploadedFile("people.csv", lines.encode())
    shown = client.look_as(home.by).get(at("group_populations")).content.decode()
    assert at("bring_in_people") in shown
    address = post(client, home.by, at("bring_in_people"), partnership=str(home.place), file=file)["Location"]
    page = client.look_as(home.by).get(address).content.decode()
    assert "1 line cannot be kept" in page
    assert "E3" in page
    assert not queries.group_populations(home.by).exists()
    post(client, home.by, address)
    assert queries.group_populations(home.by).get().count == 39_000
    intake = queries.intakes(home.by).get()
    mending = at("mend", intake.pk, 3)
    assert 'value="Boys"' in client.look_as(home.by).get(mending).content.decode()
    given = {
        "area": "",
        "dimension": "sex",
        "value": "Boys",
        "year": "2023",
        "count": "40000",
        "age_from": "0",
        "age_to": "17",
    }
    post(client, home.by, mending, **given, source="ONS", vintage="June 2024")
    assert sorted(queries.group_populations(home.by).values_list("count", flat=True)) == [39_000, 40_000]
    assert client.look_as(home.by).get(mending).status_code == 404
    assert "Mended" in client.look_as(home.by).get(address).content.decode()


def test_a_number_that_somebody_typed_meanwhile_is_not_lost_or_doubled(home):
    found = imports.read_people((HEAD + ",sex,Girls,2023,39000,ONS,A\n,sex,Boys,2023,41000,ONS,A").encode(), KNOWN)
    intake = operations.receive_intake(
        by=home.by,
        at=AT,
        partnership=home.place,
        name="p.csv",
        checksum="0",
        rows=found.rows,
        messages=[],
        subject="people",
    )
    said = {
        "by": home.by,
        "at": AT,
        "partnership": home.place,
        "dimension": "sex",
        "year": 2023,
        "source": "ONS",
        "vintage": "A",
    }
    operations.keep_group_populations(**said, counts={"Girls": 39_000, "Boys": 40_000})
    assert operations.keep_intake(by=home.by, at=AT, intake=intake) == 0
    states = [each["state"] for each in queries.intake(home.by, intake).rows]
    assert states == ["same", "fault"]
    assert queries.group_populations(home.by).count() == 2


def test_only_keepers_of_the_evidence_bring_in_people(home):
    supplier = viewers.holding("data_supplier", agency=home.supplier, around=[home.place])
    with pytest.raises(NotAllowed):
        operations.receive_intake(
            by=supplier,
            at=AT,
            partnership=home.place,
            name="p.csv",
            checksum="0",
            rows=[],
            messages=[],
            subject="people",
        )


def test_numbers_of_several_council_areas_are_added_once_each_area_has_one(home):
    home.people(2023, 80_000)
    admin = viewers.administrator()
    other = partnerships.add_area(by=admin, at=AT, code="E06000002", name="Second").pk
    partnerships.cover_area(by=admin, at=AT, partnership=home.place, area=other, from_on=date(2010, 4, 1))
    known = queries.known_people(home.by, home.place, AT.date())
    first, second = sorted(set(known.areas.values()))
    said = {
        "by": home.by,
        "at": AT,
        "partnership": home.place,
        "dimension": "sex",
        "year": 2023,
        "source": "ONS",
        "vintage": "A",
    }
    operations.keep_group_populations(**said, counts={"Girls": 10}, area=first)
    about = ("sex=Girls", 2023, 0, 17)
    assert about not in queries.people_of_groups(home.by, home.place)
    operations.keep_group_populations(**said, counts={"Girls": 5}, area=second)
    assert queries.people_of_groups(home.by, home.place)[about] == queries.Many(15, 2023, "ONS", "A")
    operations.keep_group_populations(**said, counts={"Girls": 16})
    assert queries.people_of_groups(home.by, home.place)[about].count == 16
    with pytest.raises(RuleBroken):
        operations.keep_group_populations(**said, counts={"Boys": 1}, area="E06009999")
