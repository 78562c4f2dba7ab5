"""What the database itself refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from goldenthread.benchmarks import keeping
from goldenthread.benchmarks.models import File, Measure, Neighbour, NeighbourSet, Place, Release, Sheet
from tests.factories.benchmarks import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def file():
    keeping.ensure_places()
    release = Release.objects.create(publisher="P", title="T", name="2024", counts_from=date(2024, 3, 31))
    return File.objects.create(
        release=release, name="f.csv", checksum="1" * 64, state="kept", imported_at=AT, imported_by="R"
    )


def refused(constraint, make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()
    models = (Place, Measure, Release, File, Sheet, Neighbour)
    assert constraint in {each.name for model in models for each in model._meta.constraints}


def test_an_authority_lies_in_a_region(file):
    refused(
        "benchmarks_place_in_region",
        lambda: Place.objects.create(code="999", ons="E99999999", kind="authority", name="Nowhere"),
    )


def test_a_place_does_not_end_before_it_begins(file):
    west = Place.objects.filter(code="896")
    refused("benchmarks_place_dates", lambda: west.update(from_on=date(2024, 1, 1), until_on=date(2023, 1, 1)))


def test_a_rate_stands_on_at_least_one(file):
    refused("benchmarks_measure_per", lambda: Measure.objects.create(code="m", name="M", kind="rate", per=0))


def test_a_release_is_there_once_and_has_a_name(file):
    again = {"publisher": "P", "title": "T", "name": "2024", "counts_from": date(2024, 3, 31)}
    refused("benchmarks_release_once", lambda: Release.objects.create(**again))
    refused("benchmarks_release_named", lambda: Release.objects.create(**{**again, "name": ""}))


def test_a_file_that_is_kept_belongs_to_a_release_and_holds_no_bytes(file):
    refused("benchmarks_file_kept_once", lambda: File.objects.update(content=b"x"))
    refused("benchmarks_file_kept_once", lambda: File.objects.update(release=None))


def test_a_file_gives_a_measure_for_a_period_once_and_forwards(file):
    measure = Measure.objects.create(code="m", name="M", kind="count")
    given = {"file": file, "measure": measure, "start": date(2024, 3, 31), "end": date(2024, 3, 31), "cells": {}}
    Sheet.objects.create(**given)
    refused("benchmarks_sheet_once", lambda: Sheet.objects.create(**given))
    refused("benchmarks_sheet_period", lambda: Sheet.objects.create(**{**given, "start": date(2024, 4, 1)}))


def test_neighbours_have_ranks_of_their_own_and_are_others(file):
    west, east, other = (Place.objects.get(code=code) for code in ("896", "895", "877"))
    model = NeighbourSet.objects.create(model="2025", from_on=date(2025, 1, 1), file=file)
    given = {"set": model, "place": west, "neighbour": east, "rank": 1}
    Neighbour.objects.create(**given)
    refused("benchmarks_neighbour_rank", lambda: Neighbour.objects.create(**{**given, "neighbour": other}))
    refused("benchmarks_neighbour_once", lambda: Neighbour.objects.create(**{**given, "rank": 2}))
    refused("benchmarks_neighbour_another", lambda: Neighbour.objects.create(**{**given, "rank": 2, "neighbour": west}))
    refused(
        "benchmarks_neighbour_another", lambda: Neighbour.objects.create(**{**given, "rank": 0, "neighbour": other})
    )


def test_places_are_kept_once(file):
    number = Place.objects.count()
    keeping.ensure_places()
    assert Place.objects.count() == number == 170
