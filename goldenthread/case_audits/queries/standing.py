"""Standing audits as series."""

from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits.library import LASTING
from goldenthread.case_audits.models import Audit
from goldenthread.case_audits.queries.audits import audits
from goldenthread.case_audits.queries.moderation import results
from goldenthread.case_audits.queries.scope import may_lead
from goldenthread.case_audits.rules import states
from goldenthread.case_audits.rules.results import overall
from goldenthread.case_audits.rules.standing import Held


@reads
def series(viewer: Viewer, *, partnership: UUID | None = None) -> dict[tuple[str, str], list[Held]]:
    """Return the complete audits of each series, oldest first, by (partnership, name of the series)."""
    rows = audits(viewer, partnership=partnership).exclude(series="").filter(state=states.COMPLETE)
    found: dict[tuple[str, str], list[Held]] = {}
    for row in rows.prefetch_related("tallies").order_by("partnership__title", "series", "held_on", "pk"):
        held = result_of(viewer, row)
        if held is not None:
            found.setdefault((row.partnership.title, row.series), []).append(held)
    return found


@reads
def result_of(viewer: Viewer, row: Audit) -> Held | None:
    """Return the one figure an audit is followed by: its overall grade, or the first result it was recorded with."""
    if row.recorded:
        first = next(iter(row.tallies.all()), None)
        if first is None:
            return None
        words = (
            f"{first.words}: {first.met} of {first.of}" if first.of else f"{first.words}: {first.percent}% (as printed)"
        )
        return Held(row.pk, row.title, row.held_on, first.share, words, first.of)
    if row.type.needs == LASTING:  # it asks what made the difference, and grades nobody
        return None
    found = overall(results(viewer, row))
    if found is None or found.share is None:
        return None
    return Held(row.pk, row.title, row.held_on, found.share, f"{found.name}, good or better: {found.words}", found.of)


@reads
def may_add_to(viewer: Viewer, row: Audit) -> bool:
    """Say whether the viewer may add the next audit to the series of a recorded one: who runs audits, or holds the series' audits.

    An agency that took part in the last of a series counts its own sample: the front door does not ask anybody to type it in.
    """
    if may_lead(viewer, row):
        return True
    agencies = viewer.reach(Permission.CASE_AUDIT_GRADE).agencies
    return row.participants.filter(agency__in=agencies).exists()
