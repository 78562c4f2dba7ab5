"""Frameworks, endorsed tools and impact assessments: versions, reviews, endorsements."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.clocks import queries as clocks
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.quality import operations, queries
from tests.factories import partnership as bodies
from tests.factories import quality, viewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return bodies.partnership("Testshire").pk


def test_a_framework_is_written_reviewed_and_endorsed(client, place):
    by = quality.keeper(place)
    group = bodies.group("Quality group", partnership=place)
    page = client.look_as(by)
    day = {"review_on-day": "1", "review_on-month": "4", "review_on-year": "2100"}
    given = {
        "partnership": str(place),
        "kind": "quality",
        "title": "Quality Assurance Framework",
        "group": str(group.pk),
    }
    page.post(reverse("quality:new_framework"), given | day | {"sections": "# What is asked\nAre children safe?"})
    row = queries.frameworks(by).get()
    assert clocks.running(by).get(record=row.pk).owner_group_id == group.pk
    shown = page.get(reverse("quality:framework", args=[row.pk])).text
    assert "Are children safe?" in shown
    on = {"on-day": "2", "on-month": "4", "on-year": "2026"}
    page.post(reverse("quality:endorse", args=[row.pk]), {"group": str(group.pk)} | on)
    assert queries.versions(by, row.pk).get().endorsed_by_id == group.pk
    page.post(reverse("quality:new_version", args=[row.pk]), {"sections": "# Asked\nAre they?", "changed": "Shorter"})
    assert [each.number for each in queries.versions(by, row.pk)] == [2, 1]
    assert not clocks.running(by).filter(record=row.pk).exists()
    assert "Quality Assurance Framework" in page.get(reverse("quality:frameworks")).text


def test_a_framework_says_something_and_is_endorsed_once(place, at):
    by = quality.keeper(place)
    group = bodies.group("Quality group", partnership=place)
    who = {"by": by, "at": at}
    with pytest.raises(RuleBroken, match="at least one section"):
        operations.add_framework(**who, partnership=place, kind="impact", title="Policy", sections=[])
    made = operations.add_framework(**who, partnership=place, kind="impact", title="Policy", sections=[("For", "All")])
    with pytest.raises(RuleBroken, match="not come yet"):
        operations.endorse(**who, framework=made, group=group.pk, on=date(2100, 1, 1))
    operations.endorse(**who, framework=made, group=group.pk, on=date(2026, 4, 1))
    with pytest.raises(RuleBroken, match="endorsed already"):
        operations.endorse(**who, framework=made, group=group.pk, on=date(2026, 4, 1))
    reader = viewers.holding("lay_member", partnership=place)
    with pytest.raises(NotAllowed):
        operations.add_version(by=reader, at=at, framework=made, sections=[("For", "All")], changed="Mine")
