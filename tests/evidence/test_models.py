"""The database holds what it can hold: each constraint is broken once."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from goldenthread.evidence import models as m
from goldenthread.evidence import operations
from goldenthread.foundation.ids import uuid7
from tests.factories.evidence import AT, Home, day

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 2, 15, tzinfo=UTC)


@pytest.fixture
def home():
    found = Home("cpp")
    found.supply("cpp", day("2018-03-31"), 216)
    found.supply("cpp", day("2018-03-31"), 99, breakdown={"category": "Neglect"})
    given = {"by": found.by, "at": AT, "partnership": found.place, "indicator": "cpp", "period": day("2018-03-31")}
    operations.declare_complete(**given, dimension="category")
    operations.keep_claim(**given, printed=204, where="Page 21")
    operations.rebase(by=found.by, at=AT, indicator=found.ids["cpp"], on=date(2017, 4, 1), why="A new team")
    operations.add_benchmark(**given, kind="england", value=1, source="DfE", release="2018")
    return found


@pytest.mark.parametrize(
    ("model", "name", "changes"),
    [
        ("Definition", "evidence_definition_change_has_reason", {"version": 2}),
        ("Definition", "evidence_definition_ages", {"age_from": 18}),
        ("Definition", "evidence_definition_parts_fit", {"factor": "percent"}),
        ("Reading", "evidence_reading_period", {"end": date(2010, 1, 1)}),
        ("Reading", "evidence_reading_numbers", {"numerator": Decimal(-1)}),
        ("Reading", "evidence_reading_coverage", {"covered": 9}),
        ("Reading", "evidence_reading_signed_whole", {"signed_on": date(2018, 5, 1)}),
        ("Reading", "evidence_reading_restated_whole", {"version": 2}),
        ("CompleteParts", "evidence_parts_said_of_something", {"dimensions": ""}),
        ("Claim", "evidence_claim_period", {"end": date(2010, 1, 1)}),
        ("Claim", "evidence_claim_explained_whole", {"why_differs": "Because"}),
        ("Benchmark", "evidence_benchmark_period", {"end": date(2010, 1, 1)}),
        ("Benchmark", "evidence_benchmark_has_source", {"source": ""}),
        ("Rebase", "evidence_rebase_has_reason", {"why": ""}),
        ("Indicator", "evidence_indicator_preset_known", {"preset": "Ours"}),
    ],
)
def test_a_row_is_whole(home, broken, model, name, changes):
    with broken(name):
        getattr(m, model).objects.update(**changes)


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("Definition", "evidence_definition_version_once"),
        ("Reading", "evidence_reading_once"),
        ("CompleteParts", "evidence_parts_once"),
        ("Benchmark", "evidence_benchmark_once"),
        ("Rebase", "evidence_rebase_once"),
    ],
)
def test_a_row_is_there_once(home, broken, model, name):
    row = getattr(m, model).objects.first()
    row.pk = uuid7()
    with broken(name):
        row.save(force_insert=True)


def test_a_code_is_taken_once(home, broken):
    home.choose("cla")
    with broken("evidence_indicator_code_once"):
        m.Indicator.objects.update(code="same")


def test_a_file_that_was_kept_says_by_whom(home, broken):
    row = m.Intake.objects.create(
        partnership_id=home.place, name="a.csv", checksum="x", read_at=NOW, read_by=uuid7(), read_by_name="Robin"
    )
    with broken("evidence_intake_kept_whole"):
        m.Intake.objects.filter(pk=row.pk).update(kept_at=NOW)
