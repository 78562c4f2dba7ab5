"""An indicator's figures put to the judge: what joins the rows that were read with the rules that read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.evidence.books import Book, Figure
from goldenthread.evidence.judging import Entry, Judged, Settings, judge
from goldenthread.evidence.rules import spacing
from goldenthread.evidence.rules.aiming import OPEN_END, Aim
from goldenthread.foundation.periods import Period


@dataclass(frozen=True, slots=True)
class Judgement:
    """The figures of one series with what is to be said of them. ``grains`` are the series that can be chosen."""

    book: Book
    grain: str
    grains: tuple[str, ...]
    figures: tuple[Figure, ...]
    judged: Judged

    @property
    def newest(self) -> Figure | None:
        """The last figure that takes part; where none does, the last that has a value."""
        if self.judged.last is not None:
            return self.figures[self.judged.last]
        return next((each for each in reversed(self.figures) if each.value is not None), None)

    @property
    def one(self) -> str:
        """What one period is called: quarter."""
        return spacing.ONE[self.grain]


def judgement(book: Book, grain: str = "", *, until: date | None = None) -> Judgement:
    """Judge the figures of a book, in the grain that was asked for if there is one; reads only what the book's row holds.

    ``until``: as it stood on a day, for reports of a period.
    """
    runs = {name: [each for each in run if until is None or each.end <= until] for name, run in book.runs().items()}
    chosen = grain if grain in runs else next(iter(runs), "")
    figures = tuple(book.figure(period) for period in runs.get(chosen, ()))
    return Judgement(
        book, chosen, tuple(runs), figures, judge(entries(figures), book.details_now(), settings(book), aims(book))
    )


def entries(figures: Sequence[Figure]) -> list[Entry]:
    """Return figures as the judge takes them: one that covers less than its period takes no part."""
    return [Entry(each.period, each.value, each.version, _left_out(each)) for each in figures]


def _left_out(one: Figure) -> str:
    coverage = one.derived.coverage
    return "" if coverage is None or coverage.whole else f"Covers {coverage.words}"


def aims(book: Book) -> list[Aim]:
    """Return the targets of an indicator that are in force at some time, without the versions that were changed since."""
    return [
        Aim(Period(each.start, each.end or OPEN_END), each.value, each.at_least, each.near)
        for each in book.row.targets.all()
        if each.current
    ]


def settings(book: Book) -> Settings:
    """Return how the chart of an indicator is made."""
    row = book.row
    return Settings(row.preset, row.clamp, tuple((each.on, each.why) for each in row.rebases.all()))
