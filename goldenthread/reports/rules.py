"""What makes a report whole. No clock, no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period, words

# What the proof-reader may say that nobody should publish over: mended, or silenced with a reason.
STOPPING = frozenset({"placeholder", "total"})


class Fill(StrEnum):
    """How far a section is."""

    EMPTY = "empty"
    TEXT_ONLY = "text without evidence"
    EVIDENCE_ONLY = "evidence without text"
    COMPLETE = "complete"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Meter:
    """How far a section is: whether the law wants it, and what it still lacks."""

    heading: str
    must: bool
    fill: Fill

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.fill in (Fill.COMPLETE, Fill.APPROVED)

    @property
    def has_text(self) -> bool:
        """Whether anybody has written anything in it."""
        return self.fill not in (Fill.EMPTY, Fill.EVIDENCE_ONLY)


def fill(text: str, evidence: int, *, wants_evidence: bool, approved: bool) -> Fill:
    """Return how far a section is, from its text, the blocks that stand in it, and whether any could."""
    if not text and not evidence:
        return Fill.EMPTY
    if not text:
        return Fill.EVIDENCE_ONLY
    if not evidence and wants_evidence:
        return Fill.TEXT_ONLY
    return Fill.APPROVED if approved else Fill.COMPLETE


def check_whole(meters: Sequence[Meter], unknown: Sequence[str]) -> None:
    """Raise `RuleBroken` when a required section is empty, or a block is named that does not exist."""
    empty = [meter.heading for meter in meters if meter.must and not meter.has_text]
    if empty:
        raise RuleBroken(f"The law wants these sections, and they have no text: {'; '.join(empty)}.")
    if unknown:
        raise RuleBroken(f"There is nothing under these names: {'; '.join(unknown)}.")


def check_proof(stops: Sequence[str]) -> None:
    """Raise `RuleBroken` for what the proof-reader found that must be mended, or silenced with a reason."""
    if stops:
        raise RuleBroken(f"Mend these, or say why they are right as they stand. {' '.join(stops)}")


def year_before(today: date) -> Period:
    """Return the last year from April to March that has ended: the one a report is usually about."""
    ended = today.year if today >= date(today.year, 4, 1) else today.year - 1
    return Period(date(ended - 1, 4, 1), date(ended, 3, 31))


def title(name: str, period: Period, *, kind: str = "yearly") -> str:
    """Return the title of a report that was given none."""
    words_of_kind = "safeguarding arrangements" if kind == "arrangements" else "yearly report"
    return f"{name}: {words_of_kind} {period.name}"


def check_read(carried: Sequence[str]) -> None:
    """Raise `RuleBroken` when sections carried from an earlier report were read by nobody since."""
    if carried:
        raise RuleBroken(f"Carried from an earlier report, and nobody has read it since: {'; '.join(carried)}.")


def required_words(given: str, field: str, sentence: str) -> str:
    """Return words without the space around them; raises `RuleBroken` when there are none."""
    if not (found := given.strip()):
        raise RuleBroken(sentence, field=field)
    return found


def check_day(day: date, *, first: date, today: date, field: str, what: str = "have been sent") -> None:
    """Raise `RuleBroken` for a day before something could be done, or one that has not come yet."""
    if day > today:
        raise RuleBroken("That day has not come yet.", field=field)
    if day < first:
        raise RuleBroken(f"It cannot {what} before {words(first)}.", field=field)
