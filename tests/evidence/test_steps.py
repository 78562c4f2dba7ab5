"""What areas register for points on a chart, and signals."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from goldenthread.access.permissions import Permission
from goldenthread.evidence import signals, steps
from goldenthread.foundation.periods import Period
from tests.factories.viewers import grant, viewer

QUARTER = Period(date(2018, 1, 1), date(2018, 3, 31))


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((steps, "_steps"), (steps, "_marks"), (steps, "_hearers"), (signals, "_sources")):
        monkeypatch.setattr(module, name, {})


def _step(code: str, order: int) -> steps.NextStep:
    return steps.NextStep(code, code.title(), lambda spot: f"/{code}/{spot.indicator}", Permission.EVIDENCE_VIEW, order)


def test_steps_come_in_order_and_only_to_those_who_may_take_them(registry: None) -> None:
    place = uuid4()
    somebody = viewer(grant("scrutineer", partnership=place))
    nobody = viewer(grant("scrutineer", partnership=uuid4()))
    steps.register(_step("later", 20))
    steps.register(_step("first", 10))
    assert [each.code for each in steps.offered(somebody, place)] == ["first", "later"]
    assert steps.offered(nobody, place) == []


def test_a_code_cannot_be_taken_twice(registry: None) -> None:
    steps.register(_step("ask", 1))
    with pytest.raises(ValueError, match="twice"):
        steps.register(_step("ask", 1))
    signals.register("late", lambda viewer, place, on: [])
    with pytest.raises(ValueError, match="twice"):
        signals.register("late", lambda viewer, place, on: [])


def test_marks_come_oldest_first_and_signals_newest_period_first(registry: None) -> None:
    who, place = viewer(), uuid4()

    def mark(day: date) -> steps.Mark:
        return steps.Mark(QUARTER, "", "Asked why", "asked", day, "/calls/1")

    steps.register_marks("late", lambda viewer, indicator: [mark(date(2018, 5, 1))])
    steps.register_marks("early", lambda viewer, indicator: [mark(date(2018, 4, 1))])
    assert [each.on.month for each in steps.marks(who, uuid4())] == [4, 5]

    before = Period(date(2017, 10, 1), date(2017, 12, 31))
    told = [signals.Signal(signals.Kind.TARGET, place, each, "62, above 60", "62", "/") for each in (before, QUARTER)]
    signals.register("target", lambda viewer, partnership, on: told)
    assert [each.period for each in signals.found(who, place, date(2018, 5, 1))] == [QUARTER, before]


def test_a_signal_is_the_same_while_what_it_is_about_is() -> None:
    place, indicator = uuid4(), uuid4()
    one = signals.Signal(signals.Kind.TARGET, place, QUARTER, "62, above 60", "62", "/", indicator=indicator)
    restated = signals.Signal(signals.Kind.TARGET, place, QUARTER, "64, above 60", "64", "/", indicator=indicator)
    assert one.what == restated.what
    assert one.facts != restated.facts


def test_whoever_keeps_a_list_hears_of_each_step_taken(registry: None) -> None:
    told, who, at = [], viewer(), datetime(2026, 4, 2, tzinfo=UTC)
    steps.hear("list", lambda *heard: told.append(heard))
    with pytest.raises(ValueError, match="twice"):
        steps.hear("list", lambda *heard: None)
    step = steps.Taken(uuid4(), uuid4())
    steps.taken(who, at, step)
    assert told == [(who, at, step)]
