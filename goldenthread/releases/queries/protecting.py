"""Figures as an audience may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.records import queries as records
from goldenthread.releases.models import Edition, Standing
from goldenthread.releases.queries.policies import policy
from goldenthread.releases.queries.rows import releases
from goldenthread.releases.reading import parts, read
from goldenthread.releases.rules import audiences, protecting
from goldenthread.releases.rules.document import document
from goldenthread.releases.rules.periods import from_codes
from goldenthread.releases.rules.protecting import Besides, Kept, Protected, kept_from
from goldenthread.releases.rules.standing import only, relatives


@dataclass(frozen=True, slots=True)
class Tables:
    """Protected tables: ``document`` is what may be shown; ``found`` stays with those who may look behind it."""

    document: dict[str, Any]
    found: Protected


@reads
def protected(
    viewer: Viewer,
    partnership: UUID,
    indicators: Iterable[str],
    periods: Sequence[Period],
    breakdowns: Iterable[str],
    audience: str,
    tell: protecting.Tell = protecting.silent,
) -> Tables:
    """Return the figures of a partnership as an audience may see them, with all that was released to it before in mind.

    ``indicators`` are codes, ``breakdowns`` such as "sex" or "age;sex". Raises `RuleBroken` when nothing is left to show, or when
    a number could be worked out however much is hidden.
    """
    place = records.get(viewer, partnership, kind="partnership.partnership")
    chosen = policy(viewer, partnership, audience)
    heads, counts = read(viewer, partnership, indicators, periods, breakdowns)
    if all(each.value is None for each in counts):
        raise RuleBroken("There is no figure for these indicators and periods.", field="indicators")
    known = relatives((each.code for each in heads), parts())
    before, beside = earlier(viewer, partnership, audience, known), besides(viewer, partnership, audience, known)
    found = protecting.protect(counts, chosen, before, parts(), beside, {each.code: each.name for each in heads}, tell)
    whole = {
        "partnership": place.title,
        "audience": audience,
        "policy": _plain(chosen),
        "policy_words": chosen.words,
        "tables": document(heads, counts, found.kept, chosen),
    }
    return Tables(whole, found)


@reads
def check_again(viewer: Viewer, edition: Edition) -> None:
    """Raise `RuleBroken` unless a prepared edition still shows the figures of now, and still gives nothing away."""
    place, audience = edition.release.partnership_id, edition.release.audience
    chosen = policy(viewer, place, audience)
    kept = kept_from(edition.proof["kept"])
    periods = from_codes(edition.chosen["periods"])
    heads, counts = read(viewer, place, edition.chosen["indicators"], periods, edition.chosen["breakdowns"])
    known = relatives((each.code for each in heads), parts())
    before, beside = earlier(viewer, place, audience, known), besides(viewer, place, audience, known)
    named = {each.code: each.name for each in heads}
    protecting.check_again(counts, chosen, before, parts(), kept, beside, named)
    now = {"tables": document(heads, counts, kept, chosen), "policy": _plain(chosen)}
    if any(now[name] != edition.document[name] for name in now):
        raise RuleBroken("The tables would read otherwise now. Send this back, and have it prepared again.")


def _plain(chosen: audiences.Policy) -> dict[str, Any]:
    return {"threshold": chosen.threshold, "rounding": chosen.rounding, "whole_groups": chosen.whole_groups}


@reads
def earlier(
    viewer: Viewer, partnership: UUID, audience: str, codes: frozenset[str] | None = None
) -> list[tuple[str, Kept]]:
    """Return everything an audience was given before, oldest first; also what was taken down, which is known all the same.

    That is released editions, and what board papers, reports and live pages may show. ``codes``: only of these indicators.
    Only for those who may read the figures themselves.
    """
    records.get(viewer, partnership, kind="partnership.partnership")
    reach = viewer.reach(Permission.EVIDENCE_VIEW)
    if not reach.everywhere and partnership not in reach.around:
        return []
    reads_too = audiences.ALSO_READS[audience]
    out = Edition.objects.filter(
        release__partnership=partnership, release__audience__in=reads_too, decision__released=True
    )
    named = out.values_list("decision__at", "release__record__reference", "number", "proof__kept")
    told = [(at, f"{reference}, edition {number}", kept) for at, reference, number, kept in named]
    given = Standing.objects.filter(partnership=partnership, audience__in=reads_too)
    for at, number, of, held, kept in given.values_list("at", "number", "audience", "codes", "proof"):
        if codes is None or not codes.isdisjoint(held):
            told.append((at, audiences.live_name(of, number), kept))
    told.sort(key=lambda each: each[:2])
    found = [(name, kept_from(kept)) for _, name, kept in told]
    return (
        found if codes is None else [(name, kept) for name, each in found if (kept := only(each, codes)).tables.cells]
    )


@reads
def besides(viewer: Viewer, partnership: UUID, audience: str, codes: frozenset[str] | None = None) -> list[Besides]:
    """Return the other readers of what an audience gets, each with what they were given before and their own policy."""
    others = [name for name, reads_too in audiences.ALSO_READS.items() if audience in reads_too and name != audience]
    found = [
        Besides(
            audiences.AUDIENCES[name],
            policy(viewer, partnership, name),
            tuple(earlier(viewer, partnership, name, codes)),
        )
        for name in others
    ]
    return [each for each in found if each.earlier]


@reads
def earlier_names(viewer: Viewer, edition: Edition) -> list[str]:
    """Return what an edition was checked against: everything its readers had been given by the time it was prepared."""
    found = Edition.objects.filter(
        release__partnership=edition.release.partnership_id,
        release__audience__in=audiences.ALSO_READS[edition.release.audience],
        decision__released=True,
        decision__at__lte=edition.prepared_at,
        release__in=releases(viewer).order_by().values("pk"),
    ).order_by("decision__at")
    named = found.values_list("release__record__reference", "release__title", "number")
    return [f"{reference} {title}, edition {number}" for reference, title, number in named]
