"""What a judged series says, in one or two sentences with the number in them.

The words follow NHS England's Making Data Count: "common cause" is what the process does by itself, "special cause" is more than
chance. Neither is said aloud; the sentences say what a reader should make of it.
"""

from typing import Final

from goldenthread.evidence.judging.series import Judged
from goldenthread.evidence.rules import defining
from goldenthread.evidence.rules.aiming import Aim
from goldenthread.evidence.rules.sheet import in_words, say
from goldenthread.evidence.rules.spacing import ONE
from goldenthread.evidence.statistics import ENOUGH_POINTS, Variation
from goldenthread.foundation.text import counted

NOUNS: Final = {
    defining.PERCENT: "percentage",
    defining.PER_1000: "rate",
    defining.PER_10000: "rate",
    defining.MONEY: "amount",
    defining.SCORE: "score",
    defining.AVERAGE: "average",
}
_VARIATION: Final = {
    "common_cause": "no real change",
    "concern_high": "high, and a concern",
    "concern_low": "low, and a concern",
    "improvement_high": "high, and an improvement",
    "improvement_low": "low, and an improvement",
    "neutral_high": "higher, a real change to be explained",
    "neutral_low": "lower, a real change to be explained",
}
_RULES: Final = {
    "outside": "Outside the usual range",
    "trend": "One of seven or more in a row that {way}",
    "two_of_three": "One of two in three near the {end} end of the usual range",
    "shift": "One of seven or more in a row {side} the mean",
}
LEAST_FIGURES: Final = 5
"""With fewer figures in a stretch nothing is said of change: four moves say next to nothing about how far it moves by itself."""
_LARGE: Final = 100
METHODS: Final = {
    True: "unusual jumps left out of the limits, as NHSRplotthedots does",
    False: "every jump counted in the limits, as the NHS spreadsheet does",
}
_MANY: Final = 2
"""A move in the same direction is told from three times in a row: two are no news."""
_TREND_WORDS: Final = {"high": "rose", "low": "fell"}


def reading(judged: Judged, grain: str = "") -> tuple[str, str]:
    """Return what the series says: the one thing to know, and a sentence or two that show it."""
    last = judged.last
    if last is None:
        return "There is nothing to read yet.", ""
    now = _now(judged, last)
    if judged.known == 1:
        return f"{now}.", "One figure says nothing about change."
    segment, point = judged.segment, judged.point(last)
    if segment is None or segment.n < LEAST_FIGURES:
        return "Too early to say whether it has really changed.", f"{now}{_after(judged, last)}.{_caution(judged)}"
    if point.special_cause is None:
        head, shown = _usual(judged, last, now)
    else:
        head = f"The {_noun(judged)} {_moved(judged, last)}, by more than chance: {now}."
        shown = f"{_because(judged, last, grain)}{_meaning(judged)}"
    return head, f"{shown}{_caution(judged)}"


def _usual(judged: Judged, last: int, now: str) -> tuple[str, str]:
    earlier = [
        place for place in range(last) if judged.point(place).special_cause and _same_stretch(judged, place, last)
    ]
    back = ""
    if earlier:
        times = "once" if len(earlier) == 1 else f"{len(earlier)} times"
        back = f" It was more than chance {times} before, last in {say(judged.entries[earlier[-1]].period)}."
    head = f"The {_noun(judged)} has not really changed: {now}."
    return head, f"It lies within its usual range of {_range(judged)}.{back}"


def _same_stretch(judged: Judged, one: int, other: int) -> bool:
    return judged.point(one).segment == judged.point(other).segment


def _after(judged: Judged, last: int) -> str:
    """The figure before, where it stands in the same stretch."""
    before = [place for place in range(last) if judged.entries[place].counted is not None]
    if not before or not _same_stretch(judged, before[-1], last):
        return ", the first figure of a new usual range"
    return f", after {_now(judged, before[-1])}"


def _moved(judged: Judged, last: int) -> str:
    """How it moved: a trend by its way; else against where its stretch began."""
    point, first = judged.point(last), _first_value(judged, last)
    high = point.direction == "high"
    if point.special_cause == "trend":
        return "has been rising" if high else "has been falling"
    now = point.value or 0.0
    if first is not None and (now > first if high else now < first):
        return "has risen" if high else "has fallen"
    return "is higher than usual" if high else "is lower than usual"


def _first_value(judged: Judged, last: int) -> float | None:
    segment = judged.point(last).segment
    return next(
        (each.value for each in judged.chart.points if each.segment == segment and each.value is not None), None
    )


def _because(judged: Judged, last: int, grain: str) -> str:
    point, segment = judged.point(last), judged.segment
    assert segment is not None  # noqa: S101 - the last value stands in a stretch
    high = point.direction == "high"
    one = ONE.get(grain, "period")
    if point.special_cause == "outside":
        number, way = _outside(judged, last), _run(judged, last, trend=True)
        who = "It lies" if number == 1 else f"The last {number} {one}s lie"
        moving = (
            f"It {_TREND_WORDS['high' if high else 'low']} in each of the last {way} {one}s. " if way > _MANY else ""
        )
        return f"{moving}{who} {'above' if high else 'below'} the usual range of {_range(judged)}."
    if point.special_cause == "trend":
        return (
            f"It {_TREND_WORDS['high' if high else 'low']} in each of the last {_run(judged, last, trend=True)} {one}s."
        )
    if point.special_cause == "two_of_three":
        end = "upper" if high else "lower"
        return f"Two of three {one}s in a row lie near the {end} end of its usual range of {_range(judged)}."
    number = _run(judged, last, trend=False)
    mean = _shown(judged, segment.mean)
    return f"The last {number} {one}s all lie {'above' if high else 'below'} the mean of {mean}."


def _outside(judged: Judged, last: int) -> int:
    """How many values in a row, up to the last, lie outside on its side."""
    point, number = judged.point(last), 0
    for each in reversed(judged.chart.points[: last + 1]):
        if each.value is None:
            continue
        if (each.special_cause, each.direction, each.segment) != ("outside", point.direction, point.segment):
            break
        number += 1
    return number


def _run(judged: Judged, last: int, *, trend: bool) -> int:
    """How many values in a row, up to the last, rise or fall (each against the one before), or lie on one side of the mean."""
    point, segment = judged.point(last), judged.segment
    values = [
        each.value
        for each in judged.chart.points[: last + 1]
        if each.value is not None and each.segment == point.segment
    ]
    high, mean = point.direction == "high", segment.mean if segment else None
    number = 0
    for place in reversed(range(len(values))):
        against = (values[place - 1] if place else None) if trend else mean
        if against is None or not (values[place] > against if high else values[place] < against):
            break
        number += 1
    return number


def _meaning(judged: Judged) -> str:
    words = judged.variation or ""
    if words.startswith("concern"):
        return " That is a concern: ask what happened."
    if words.startswith("improvement"):
        return " That is an improvement: ask what was done, and keep it."
    return " Neither direction is good on its own: ask why."


def _caution(judged: Judged) -> str:
    segment = judged.segment
    if segment is None or not segment.too_few:
        return ""
    return f" This is provisional: it rests on {counted(segment.n, 'figure')}, and {ENOUGH_POINTS} are wanted."


def _noun(judged: Judged) -> str:
    return NOUNS.get(judged.details.factor, "number")


def _now(judged: Judged, place: int) -> str:
    entry = judged.entries[place]
    on = "on" if entry.period.days == 1 else "in"
    return f"{in_words(entry.value, judged.details)} {on} {say(entry.period)}"


def _range(judged: Judged) -> str:
    segment = judged.segment
    if segment is None:
        return ""
    return f"{_shown(judged, segment.lower)} to {_shown(judged, segment.upper)}"


def _shown(judged: Judged, value: float | None) -> str:
    return "–" if value is None else f"{value:,.{decimals(judged, value)}f}"


def decimals(judged: Judged, value: float) -> int:
    """Return how many decimals a limit or a mean is shown with: one more than a count has, unless it is a large one."""
    most = judged.details.decimals
    return most if most or abs(value) >= _LARGE else 1


def told(judged: Judged) -> Variation | None:
    """Return the reading of the last value, or None where it is too early to say."""
    early = judged.segment is None or judged.segment.n < LEAST_FIGURES
    return None if early else judged.variation


def variation_words(judged: Judged) -> str:
    """Return what the last value is, in a few words."""
    if told(judged) is None or judged.variation is None:
        return "too early to say"
    ending = ", provisionally" if judged.provisional and judged.variation != "common_cause" else ""
    return f"{_VARIATION[judged.variation]}{ending}"


def assurance_words(judged: Judged) -> str:
    """Return whether the target is within reach, in a few words."""
    last = judged.last
    aim = None if last is None else judged.aim(last)
    if aim is None:
        return "none set" + (", as neither direction is good on its own" if _neutral(judged) else "")
    words = aim_words(aim, judged.details)
    if _neutral(judged):
        return f"{words}; the chart does not judge it, as neither direction is good on its own"
    if judged.assurance is None:
        return f"{words}; too early to say whether it is within reach"
    ending = " (provisional)" if judged.provisional else ""
    told = {
        "consistently_pass": "it is met again and again as things are",
        "consistently_fail": "it will not be met as things are: another way of working is needed",
        "hit_or_miss": "as things are, chance decides whether it is met",
    }
    return f"{words}; {told[judged.assurance]}{ending}"


def aim_words(aim: Aim, details: defining.Details) -> str:
    """Return a target in words: "at least 90%"."""
    return f"{'at least' if aim.at_least else 'at most'} {in_words(aim.value, details)}"


def _neutral(judged: Judged) -> bool:
    return judged.details.polarity == defining.NEITHER


def why(judged: Judged, place: int) -> str:
    """Return the reading of one place, for the table beneath the chart."""
    entry, point = judged.entries[place], judged.point(place)
    if entry.left_out:
        return f"Left out: {entry.left_out[:1].lower()}{entry.left_out[1:]}"
    if point.value is None:
        return "Missing"
    if point.special_cause is None:
        return "Usual variation"
    high = point.direction == "high"
    words = _RULES[point.special_cause].format(
        way=_TREND_WORDS["high" if high else "low"], end="upper" if high else "lower", side="above" if high else "below"
    )
    if point.special_cause == "outside":
        words = f"{'Above' if high else 'Below'} the usual range"
    ending = {"concern": ": a concern", "improvement": ": an improvement"}.get(point.point_type, "")
    return f"{words}{ending}"


def method(judged: Judged) -> str:
    """Return how the limits were made, for the line of source."""
    screened = sum(segment.screened for segment in judged.chart.segments)
    left = f" ({counted(screened, 'jump')} left out)" if screened else ""
    return f"Usual range: XmR, mean plus and minus 2.66 mean moving ranges, {METHODS[judged.chart.screen]}{left}."
