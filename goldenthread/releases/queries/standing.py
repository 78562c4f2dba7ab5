"""What an audience may see of a partnership's figures now, and how far that keeps up with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, QuerySet, Sum

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.evidence import queries as evidence
from goldenthread.releases.models import Edition, Standing
from goldenthread.releases.queries.policies import policies
from goldenthread.releases.reading import everything, parts
from goldenthread.releases.rules import standing
from goldenthread.releases.rules.audiences import live_name
from goldenthread.releases.rules.linking import Count
from goldenthread.releases.rules.standing import Standings


@dataclass(frozen=True, slots=True)
class Protection:
    """How the figures of a partnership are protected for an audience. ``at``: None while they never were.

    ``failed``: why some indicators cannot be shown at all; nothing of those is.
    """

    at: datetime | None
    hidden: int
    policy: str
    failed: tuple[str, ...]


@reads
def judge(viewer: Viewer, partnership: UUID, audience: str) -> Standings:
    """Return what says which figures an audience may see: for `evidence.veiling`, which asks for each figure."""
    shown: dict[str, Any] = {}
    for each in _newest(partnership, audience).order_by("number").values_list("shown", flat=True):
        shown |= each
    return Standings(shown)


@reads
def protection(viewer: Viewer, partnership: UUID, audience: str) -> Protection:
    """Return how the figures of a partnership are protected for an audience."""
    if not evidence.indicators(viewer, partnership).exists():
        return Protection(None, 0, "", ())
    rows = _newest(partnership, audience)
    told = rows.aggregate(last=Max("at"), hidden=Sum("hidden"))
    words = rows.order_by("-number").values_list("policy_words", flat=True).first()
    failed = rows.exclude(failed="").values_list("failed", flat=True)
    return Protection(told["last"], told["hidden"] or 0, words or "", tuple(failed))


@reads
def outdated(viewer: Viewer, partnership: UUID) -> bool:
    """Say whether figures came in, or something was decided about audiences, since those of a partnership were protected."""
    held = evidence.readings(viewer, current=False).filter(indicator__partnership=partnership)
    rows = Standing.objects.filter(partnership=partnership)
    at = rows.aggregate(last=Max("at"))["last"]
    if at is None:
        return held.exists()
    decided = any(each.at > at for each in policies(viewer, partnership))
    return decided or held.filter(entered_at__gt=at).exists()


@reads
def families(viewer: Viewer, partnership: UUID) -> list[tuple[str, ...]]:
    """Return the codes of the indicators of a partnership, in the families that are protected together."""
    return standing.families(
        evidence.indicators(viewer, partnership).order_by("code").values_list("code", flat=True), parts()
    )


@reads
def figures_of(viewer: Viewer, partnership: UUID, codes: Sequence[str]) -> tuple[dict[str, str], list[Count]]:
    """Return the names of indicators of a partnership, and all their figures as the rules take them."""
    books = evidence.books(viewer, evidence.indicators(viewer, partnership).filter(code__in=codes))
    return {each.row.code: each.row.name for each in books}, [one for each in books for one in everything(each)]


@reads
def released(viewer: Viewer, partnership: UUID) -> list[tuple[str, frozenset[str]]]:
    """Return every edition that was released of a partnership, each with the codes of its indicators."""
    if not evidence.indicators(viewer, partnership).exists():
        return []
    out = Edition.objects.filter(release__partnership=partnership, decision__released=True).order_by(
        "decision__at", "pk"
    )
    return [(str(pk), frozenset(chosen.get("indicators", ()))) for pk, chosen in out.values_list("pk", "chosen")]


@reads
def under_other_policies(viewer: Viewer, partnership: UUID, audience: str, words: str) -> frozenset[str]:
    """Return the names, as in `earlier`, of what an audience was shown of live figures while another policy held."""
    if not evidence.indicators(viewer, partnership).exists():
        return frozenset()
    rows = Standing.objects.filter(partnership=partnership, audience=audience).exclude(policy_words=words)
    return frozenset(live_name(audience, number) for number in rows.values_list("number", flat=True))


@reads
def newest_standings(viewer: Viewer, partnership: UUID, audience: str) -> Sequence[Standing]:
    """Return what stands of each family of indicators, without its proof."""
    if not evidence.indicators(viewer, partnership).exists():
        return []
    return list(_newest(partnership, audience).defer("proof", "shown"))


def _newest(partnership: UUID, audience: str) -> QuerySet[Standing]:
    rows = Standing.objects.filter(partnership=partnership, audience=audience)
    newer = rows.filter(key=OuterRef("key"), number__gt=OuterRef("number"))
    return rows.filter(~Exists(newer))
