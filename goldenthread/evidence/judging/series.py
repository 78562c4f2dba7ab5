"""A series of figures, judged: the settings and breaks of an indicator put to `statistics.xmr_chart`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goldenthread.evidence.rules import defining
from goldenthread.evidence.rules.aiming import Aim
from goldenthread.evidence.rules.defining import Details
from goldenthread.evidence.rules.sheet import say
from goldenthread.evidence.statistics import (
    PRESETS,
    Assurance,
    Improvement,
    Segment,
    Variation,
    XmrChart,
    XmrPoint,
    xmr_chart,
)
from goldenthread.foundation.periods import Period

IMPROVEMENT: dict[str, Improvement] = {
    defining.HIGH: "increase",
    defining.LOW: "decrease",
    defining.NEITHER: "neutral",
}
DEFAULT_PRESET = "NHSRplotthedots"


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of a series. ``value`` is as it is shown, so that a reader can work the limits out from the table.

    ``version`` is that of its definition. ``left_out`` says why a value takes no part: "Covers 9 of 12 months".
    """

    period: Period
    value: Decimal | None
    version: int = 1
    left_out: str = ""

    @property
    def counted(self) -> float | None:
        """The value that takes part; None is a gap, never zero."""
        return None if self.value is None or self.left_out else float(self.value)


@dataclass(frozen=True, slots=True)
class Settings:
    """How an indicator's chart is made. ``rebase``: days on which somebody began a new usual range, with the reason."""

    preset: str = DEFAULT_PRESET
    clamp: bool = True
    rebase: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A series with what is to be said of it."""

    entries: tuple[Entry, ...]
    details: Details
    settings: Settings
    chart: XmrChart
    aims: tuple[Aim, ...]
    breaks: tuple[tuple[int, str], ...]

    @property
    def last(self) -> int | None:
        """The place of the last value that takes part."""
        return next(
            (place for place in reversed(range(len(self.entries))) if self.point(place).value is not None), None
        )

    @property
    def known(self) -> int:
        """How many values take part."""
        return sum(point.value is not None for point in self.chart.points)

    @property
    def variation(self) -> Variation | None:
        """The reading of the last value."""
        return self.chart.variation

    @property
    def assurance(self) -> Assurance | None:
        """How the target in force stands to the usual range."""
        return self.chart.assurance

    @property
    def segment(self) -> Segment | None:
        """The stretch in which the last value stands."""
        return None if self.last is None else self.chart.segments[self.point(self.last).segment]

    @property
    def provisional(self) -> bool:
        """Whether too few values make the usual range of the last stretch."""
        return self.segment is None or self.segment.too_few

    def point(self, place: int) -> XmrPoint:
        """Return what the chart says of a place."""
        return self.chart.points[place]

    def aim(self, place: int) -> Aim | None:
        """Return the target in force at a place: of its last day."""
        return next((aim for aim in self.aims if aim.period.holds(self.entries[place].period.end)), None)


def judge(
    entries: Sequence[Entry], details: Details, settings: Settings | None = None, aims: Sequence[Aim] = ()
) -> Judged:
    """Judge figures in time, oldest first, each with a last day of its own; ``details`` is the newest definition.

    A new stretch begins at the first figure of a new definition, and at the first whole period from a day on which somebody
    began a new usual range. The target held against the limits is the one in force at the last value.
    """
    chosen = settings or Settings()
    known = tuple(entries)
    days = [each.period.end for each in known]
    breaks = _breaks(known, chosen)
    chart = xmr_chart(
        days,
        [each.counted for each in known],
        improvement=IMPROVEMENT[details.polarity],
        target=_target(known, aims),
        rebase=[days[place] for place, _ in breaks],
        clamp=_clamp(details, chosen),
        **PRESETS[chosen.preset],
    )
    return Judged(known, details, chosen, chart, tuple(aims), breaks)


def _breaks(entries: Sequence[Entry], settings: Settings) -> tuple[tuple[int, str], ...]:
    """Return where new stretches begin, and why: of two reasons at one place, both."""
    found: dict[int, list[str]] = {}
    for place in range(1, len(entries)):
        if entries[place].version != entries[place - 1].version:
            found.setdefault(place, []).append(f"Definition {entries[place].version} holds.")
    for day, why in settings.rebase:
        place = next((place for place, each in enumerate(entries) if each.period.start >= day), 0)
        if place:
            found.setdefault(place, []).append(f"New usual range from {say(entries[place].period)}: {why}")
    return tuple((place, " ".join(found[place])) for place in sorted(found))


def _target(entries: Sequence[Entry], aims: Sequence[Aim]) -> float | None:
    last = next((each.period.end for each in reversed(entries) if each.counted is not None), None)
    aim = next((aim for aim in aims if last is not None and aim.period.holds(last)), None)
    return None if aim is None else float(aim.value)


def _clamp(details: Details, settings: Settings) -> tuple[int | None, int | None] | None:
    """Keep limits to what can be: a percentage to 0 to 100, everything else to 0 and above, as nothing is counted less."""
    if not settings.clamp:
        return None
    return (0, 100) if details.factor == defining.PERCENT else (0, None)
