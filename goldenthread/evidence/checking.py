"""What can be wrong with the evidence, for the nightly data checks."""

from collections.abc import Iterable
from datetime import date, timedelta  # not a deadline: how long a figure may wait before the checks tell

from django.urls import reverse

from goldenthread.access.eyes import SCRUTINEER
from goldenthread.access.viewer import Viewer
from goldenthread.evidence import queries
from goldenthread.evidence.models import Claim, Indicator
from goldenthread.evidence.rules.sheet import number, say
from goldenthread.foundation.text import counted
from goldenthread.workbench.checks import DataCheck, Found, Severity

_WAIT = timedelta(days=60)


def _found(row: Indicator, key: str, detail: str) -> Found:
    return Found(
        f"{key}:{row.pk}",
        row.name,
        detail,
        record=row.pk,
        partnership=row.partnership_id,
        address=reverse("evidence:indicator", args=[row.pk]),
    )


def not_signed_off(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield the indicators with figures that were supplied two months ago and are not signed off."""
    waiting: dict[Indicator, int] = {}
    for row in queries.unsigned(viewer).filter(supplied_on__lt=on - _WAIT):
        waiting[row.indicator] = waiting.get(row.indicator, 0) + 1
    for indicator, figures in waiting.items():
        yield _found(indicator, "unsigned", f"{counted(figures, 'figure')} not signed off for two months or more.")


def printed_unexplained(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield the printed figures that differ from the ones that follow, and that nobody explained."""
    waiting = queries.claims(viewer).filter(why_differs="")
    books = {pk: queries.book(viewer, pk) for pk in {each.indicator_id for each in waiting}}
    for claim in waiting:
        book = books[claim.indicator_id]
        for printed in book.figure(claim.period, claim.cut).printed:
            if printed.claim.pk == claim.pk and printed.differs:
                yield _found(book.row, f"printed:{claim.pk}", _differs(claim, printed))


def _differs(claim: Claim, printed: queries.Printed) -> str:
    return f"{printed.words} is printed in {claim.where}; {printed.derived} follows from the figures supplied."


def parts_disagree(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield the indicators with a supplied total that its own parts contradict."""
    known = queries.readings(viewer).exclude(cut="").order_by().values_list("indicator", flat=True).distinct()
    for pk in known:
        book = queries.book(viewer, pk)
        for one in book.series():
            told = [each for each in one.notes if each.startswith("The parts by")]
            if told:
                yield _found(book.row, f"parts:{one.period.end}", f"{say(one.period)}: {told[0]}")


def part_larger(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield the figures of a part that are larger than those of what holds it."""
    places = queries.indicators(viewer).order_by().values_list("partnership", flat=True).distinct()
    for partnership in filter(None, places):
        for pair, clash in queries.clashes(viewer, partnership):
            yield Found(
                f"contained:{pair.part}:{pair.whole}:{clash.period.end}:{clash.cut}",
                pair.part_name,
                f"{say(clash.period)}: {number(clash.part)}, more than the {number(clash.whole)} of {pair.whole_name}.",
                record=pair.part,
                partnership=partnership,
                address=reverse("evidence:indicator", args=[pair.part]),
            )


CHECKS = (
    DataCheck(
        "evidence.contained",
        "A part is larger than what holds it",
        Severity.LOOK,
        "One of the two figures is wrong: everything the part counts is counted by the whole too.",
        "Ask the supplier, and restate the wrong one with the reason.",
        part_larger,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "evidence.unsigned",
        "Figures nobody has signed off",
        Severity.LOOK,
        "A figure that no senior stands for should not be published or acted upon.",
        "Ask the agency that supplied it, and record who signed it off.",
        not_signed_off,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "evidence.parts",
        "A total does not agree with its parts",
        Severity.LOOK,
        "One of the two is wrong, and readers will find out which.",
        "Ask the supplier, and restate the wrong one with the reason.",
        parts_disagree,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "evidence.printed",
        "A printed figure differs and nobody has said why",
        Severity.NOTE,
        "Readers compare a report with what was printed before.",
        "Open the printed figure and explain the difference.",
        printed_unexplained,
        eyes=SCRUTINEER,
    ),
)
