"""The database holds what it can hold: each constraint is broken once."""

from datetime import date
from decimal import Decimal

import pytest

from goldenthread.foundation.ids import uuid7
from goldenthread.quality import models as m
from goldenthread.records import operations as spine
from tests.factories import partnership as bodies
from tests.factories import quality

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(at):
    found = bodies.partnership("Testshire").pk
    quality.adopted(found, published=False)
    record = spine.open_record(
        by=quality.keeper(found),
        at=at,
        kind="quality.framework",
        title="Framework",
        opened_on=date(2026, 4, 2),
        partnership=found,
    )
    row = m.Framework.objects.create(record=record, partnership_id=found, kind="quality", review_on=date(2027, 4, 1))
    m.FrameworkVersion.objects.create(framework=row, number=1, made_at=at, made_by_name="Quinn Example")
    return found


@pytest.mark.parametrize(
    ("model", "name", "changes"),
    [
        ("Scale", "quality_scale_step", {"step": 5}),
        ("Edition", "quality_edition_published_whole", {"state": "published"}),
        ("Standard", "quality_standard_weight", {"weight": Decimal(-1)}),
        ("Question", "quality_question_scale", {"scale": None}),
        ("Question", "quality_question_weight", {"weight": Decimal(-1)}),
        ("Framework", "quality_framework_review", {"review_on": None, "deadline": uuid7()}),
        ("FrameworkVersion", "quality_framework_version_endorsed_whole", {"endorsed_on": date(2026, 4, 1)}),
    ],
)
def test_a_half_told_row_is_refused(place, broken, model, name, changes):
    row = getattr(m, model).objects.first()
    with broken(name):
        type(row).objects.filter(pk=row.pk).update(**changes)


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("Scale", "quality_scale_once"),
        ("ScaleValue", "quality_value_once"),
        ("Edition", "quality_edition_once"),
        ("Standard", "quality_standard_once"),
        ("Question", "quality_question_once"),
        ("FrameworkVersion", "quality_framework_version_once"),
    ],
)
def test_nothing_is_there_twice(place, broken, model, name):
    row = getattr(m, model).objects.first()
    row.pk = uuid7()
    with broken(name):
        row.save(force_insert=True)
