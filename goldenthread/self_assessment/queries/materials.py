"""What rounds offer to reports: how many returned, what was said of each standard, and what changed since last year.

Only those who see the rounds of a partnership whole are offered anything. Nothing is said of fewer than six agencies together.
"""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from django.urls import reverse

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.periods import Period
from goldenthread.self_assessment.models import Return, Round
from goldenthread.self_assessment.queries import rows
from goldenthread.self_assessment.queries.analysis import analysis
from goldenthread.self_assessment.queries.watching import YEARLY, places_watched
from goldenthread.self_assessment.rules.analysing import FEWEST, percent
from goldenthread.workbench.materials import Block, Column, Figure, Offer, TableBlock

CODE = "self_assessment"
_TABLES = {"completeness": "who returned, by kind of agency", "standards": "each standard, this year and last"}


@reads
def offers(viewer: Viewer, partnership: UUID, period: Period) -> Sequence[Offer]:
    """Return what can be put into a report: of each kind of round that ended in its period."""
    found = []
    for purpose, words in YEARLY.items():
        if _round(viewer, partnership, period, purpose) is not None:
            key = f"{CODE}.{purpose}"
            found += [Offer(f"{key}.{name}", f"{words}: {title}", "table") for name, title in _TABLES.items()]
            found.append(
                Offer(f"{key}.returned", f"{words}: share returned", "figure", "Returns signed, of those asked")
            )
    return found


@reads
def block(viewer: Viewer, partnership: UUID, period: Period, key: str) -> Block | None:
    """Return the block of a key; None when no round ended in the period, or too few returned."""
    purpose, _, name = key.removeprefix(f"{CODE}.").partition(".")
    row = _round(viewer, partnership, period, purpose) if purpose in YEARLY else None
    if row is None:
        return None
    if name == "returned":
        return _returned(viewer, row, partnership, key)
    maker = {"completeness": _completeness, "standards": _standards}.get(name)
    return maker(viewer, row, partnership, key) if maker else None


def _round(viewer: Viewer, partnership: UUID, period: Period, purpose: str) -> Round | None:
    """The last round of a purpose whose last day lies in a period, for those who see it whole."""
    if partnership not in dict(places_watched(viewer)):
        return None
    found = rows.rounds(viewer).filter(
        places__partnership=partnership,
        asked__bank__purpose=purpose,
        sent_at__isnull=False,
        sign_by__range=(period.start, period.end),
    )
    return found.order_by("-sign_by", "-pk").first()


def _asked(viewer: Viewer, row: Round, partnership: UUID) -> list[Return]:
    found = rows.returns(viewer).filter(round=row.pk, answered__partnership=partnership)
    return list(found.order_by("likeness", "agency__title"))


def _source(row: Round) -> str:
    return f"{row.record.title}: returns signed by everybody who signs"


def _returned(viewer: Viewer, row: Round, partnership: UUID, key: str) -> Figure:
    asked = _asked(viewer, row, partnership)
    signed = sum(each.signed_at is not None for each in asked)
    return Figure(
        key=key,
        label=f"{YEARLY[row.asked.bank.purpose]}: share returned",
        value=Decimal(100 * signed) / len(asked) if asked else None,
        unit="%",
        period=Period(row.fill_by, row.sign_by),
        definition="Returns signed by everybody who signs, of all that were asked for",
        supplier="The agencies that were asked",
        status="worked out",
        numerator=Decimal(signed),
        denominator=Decimal(len(asked)),
        address=reverse("self_assessment:round", args=[row.pk]),
    )


def _completeness(viewer: Viewer, row: Round, partnership: UUID, key: str) -> TableBlock:
    kinds: dict[str, list[Return]] = {}
    for each in _asked(viewer, row, partnership):
        kinds.setdefault(each.likeness or "Others", []).append(each)
    told = [(name, sum(each.signed_at is not None for each in own), len(own)) for name, own in sorted(kinds.items())]
    told.append(("All", sum(each[1] for each in told), sum(each[2] for each in told)))
    lines = tuple((name, str(of), str(signed), f"{100 * signed / of:.0f}%" if of else "–") for name, signed, of in told)
    head = (Column("Kind of agency"), Column("Asked", True), Column("Returned", True), Column("Share", True))
    title = f"{YEARLY[row.asked.bank.purpose]}: who returned"
    return TableBlock(key, title, head, lines, _source(row), totals=frozenset({len(lines) - 1}))


def _standards(viewer: Viewer, row: Round, partnership: UUID, key: str) -> TableBlock | None:
    found = analysis(viewer, row.pk)
    if found.returned < FEWEST:
        return None
    lines = []
    for each in found.asked.standards:
        now, then = found.standards[each.code], found.before.get(each.code)
        change = "–" if now is None or then is None else f"{now - then:+.0f}".replace("-", "−").replace("+0", "0")
        lines.append((f"{each.code} {each.title}", percent(now), percent(then), change))
    head = (Column("Standard"), Column("This year", True), Column("Last year", True), Column("Change, in points", True))
    title = f"{YEARLY[row.asked.bank.purpose]}: what was said of each standard"
    note = f"The middle of {found.returned} returns. 0% is the worst grade everywhere, 100% the best."
    return TableBlock(key, title, head, tuple(lines), _source(row), notes=(note,))
