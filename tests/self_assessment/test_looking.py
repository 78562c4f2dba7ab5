"""What was looked at stands on one page, with what was found and what comes back."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.foundation.ids import uuid7
from goldenthread.foundation.periods import Period
from goldenthread.quality import looked
from goldenthread.self_assessment import looking
from goldenthread.thread import operations as thread
from tests.factories import partnership as bodies
from tests.factories import viewers
from tests.factories.self_assessment import LATER, Year

pytestmark = pytest.mark.django_db


def test_a_source_is_registered_once(kept_registries):
    with pytest.raises(ValueError, match="twice"):
        looked.register(looking.SOURCE)
    assert "Self-assessments" in [each.label for each in looked.sources()]


def test_a_signed_return_is_among_what_was_looked_at(client, clock_at):
    clock_at(LATER)
    year = Year()
    row = year.signed()
    period = Period(date(2026, 4, 1), date(2027, 3, 31))
    (found,) = looked.found(year.qa, year.place, period)
    assert (found.record, found.kind, found.grade) == (row.pk, "Self-assessment", "67% of what could be reached")
    assert found.agencies == (year.agency,)
    assert not looked.found(year.qa, year.place, Period(date(2027, 4, 1), date(2028, 3, 31)))
    assert not looked.found(year.qa, uuid7(), period)
    for kind, text in (("concern", "Supervision is patchy"), ("strength", "Children are heard")):
        thread.record_finding(
            by=year.qa, at=LATER, source=row.pk, kind=kind, text=text, themes=["Supervision"], partnership=year.place
        )
    seen = client.look_as(year.qa).get(reverse("quality:overview")).text
    for words in ("67% of what could be reached", "Supervision is patchy", "Children are heard"):
        assert words in seen


def test_the_page_shows_nothing_of_another_partnership(client, clock_at):
    clock_at(LATER)
    year = Year()
    year.signed()
    other = bodies.partnership().pk
    page = client.look_as(viewers.holding("qa_officer", partnership=other))
    assert "Alder Brook" not in page.get(reverse("quality:overview")).text
    assert page.get(reverse("quality:overview") + f"?partnership={year.place}").status_code == 404


def test_a_comma_nobody_understands_is_not_found(client):
    page = client.look_as(viewers.holding("qa_officer", partnership=bodies.partnership().pk))
    assert page.get(reverse("quality:overview") + "?partnership=,").status_code == 404
