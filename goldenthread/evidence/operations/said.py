"""What others say: printed figures kept beside ours, and what others publish to compare with."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.evidence import queries
from goldenthread.evidence.holding import about, kept_by, needed, of
from goldenthread.evidence.models import Benchmark, Claim
from goldenthread.evidence.models.benchmark import KINDS
from goldenthread.evidence.rules import cuts
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period


@writes
def keep_claim(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    indicator: str,
    period: Period,
    printed: Decimal | int,
    where: str,
    why_differs: str = "",
    breakdown: dict[str, str] | None = None,
) -> UUID:
    """Keep a figure as it was printed, beside the one that follows from the parts. Returns its id.

    It is never used as data. ``printed`` carries its decimals: ``Decimal("32.6")``. ``where``: the document and the page.
    """
    row = queries.of_code(by, partnership, indicator)
    by.require(Permission.EVIDENCE_EDIT, partnership=partnership)
    value, cut, why = Decimal(printed), cuts.cut(breakdown), why_differs.strip()
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or abs(value) > Decimal("99999999999"):
        raise RuleBroken("Enter the number that was printed.", field="printed")
    made = Claim.objects.create(
        indicator=row,
        start=period.start,
        end=period.end,
        cut=cut,
        printed=value,
        decimals=min(max(0, -exponent), 4),
        where=needed(where, "where", "Say where it was printed: the document and the page.", 300),
        why_differs=why,
        explained_at=at if why else None,
        explained_by=by.user_id if why else None,
        explained_by_name=by.name[:200] if why else "",
    )
    trail.write("evidence.claim_kept", by=by, at=at, **of(row), about=about(period, cut), printed=str(value))
    return made.pk


@writes
def explain_claim(*, by: Viewer, at: datetime, claim: UUID, seen: int, why: str) -> None:
    """Say why a printed figure differs from the one that follows."""
    found = queries.claim(by, claim)
    by.require(Permission.EVIDENCE_EDIT, partnership=found.indicator.partnership_id)
    row = Claim.for_edit(found.pk, seen=seen)
    words = needed(why, "why", "Say why the printed figure differs.")
    row.apply(
        {
            "why_differs": words,
            "explained_at": at,
            "explained_by": by.user_id,
            "explained_by_name": by.name[:200],
        }
    )
    trail.write("evidence.claim_explained", by=by, at=at, **of(found.indicator), printed=str(found.printed), why=words)


@writes
def remove_claim(*, by: Viewer, at: datetime, claim: UUID, why: str) -> None:
    """Remove a printed figure, with the reason. What it said stays in the audit trail, and it can be kept again."""
    found = queries.claim(by, claim)
    by.require(Permission.EVIDENCE_EDIT, partnership=found.indicator.partnership_id)
    reason = needed(why, "why", "Say why the printed figure is removed.")
    Claim.objects.filter(pk=found.pk).delete()
    trail.write(
        "evidence.claim_removed",
        by=by,
        at=at,
        **of(found.indicator),
        about=about(found.period, found.cut),
        printed=f"{found.printed:,.{found.decimals}f}",
        where=found.where,
        explained=found.why_differs,
        why=reason,
    )


@writes
def add_benchmark(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    indicator: str,
    period: Period,
    kind: str,
    value: Decimal | int,
    source: str,
    release: str,
    place: str = "",
) -> UUID:
    """Add a value that others published, to compare with: England, the region, statistical neighbours. Returns its id.

    What an imported release has is not typed as well: it would stand there twice.
    """
    row = kept_by(by, queries.of_code(by, partnership, indicator).pk)
    if kind not in KINDS:
        raise RuleBroken("Choose what it is compared with.", field="kind")
    named = (place.strip() or (KINDS[kind] if kind != "other" else ""))[:120]
    if not named:
        raise RuleBroken("Name the area.", field="place")
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or number < 0:
        raise RuleBroken("Enter the value that was published, 0 or more.", field="value")
    held = queries.imported(by, indicator, period).get(named.casefold())
    if held:
        raise RuleBroken(f"The figure of {named} for these days is there already, from {held}.", field="place")
    released = needed(release, "release", "Say of which release it is, such as November 2017.", 120)
    there = Benchmark.objects.filter(indicator=row, start=period.start, end=period.end, place=named, release=released)
    if there.exists():
        raise RuleBroken("This value, of this release, is there already.", field="release")
    made = Benchmark.objects.create(
        indicator=row,
        start=period.start,
        end=period.end,
        kind=kind,
        place=named,
        value=number,
        decimals=min(max(0, -exponent), 4),
        source=needed(source, "source", "Say who published it.", 300),
        release=released,
    )
    trail.write("evidence.benchmark_added", by=by, at=at, **of(row), place=named, value=str(number))
    return made.pk
