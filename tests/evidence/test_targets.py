"""Targets by period, and shortfalls that are accepted for a time."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from goldenthread.audit.models import AuditEvent
from goldenthread.evidence import operations, queries
from goldenthread.evidence.models import AcceptedShortfall, Target
from goldenthread.evidence.rules import aiming
from goldenthread.evidence.rules.aiming import Acceptance, Aim
from goldenthread.evidence.rules.defining import Details
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.ids import uuid7
from goldenthread.foundation.periods import Period, year_from_april
from tests.factories import partnership as bodies
from tests.factories import viewers
from tests.factories.evidence import AT, Home, quarter

YEAR = year_from_april("2017-18")


@pytest.mark.parametrize(
    ("value", "at_least", "near", "met", "state"),
    [
        (90, True, 85, False, "met"),
        (89, True, 85, False, "nearly"),
        (84, True, 85, False, "missed"),
        (84, True, 85, True, "accepted"),
        (84, True, None, False, "missed"),
        (90, False, 95, False, "met"),
        (95, False, 95, False, "nearly"),
        (96, False, 95, False, "missed"),
    ],
)
def test_a_figure_stands_to_its_target(value, at_least, near, met, state):
    target = Aim(YEAR, Decimal(90), at_least, None if near is None else Decimal(near))
    assert aiming.stands(Decimal(value), target, accepted=met) == state


def test_without_a_figure_or_a_target_nothing_is_said():
    assert aiming.stands(None, Aim(YEAR, Decimal(90), at_least=True), accepted=False) == ""
    assert aiming.stands(Decimal(1), None, accepted=True) == ""


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2018-03-31", False), ("2018-04-01", True), ("2018-05-31", True), ("2018-06-01", False), ("2018-07-01", False)],
)
def test_after_its_end_a_shortfall_is_no_longer_accepted(day, holds):
    until_july = Acceptance(Period(date(2018, 4, 1), date(2018, 6, 30)), ended=date(2018, 6, 1))
    assert until_july.holds(date.fromisoformat(day)) is holds


def details(**changes):
    given = {"words": "Share", "numerator": "Plans", "factor": "percent", "denominator_from": "given"}
    return Details(**given | {"denominator": "All", "polarity": "high"} | changes)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": Decimal(-1)}, "value"),
        ({"value": Decimal("NaN")}, "value"),
        ({"value": Decimal(101)}, "value"),
        ({"at_least": False}, "at_least"),
        ({"near": Decimal(95)}, "near"),
        ({"details": details(polarity="low")}, "at_least"),
    ],
)
def test_a_target_that_cannot_be_is_refused(changes, field):
    given = {"period": YEAR, "value": Decimal(90), "near": None, "at_least": True, "details": details()} | changes
    with pytest.raises(RuleBroken) as broken:
        aiming.aim(**given)
    assert broken.value.field == field


@pytest.fixture
def home(db, clock_at):
    clock_at(AT)
    made = Home("taf_partner_led")
    for place, number in enumerate([60, 62, 59, 61, 60, 63, 60, 61, 62, 59, 61, 60, 62, 61]):
        made.supply("taf_partner_led", quarter(2014 + place // 4, place % 4 + 1), number, 100)
    return made


def agree(home, **changes):
    given = {
        "by": home.by, "at": AT, "indicator": home.ids["taf_partner_led"], "start": date(2015, 4, 1),
        "value": Decimal(80), "at_least": True, "source": "Plan 2017, page 9", "agreed_on": date(2017, 3, 1),
        "agreed_by": "The Executive",
    }  # fmt: skip
    return operations.set_target(**given | changes)


def accept(home, **changes):
    owner = changes.pop("owner", None) or bodies.person("Head of early help", agency=home.supplier).pk
    given = {
        "by": home.by, "at": AT, "indicator": home.ids["taf_partner_led"], "start": date(2026, 4, 1),
        "end": date(2026, 9, 30), "owner": owner, "reason": "Two schools join in September.",
        "accepted_by": "The Executive",
    }  # fmt: skip
    return operations.accept_shortfall(**given | changes)


def text_of(client, viewer, pk):
    return client.look_as(viewer).get(reverse("evidence:indicator", args=[pk])).content.decode()


def test_a_target_stands_on_the_chart_with_its_source(client, home):
    agree(home, near=Decimal(75))
    text = text_of(client, home.by, home.ids["taf_partner_led"])
    assert "at least 80.0%; it will not be met as things are: another way of working is needed" in text
    assert "Target 80" in text
    assert "Nearly met from 75.0%" in text
    assert "Plan 2017, page 9" in text


def test_two_targets_never_hold_on_one_day(home):
    agree(home, end=date(2016, 3, 31))
    agree(home, start=date(2016, 4, 1))
    with pytest.raises(RuleBroken, match="Another target"):
        agree(home, start=date(2015, 7, 1), end=date(2015, 8, 1))
    with pytest.raises(RuleBroken, match="on or after"):
        agree(home, start=date(2013, 7, 1), end=date(2013, 6, 30))
    with pytest.raises(RuleBroken, match="in the future"):
        agree(home, agreed_on=date(2027, 1, 1))


def test_a_changed_target_keeps_the_one_before(client, home):
    pk = agree(home)
    form = {
        "way": "at_least", "value": "70", "near": "", "source": "Plan 2018", "agreed_by": "The Executive", "edition": 1,
        "start-day": 1, "start-month": 4, "start-year": 2015, "agreed_on-day": 1, "agreed_on-month": 3,
        "agreed_on-year": 2018, "why": "Schools count now.",
    }  # fmt: skip
    answer = client.look_as(home.by).post(reverse("evidence:change_target", args=[pk]), form)
    assert answer.status_code == 302, answer.content.decode()
    new, old = Target.objects.order_by("-version")
    assert (new.value, new.version, new.replaces_id, old.current) == (70, 2, old.pk, False)
    text = text_of(client, home.by, home.ids["taf_partner_led"])
    assert "Schools count now." in text
    assert "Changed since" in text
    with pytest.raises(EditConflict):
        operations.end_target(by=home.by, at=AT, target=pk, seen=1, on=date(2026, 1, 1), why="x")
    with pytest.raises(RuleBroken, match="changed since"):
        operations.end_target(by=home.by, at=AT, target=pk, seen=2, on=date(2026, 1, 1), why="x")


def test_a_target_ends_on_a_day_with_a_reason(client, home):
    pk = agree(home)
    form = {"on-day": 31, "on-month": 3, "on-year": 2016, "why": "The plan ended.", "edition": 1}
    assert client.look_as(home.by).post(reverse("evidence:end_target", args=[pk]), form).status_code == 302
    assert "<strong>Target:</strong> none set" in text_of(client, home.by, home.ids["taf_partner_led"])
    row = queries.targets(home.by).get(current=True)
    with pytest.raises(RuleBroken, match="before that already"):
        operations.end_target(by=home.by, at=AT, target=row.pk, seen=1, on=date(2020, 1, 1), why="x")
    with pytest.raises(RuleBroken, match="on or after"):
        operations.end_target(by=home.by, at=AT, target=row.pk, seen=1, on=date(2014, 1, 1), why="x")


def test_an_accepted_shortfall_has_an_owner_a_reason_and_an_end(client, home):
    agree(home)
    pk = accept(home)
    text = text_of(client, home.by, home.ids["taf_partner_led"])
    assert "The shortfall is accepted until 30 September 2026" in text
    assert "Owned by Head of early help, accepted by The Executive." in text
    form = {"why": "The schools joined early.", "edition": 1}
    assert client.look_as(home.by).post(reverse("evidence:end_shortfall", args=[pk]), form).status_code == 302
    assert "Ended early by" in text_of(client, home.by, home.ids["taf_partner_led"])
    assert AuditEvent.objects.filter(event="evidence.shortfall_ended").exists()
    with pytest.raises(RuleBroken, match="ended already"):
        operations.end_shortfall(by=home.by, at=AT, shortfall=pk, seen=2, why="Again")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"end": date(2026, 3, 1)}, "on or after"),
        ({"start": date(2025, 1, 1), "end": date(2026, 3, 1)}, "ended already"),
        ({"reason": ""}, "why it is accepted"),
        ({"accepted_by": ""}, "who accepted"),
    ],
)
def test_a_shortfall_that_cannot_be_accepted_is_refused(home, changes, words):
    with pytest.raises(RuleBroken, match=words):
        accept(home, **changes)


def test_a_shortfall_is_accepted_once_at_a_time_and_owned_by_somebody_of_the_partnership(home):
    accept(home)
    with pytest.raises(RuleBroken, match="already"):
        accept(home)
    elsewhere = Home()
    with pytest.raises(RuleBroken, match="who owns"):
        accept(
            home, start=date(2027, 1, 1), end=date(2027, 2, 1), owner=bodies.person("X", agency=elsewhere.supplier).pk
        )


def test_only_keepers_set_targets_and_strangers_find_none(client, home):
    pk = agree(home)
    reader = viewers.holding("scrutineer", partnership=home.place)
    with pytest.raises(NotAllowed):
        agree(home, by=reader)
    with pytest.raises(NotAllowed):
        operations.end_target(by=reader, at=AT, target=pk, seen=1, on=date(2026, 1, 1), why="x")
    stranger = viewers.holding("qa_officer", partnership=Home().place)
    for act in (
        lambda: queries.target(stranger, pk),
        lambda: queries.accepted_shortfall(stranger, accept(home)),
        lambda: agree(home, by=stranger),
    ):
        with pytest.raises(NotFound):
            act()
    address = reverse("evidence:set_target", args=[home.ids["taf_partner_led"]])
    assert client.look_as(reader).get(address).status_code == 403
    assert client.look_as(stranger).get(address).status_code == 404


@pytest.mark.parametrize(
    ("model", "name", "changes"),
    [
        (Target, "evidence_target_period", {"end": date(2010, 1, 1)}),
        (Target, "evidence_target_near_side", {"near": Decimal(99)}),
        (Target, "evidence_target_has_source", {"source": ""}),
        (Target, "evidence_target_changed_whole", {"version": 2}),
        (AcceptedShortfall, "evidence_shortfall_period", {"end": date(2010, 1, 1)}),
        (AcceptedShortfall, "evidence_shortfall_has_reason", {"reason": ""}),
        (AcceptedShortfall, "evidence_shortfall_ended_whole", {"why_ended": "Done"}),
    ],
)
def test_a_row_is_whole(home, broken, model, name, changes):
    agree(home)
    accept(home)
    with broken(name):
        model.objects.update(**changes)


def test_a_target_begins_on_a_day_once(home, broken):
    agree(home)
    row = Target.objects.get()
    row.pk = uuid7()
    with broken("evidence_target_once"):
        row.save(force_insert=True)
