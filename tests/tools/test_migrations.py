"""First migrations are put in order without a change to what they create."""

from django.db import models
from django.db.migrations import AddField, AddIndex, CreateModel

from tools.migrations import gathered


def table(name, *fields):
    return CreateModel(name=name, fields=[("id", models.AutoField(primary_key=True)), *fields])


def to(name):
    return models.ForeignKey(f"visits.{name}", on_delete=models.PROTECT)


def said(operations):
    return [(type(each).__name__, vars(each).get("model_name") or each.name) for each in operations]


def test_a_field_added_later_goes_into_its_table_which_then_comes_after_the_one_it_points_to():
    steps = gathered([table("Note"), table("Visit"), AddField("note", "visit", to("Visit"))], "visits")

    assert said(steps) == [("CreateModel", "Visit"), ("CreateModel", "Note")]
    assert [name for name, _ in steps[1].fields] == ["id", "visit"]


def test_tables_that_point_to_each_other_keep_the_step_that_closes_the_ring():
    steps = [table("Visit"), table("Note", ("visit", to("Visit"))), AddField("visit", "last_note", to("Note"))]

    assert said(gathered(steps, "visits")) == said(steps)


def test_an_index_goes_into_its_table_unless_it_names_a_field_that_comes_later():
    first = AddIndex("visit", models.Index(fields=["id"], name="by_id"))
    second = AddIndex("visit", models.Index(fields=["last_note"], name="by_note"))
    ring = AddField("visit", "last_note", to("Note"))
    steps = gathered([table("Visit"), table("Note", ("visit", to("Visit"))), ring, first, second], "visits")

    assert steps[0].options["indexes"] == [first.index]
    assert said(steps[2:]) == [("AddField", "visit"), ("AddIndex", "visit")]


def test_a_table_that_points_to_itself_waits_for_nobody():
    steps = [table("Visit"), AddField("visit", "after", to("Visit"))]

    assert said(gathered(steps, "visits")) == [("CreateModel", "Visit")]
