"""What in the figures of a partnership deserves a look: worked out anew each time, in a fixed number of questions."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.benchmarks import queries as published
from goldenthread.benchmarks.comparing import Comparison, Fit
from goldenthread.evidence import judging, queries
from goldenthread.evidence.judgement import Judgement
from goldenthread.evidence.judging import others
from goldenthread.evidence.rules import aiming, cuts
from goldenthread.evidence.rules.aiming import Acceptance
from goldenthread.evidence.rules.sheet import in_words, number, say
from goldenthread.evidence.signals import Kind, Signal
from goldenthread.evidence.statistics import ENOUGH_POINTS, modified_z_scores
from goldenthread.evidence.statistics.outliers import FAR
from goldenthread.foundation.periods import Period

_LEANS = {"worse": "concern", "better": "improvement"}


def found(viewer: Viewer, partnership: UUID, on: date) -> Iterable[Signal]:
    """Return the signals of a partnership on a day: special cause, target, outlier, and parts larger than what holds them."""
    if not viewer.may(Permission.EVIDENCE_VIEW, partnership=partnership):
        return []
    made = [each for each in queries.judgements(viewer, partnership) if each.judged.last is not None]
    accepted = _accepted(viewer, on)
    told: list[Signal] = []
    for each in made:
        told += _changed(each)
        told += _missed(each, accepted=each.book.row.pk in accepted)
        told += _far(each)
    return [*told, *_apart(viewer, partnership, made), *_larger(viewer, partnership)]


def _accepted(viewer: Viewer, on: date) -> set[UUID]:
    rows = queries.accepted_shortfalls(viewer).filter(start__lte=on, end__gte=on)
    return {row.indicator_id for row in rows if Acceptance(Period(row.start, row.end), row.ended_on).holds(on)}


def _signal(made: Judgement, kind: Kind, period: Period, words: str, facts: str, lean: str = "neutral") -> Signal:
    row = made.book.row
    address = reverse("evidence:indicator", args=[row.pk])
    return Signal(kind, row.partnership_id, period, words, facts, address, indicator=row.pk, lean=lean)


def _changed(made: Judgement) -> Iterator[Signal]:
    """The last value is more than chance. With a handful of figures nothing is said; below 13 the words say provisional."""
    judged = made.judged
    if judged.last is None or judging.told(judged) in (None, "common_cause"):
        return
    point, entry = judged.point(judged.last), judged.entries[judged.last]
    head, shown = judging.reading(judged, made.grain)
    facts = f"{entry.value} {point.special_cause} {point.direction}"
    lean = _LEANS.get(judging.sign(judged, judged.last), "neutral")
    yield _signal(made, Kind.SPECIAL_CAUSE, entry.period, f"{made.book.row.name}: {head} {shown}", facts, lean)


def _missed(made: Judgement, *, accepted: bool) -> Iterator[Signal]:
    """The last value misses its target, and nobody has accepted that for now."""
    judged = made.judged
    if judged.last is None:
        return
    entry, aim = judged.entries[judged.last], judged.aim(judged.last)
    state = aiming.stands(entry.value, aim, accepted=accepted)
    if aim is None or state not in (aiming.MISSED, aiming.NEARLY):
        return
    value, wanted = in_words(entry.value, judged.details), judging.aim_words(aim, judged.details)
    words = f"{made.book.row.name}: {value} in {say(entry.period)}, and the target is {wanted}."
    ending = " It is nearly met." if state == aiming.NEARLY else ""
    lean = "concern" if state == aiming.MISSED else "neutral"
    yield _signal(made, Kind.TARGET, entry.period, words + ending, f"{entry.value} against {aim.value}", lean)


def _far(made: Judgement) -> Iterator[Signal]:
    """The last value lies far from every other of its stretch: a slip, or something to look into."""
    judged = made.judged
    if judged.last is None:
        return
    stretch = judged.point(judged.last).segment
    values = [each.value if each.segment == stretch else None for each in judged.chart.points]
    score = modified_z_scores(values)[judged.last]
    if score is None or abs(score) <= FAR:
        return
    entry, known = judged.entries[judged.last], sum(value is not None for value in values)
    value = in_words(entry.value, judged.details)
    words = f"{made.book.row.name}: {value} in {say(entry.period)} is far from the other {known - 1} values."
    caution = " With so few values that can happen by itself: check it first." if known < ENOUGH_POINTS else ""
    yield _signal(
        made, Kind.OUTLIER, entry.period, words + caution + " Is it a slip?" * (not caution), f"{entry.value}"
    )


def _apart(viewer: Viewer, partnership: UUID, made: Sequence[Judgement]) -> Iterator[Signal]:
    """Our newest figure differs by more than chance, in the bad direction, from England or from the neighbours together."""
    place = queries.authority(viewer, partnership)
    by_period: dict[Period, list[Judgement]] = {}
    for each in made:
        if place and each.newest is not None and each.newest.value is not None:
            by_period.setdefault(each.newest.period, []).append(each)
    for period, rows in by_period.items():  # a handful: indicators end with the same quarter, day or year
        known = published.comparisons(viewer, [each.book.row.code for each in rows], place, period=period)
        for each in rows:
            found = known.get(each.book.row.code)
            if found is not None and found.measure.kind != "count" and found.fit is not Fit.LENGTH:
                yield from _worse(each, found)


def _worse(made: Judgement, found: Comparison) -> Iterator[Signal]:
    newest = made.newest
    if newest is None or newest.value is None:
        return
    ours = others.Ours(newest.value, newest.derived.parts, newest.when)
    worse = [one for one in others.against(ours, found) if others.signal(one.way, found.measure) == "worse"]
    if worse:
        head, shown = others.reading(ours, found)
        facts = " ".join([str(newest.value), *(f"{one.way} {one.value}" for one in worse)])
        yield _signal(made, Kind.COMPARISON, newest.period, f"{made.book.row.name}: {head} {shown}", facts, "concern")


def _larger(viewer: Viewer, partnership: UUID) -> Iterator[Signal]:
    """A part is larger than what holds it: the newest of each pair."""
    seen: set[tuple[UUID, UUID]] = set()
    for pair, clash in queries.clashes(viewer, partnership):
        if (pair.part, pair.whole) in seen:
            continue
        seen.add((pair.part, pair.whole))
        group = f", {cuts.words(clash.cut)}" if clash.cut else ""
        words = (
            f"{pair.part_name}: {number(clash.part)} in {say(clash.period)}{group}, more than the {number(clash.whole)} "
            f"of {pair.whole_name}, which holds them."
        )
        yield Signal(
            Kind.INCONSISTENT, partnership, clash.period, words, f"{clash.part} over {clash.whole} of {pair.whole_code}",
            reverse("evidence:indicator", args=[pair.part]), indicator=pair.part, cut=clash.cut, lean="neutral",
        )  # fmt: skip
