"""What people decide about the checks of a report: what the proof-reader need not say again, which small numbers may be shown."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.proofreading import KINDS
from goldenthread.reports import queries, rules
from goldenthread.reports.holding import held, of, open_report
from goldenthread.reports.models import Release, Silence


@writes
def silence(*, by: Viewer, at: datetime, report: UUID, kind: str, why: str, quote: str = "") -> UUID:
    """Have the proof-reader be silent about one quotation, or about a whole kind, in this report. Returns the silence's id."""
    row = open_report(by, report)
    if kind not in KINDS:
        raise RuleBroken("The proof-reader knows no such kind of report.", field="kind")
    reason = rules.required_words(why, "why", "Say why it is right as it stands.")
    if Silence.objects.filter(report=row, kind=kind, quote=quote).exists():
        raise RuleBroken("This has been silenced already.")
    made = Silence.objects.create(
        report=row, kind=kind, quote=quote, why=reason, at=at, by=by.user_id, by_name=by.name[:200]
    )
    trail.write("reports.silenced", by=by, at=at, **of(row), kind=KINDS[kind].title, why=reason)
    return made.pk


@writes
def hear_again(*, by: Viewer, at: datetime, silence: UUID) -> None:
    """Have the proof-reader say again what was silenced."""
    found = queries.silence(by, silence)
    row = open_report(by, found.report_id)
    Silence.objects.filter(pk=found.pk).delete()
    trail.write("reports.heard_again", by=by, at=at, **of(row), kind=KINDS[found.kind].title)


@writes
def release(*, by: Viewer, at: datetime, report: UUID, numbers: Sequence[str], why: str) -> None:
    """Let small numbers be published, each named as the check words it. Raises `RuleBroken` for one that is not there.

    Who may release is not who publishes: a second person has looked.
    """
    found = queries.report(by, report)
    by.require(Permission.REPORT_RELEASE, partnership=found.partnership_id)
    reason = rules.required_words(why, "why", "Say why they may be published.")
    row = held(found)
    there = {one.words for one in queries.compiled(by, report).small}
    if not numbers:
        raise RuleBroken("Choose the numbers that may be published.", field="numbers")
    if not set(numbers) <= there:
        raise RuleBroken("A number has changed since you looked. Look again at what stands there now.", field="numbers")
    already = set(row.releases.values_list("number", flat=True))
    fresh = [number for number in dict.fromkeys(numbers) if number not in already]
    Release.objects.bulk_create(
        Release(report=row, number=number, why=reason, at=at, by=by.user_id, by_name=by.name[:200]) for number in fresh
    )
    trail.write("reports.released", by=by, at=at, **of(row), count=len(fresh), why=reason)
