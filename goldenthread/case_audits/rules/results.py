"""What an audit found, as everybody may read it: by question, never by case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.case_audits.rules.tools import Judged
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.quality.rules import grades as scales
from goldenthread.quality.rules.asking import NOT_APPLICABLE, ScaleView

FEWEST = 6  # cases: of fewer, a number would tell of a single child
SMALL = 2


@dataclass(frozen=True, slots=True)
class Told:
    """One result of an audit held elsewhere: ``met`` of ``of`` cases, or ``percent`` as a paper printed it without its parts."""

    words: str
    met: int | None = None
    of: int | None = None
    percent: int | None = None

    def columns(self) -> dict[str, Any]:
        """Return it as columns of its row, checked; raises `RuleBroken`."""
        if not clean(self.words):
            raise RuleBroken("Say what was met.", field="told")
        parts = self.met is not None and self.of is not None
        if parts == (self.percent is not None):
            raise RuleBroken("Give how many of how many, or the percentage as printed.", field="told")
        if parts and not 0 <= (self.met or 0) <= (self.of or 0) > 0:
            raise RuleBroken("More cases met it than there were.", field="told")
        return {"words": clean(self.words)[:250], "met": self.met, "of": self.of, "percent": self.percent}


@dataclass(frozen=True, slots=True)
class Result:
    """The agreed grades of one question over all cases. ``counts`` by value of the scale; ``met`` were good or better."""

    judged: Judged
    counts: Mapping[str, int]
    met: int
    of: int

    @property
    def name(self) -> str:
        """What was graded: a section of the tool."""
        return self.judged.name

    @property
    def code(self) -> str:
        """The code of the question, the same over editions."""
        return self.judged.code

    @property
    def share(self) -> float | None:
        """The share of cases that were good or better, 0 to 1; None where none was graded."""
        return self.met / self.of if self.of else None

    @property
    def points(self) -> float | None:
        """The middle of the agreed grades between the worst (0) and the best (1), on average; None where none was graded."""
        scale = self.judged.question.scale
        if scale is None or not self.of:
            return None
        total = sum(float(scales.share(scale, value) or 0) * number for value, number in self.counts.items())
        return total / self.of

    @property
    def words(self) -> str:
        """The result as everybody may read it."""
        return told(self.met, self.of)


def good(scale: ScaleView) -> frozenset[str]:
    """Return the values of a scale that count as good or better: those in the upper half, "good" of four among them."""
    values = [str(each) for each in scale.numbers] or [each.code for each in scale.ordered]
    return frozenset(value for value in values if (scales.share(scale, value) or 0) * 2 > 1)


def result(judged: Judged, agreed: Iterable[str]) -> Result:
    """Add the agreed grades of a question up. What does not apply, and what was not agreed, counts nowhere."""
    scale = judged.question.scale
    assert scale is not None  # noqa: S101 - only questions that are graded are added up
    better = good(scale)
    counts: dict[str, int] = {}
    for value in agreed:
        if value and value != NOT_APPLICABLE and scales.share(scale, value) is not None:
            counts[value] = counts.get(value, 0) + 1
    return Result(
        judged, counts, sum(number for value, number in counts.items() if value in better), sum(counts.values())
    )


def told(met: int, of: int) -> str:
    """Say how many of the cases met something, so that no single case can be told from it.

    Of fewer than six cases only words are given; one or two, on either side, are not counted out.
    """
    if not of:
        return "Not graded"
    if met == of:
        return "All" if of < FEWEST else f"All {of}"
    if not met:
        return "None" if of < FEWEST else f"None of {of}"
    if of < FEWEST:
        return "Most" if met * 2 > of else "Some"
    if met <= SMALL:
        return f"A few of {of}"
    if of - met <= SMALL:
        return f"All but a few of {of}"
    return f"{met} of {of}"


def change(before: Result | None, now: Result) -> str:
    """Say how a question moved between an audit and the one that looked at it again."""
    if before is None or before.points is None or now.points is None:
        return ""
    step = now.points - before.points
    if abs(step) < 0.05:
        return "About the same"
    return "Better" if step > 0 else "Worse"


def overall(results: Sequence[Result]) -> Result | None:
    """Return the result of the overall grade, the last of the tool; None where nothing was graded."""
    return results[-1] if results else None


def from_before(before: Sequence[Result], now: Result) -> Result | None:
    """Return the result of the same question in an earlier audit, by its code; None where it was not asked."""
    return next((each for each in before if each.code == now.code), None)
