"""The whole reading: every check, the silences, and the most that one reader is shown."""

from collections import Counter
from collections.abc import Iterable, Sequence

from goldenthread.foundation.periods import Period
from goldenthread.proofreading.checks import (
    Check,
    Reading,
    abbreviations,
    answers,
    changes,
    course,
    dated,
    lists,
    names,
    placeholders,
    rates,
    relations,
    shares,
    sums,
    terms,
    totals,
    twice,
    unequal,
    written,
)  # fmt: skip
from goldenthread.proofreading.checks import (
    known as known_figures,
)
from goldenthread.proofreading.kinds import KINDS
from goldenthread.proofreading.model import Document, Known, Proof, Report, Silence
from goldenthread.proofreading.years import infer

MOST = 60
_CHECKS: tuple[Check, ...] = (
    totals.check,
    relations.check,
    shares.check,
    written.check,
    changes.check,
    course.check,
    sums.check,
    answers.check,
    rates.check,
    twice.check,
    unequal.check,
    dated.check,
    placeholders.check,
    lists.check,
    names.check,
    terms.check,
    abbreviations.check,
    known_figures.check,
)
KNOWN_FIGURES: tuple[Check, ...] = (known_figures.check,)


def proofread(
    document: Document,
    period: Period | None = None,
    known: Iterable[Known] = (),
    silenced: Sequence[Silence] = (),
    most: int = MOST,
    checks: Sequence[Check] = _CHECKS,
) -> Proof:
    """Read a document and return what does not add up, in the order of the document.

    ``period`` is what the report is about; without it, it is inferred. ``known`` are stored figures. ``silenced`` are kinds or
    quotations that a person has silenced. At most ``most`` reports are returned: the surest, and a fair share of each kind.
    ``checks`` are all of them, unless one is asked alone (`KNOWN_FIGURES`).
    """
    about = period or infer(document)
    told = {short: places[0][0] for short, places in abbreviations.explained(document).items()}
    reading = Reading(document, about, told, tuple(known))
    order = {where: place for place, where in enumerate(_places(document))}
    found = _unique(report for check in _CHECKS for report in check(reading))
    quiet = [(report, silence) for report in found if (silence := _silence(report, silenced))]
    loud = [report for report in found if not _silence(report, silenced)]
    chosen = _chosen(loud, most)
    left_out = Counter(report.kind for report in loud) - Counter(report.kind for report in chosen)
    chosen.sort(key=lambda report: order.get(_block_of(report.where, order), len(order)))
    return Proof(about, tuple(chosen), tuple(quiet), tuple(sorted(left_out.items())))


def _places(document: Document) -> list[str]:
    return list(dict.fromkeys(block.where for block in document.blocks))


def _block_of(where: str, order: dict[str, int]) -> str:
    """Return the place of the block that a report is about: reports name rows and columns after it."""
    while where not in order and ", " in where:
        where = where.rpartition(", ")[0]
    return where


def _unique(reports: Iterable[Report]) -> list[Report]:
    return list({(each.kind, each.where, each.found, each.expected): each for each in reports}.values())


def _silence(report: Report, silenced: Sequence[Silence]) -> Silence | None:
    return next((silence for silence in silenced if silence.covers(report)), None)


def _chosen(reports: list[Report], most: int) -> list[Report]:
    """Return the surest reports: first each kind up to its share, then, while there is room, the rest."""
    surest = sorted(reports, key=lambda report: -report.sure)
    taken: Counter[str] = Counter()
    first: list[Report] = []
    rest: list[Report] = []
    for report in surest:
        within = taken[report.kind] < KINDS[report.kind].most
        taken[report.kind] += within
        (first if within else rest).append(report)
    rest = [report for report in rest if report.sure >= 0.8]
    return (first + rest)[:most]
