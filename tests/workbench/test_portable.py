"""Exports: whole, open, checked; restored with the same ids, twice without harm, never over what is there."""

import csv
import json
from datetime import date

import pytest

from goldenthread.foundation.errors import RuleBroken
from goldenthread.records.models import Record, ReferenceCounter
from goldenthread.workbench.portable import Part, Table, reading, registry, writing
from tests.factories import viewers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_registries")]


@pytest.fixture
def parts(kept_registries):
    """Only the spine is exported in these tests."""
    registry._PARTS.clear()
    return registry.register(
        Part(
            "test.spine",
            "Records",
            (Table("records.Record", where=lambda viewer, partnership: registry.mine(partnership)),),
        )
    )


def record(reference, **fields):
    given = {"kind": "test.kind", "title": f"Title {reference}", "opened_on": date(2026, 4, 1)}
    return Record.objects.create(reference=reference, **{**given, **fields})


@pytest.fixture
def partnership(parts):
    return record("P-1", title="=Sum of our places")


def export(partnership, at, folder):
    return writing.write(viewers.administrator(), partnership.pk, partnership.title, at, folder)


def restore(folder):
    return reading.restore(folder, reading.open_export(folder))


def rows(folder, stem="records/record"):
    return json.loads((folder / "data" / f"{stem}.json").read_text(encoding="utf-8"))


def test_an_export_holds_the_rows_of_the_partnership_and_no_others(partnership, at, tmp_path):
    mine, _ = record("A-1", partnership=partnership), record("A-2")
    export(partnership, at, tmp_path / "out")
    assert {row["id"] for row in rows(tmp_path / "out")} == {str(partnership.pk), str(mine.pk)}


def test_rows_that_are_pointed_at_come_too_but_not_what_hangs_on_them(partnership, at, tmp_path):
    neighbour = record("P-2")
    record("A-1", partnership=neighbour)
    record("A-2", partnership=partnership, owner_group=neighbour)
    export(partnership, at, tmp_path / "out")
    assert {row["reference"] for row in rows(tmp_path / "out")} == {"P-1", "P-2", "A-2"}


def test_an_export_is_restored_with_the_same_ids_and_values(partnership, at, tmp_path):
    record("A-1", partnership=partnership, closed_on=date(2026, 5, 1), illustrative=True)
    export(partnership, at, tmp_path / "out")
    before = list(Record.objects.order_by("pk").values())
    Record.objects.exclude(pk=partnership.pk).delete()
    Record.objects.all().delete()
    report = restore(tmp_path / "out")
    assert list(Record.objects.order_by("pk").values()) == before
    assert report.written == {"records.Record": 2}


def test_restoring_twice_changes_nothing(partnership, at, tmp_path):
    export(partnership, at, tmp_path / "out")
    report = restore(tmp_path / "out")
    assert (report.written["records.Record"], report.same["records.Record"], report.conflicts) == (0, 1, [])


def test_a_row_that_differs_is_reported_and_left_as_it_is(partnership, at, tmp_path):
    export(partnership, at, tmp_path / "out")
    Record.objects.filter(pk=partnership.pk).update(title="Changed since")
    report = restore(tmp_path / "out")
    assert report.conflicts == [f"records.Record {partnership.pk} is here already and differs in title."]
    assert Record.objects.get(pk=partnership.pk).title == "Changed since"


def test_a_clash_with_another_row_stops_the_whole_import(partnership, at, tmp_path):
    export(partnership, at, tmp_path / "out")
    partnership.delete()
    record("P-1")
    with pytest.raises(RuleBroken, match="Nothing was restored"):
        restore(tmp_path / "out")


def test_a_row_known_here_under_another_id_takes_its_place(at, tmp_path, parts):
    registry._PARTS.clear()
    table = Table("records.Record", where=registry.whole, same_as=("reference",))
    registry.register(Part("test.spine", "Records", (table,)))
    place, child = record("P-1"), record("A-1")
    Record.objects.filter(pk=child.pk).update(owner_group=place)
    export(place, at, tmp_path / "out")
    Record.objects.filter(pk=child.pk).delete()
    Record.objects.all().delete()
    here = record("P-1")
    report = restore(tmp_path / "out")
    assert Record.objects.get(reference="A-1").owner_group_id == here.pk
    assert report.written["records.Record"] == 1


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda folder: (folder / "manifest.json").unlink(), "no readable manifest"),
        (lambda folder: (folder / "README.md").write_text("other"), "has been changed"),
        (lambda folder: (folder / "data/records/record.csv").unlink(), "is missing"),
        (lambda folder: rewrite(folder, format="other"), "not an export of this product"),
        (lambda folder: rewrite(folder, version=99), "format 99"),
        (lambda folder: rewrite(folder, files=[{"name": "../x", "sha256": "", "bytes": 0}]), "outside the folder"),
    ],
)
def test_a_spoiled_export_is_refused_with_a_sentence(partnership, at, tmp_path, spoil, words):
    folder = tmp_path / "out"
    export(partnership, at, folder)
    spoil(folder)
    with pytest.raises(RuleBroken, match=words):
        reading.open_export(folder)


def rewrite(folder, **changes):
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **changes}), encoding="utf-8")


def test_a_folder_with_something_in_it_is_not_written_into(partnership, at, tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(RuleBroken, match="not empty"):
        export(partnership, at, tmp_path)


def test_an_export_that_fails_half_way_leaves_nothing(partnership, at, tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "_classification", lambda path: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(partnership, at, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_spreadsheet_finds_no_formula_in_an_export(partnership, at, tmp_path):
    export(partnership, at, tmp_path / "out")
    with (tmp_path / "out/data/records/record.csv").open(encoding="utf-8-sig", newline="") as sheet:
        (row,) = list(csv.DictReader(sheet))
    assert row["title"] == "'=Sum of our places"
    assert rows(tmp_path / "out")[0]["title"] == "=Sum of our places"


def test_every_column_says_how_private_it_is(partnership, at, tmp_path):
    export(partnership, at, tmp_path / "out")
    with (tmp_path / "out/fields.csv").open(encoding="utf-8-sig", newline="") as sheet:
        said = {row["field"]: row["privacy"] for row in csv.DictReader(sheet)}
    assert (said["reference"], said["title"]) == ("public", "internal")
    assert "Records" in (tmp_path / "out/README.md").read_text(encoding="utf-8")


def test_a_table_cannot_be_registered_twice(parts):
    with pytest.raises(ValueError, match=r"records\.Record"):
        registry.register(Part("test.other", "Other", (Table("records.Record"),)))


def test_counters_only_ever_go_up(parts, at):
    from goldenthread.workbench.parts import merge_counter

    ReferenceCounter.objects.create(series="AG", last=5)
    assert not merge_counter({"series": "AG", "last": 3})
    assert merge_counter({"series": "AG", "last": 9})
    assert merge_counter({"series": "GR", "last": 2})
    assert dict(ReferenceCounter.objects.values_list("series", "last")) == {"AG": 9, "GR": 2}
