"""What the database holds, whoever writes."""

from datetime import date

import pytest

from goldenthread.scrutiny import models as m
from goldenthread.scrutiny import operations
from tests.factories.scrutiny import AT, TODAY

pytestmark = pytest.mark.django_db


def test_inspections_are_whole(site, broken):
    made = site.inspection()
    rows = m.Inspection.objects.filter(pk=made)
    for name, values in (
        ("scrutiny_inspection_kind", {"kind": "lost"}),
        ("scrutiny_inspection_kind", {"precision": "week"}),
        ("scrutiny_inspection_ends_after_it_begins", {"to_on": date(2020, 1, 1)}),
        ("scrutiny_inspection_letter_after_event", {"letter_on": date(2020, 1, 1)}),
        ("scrutiny_inspection_not_before_itself", {"before": made}),
    ):
        with broken(name):
            rows.update(**values)
    with broken("scrutiny_inspected_once"):
        m.Inspected.objects.create(inspection_id=made, agency_id=site.agencies[0])


def test_judgements_and_sign_offs_are_whole(site, broken):
    made = site.asked("One")
    operations.judge_areas(by=site.manager, at=AT, inspection=made, areas=[("A", "", "Said."), ("B", "", "Said.")])
    with broken("scrutiny_judged_area_once"):
        m.Judged.objects.filter(area="A").update(area="B")
    with broken("scrutiny_judged_says_something"):
        m.Judged.objects.filter(area="A").update(words="")
    operations.sign_off(
        by=site.manager,
        at=AT,
        inspection=made,
        target=site.points(made)[0].record.pk,
        extent="full",
        body="Board",
        on=TODAY,
    )
    with broken("scrutiny_sign_off_whole"):
        m.SignOff.objects.update(body="")
    with broken("scrutiny_sign_off_in_part_with_words"):
        m.SignOff.objects.update(extent="part")
