"""Rounds: begun, filled with who must answer, sent, begun again for the next year, closed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.clocks.rules import chasing as steps
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean
from goldenthread.partnership import queries as partnerships
from goldenthread.quality import queries as quality
from goldenthread.records import operations as spine
from goldenthread.records import queries as records
from goldenthread.self_assessment import keeping, queries
from goldenthread.self_assessment.giving import Giving
from goldenthread.self_assessment.models import Place, Round
from goldenthread.self_assessment.rules import chasing, signing

_CHANGEABLE = frozenset({"fill_by", "sign_by", "words", "group", "threshold", "signers", "reminders", "ladder"})


@writes
def start_round(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    asked: UUID,
    title: str,
    year: str,
    fill_by: date,
    sign_by: date,
    places: Iterable[UUID] = (),
    signers: Sequence[str] | None = None,
    threshold: str = "",
    group: UUID | None = None,
    words: str = "",
    previous: UUID | None = None,
    illustrative: bool = False,
) -> UUID:
    """Begin a round that asks a published edition. Nobody is asked before it is sent. Returns its id.

    ``places`` are further partnerships whose round it is: who serves several answers all with one return.
    """
    homes = list(dict.fromkeys([partnership, *places]))
    for each in homes:
        by.require(Permission.ASSESSMENT_RUN, partnership=each)
    edition = quality.edition(by, asked)
    if edition.state != "published":
        raise RuleBroken("Ask a published edition.", field="asked")
    name = keeping.needed(title, "title", "Say what the round is called.", 200)
    record = spine.open_record(
        by=by,
        at=at,
        kind=queries.ROUND,
        title=name,
        opened_on=london_day(at),
        partnership=partnership,
        illustrative=illustrative,
    )
    row = Round(
        record=record,
        partnership_id=partnership,
        asked=edition,
        year=keeping.needed(year, "year", "Say for which year it is.", 20),
        fill_by=fill_by,
        sign_by=sign_by,
        signers=_signers(signers if signers is not None else signing.usual(edition.bank.purpose)),
        threshold=_threshold(by, edition.pk, threshold),
        group_id=_group(by, group),
        words=clean(words)[:5_000],
        previous_id=previous,
    )
    keeping.checked(row)
    row.save(force_insert=True)
    Place.objects.bulk_create(Place(round=row, partnership_id=each) for each in homes)
    trail.write("self_assessment.round_begun", by=by, at=at, record=row.pk, partnership=partnership, title=name)
    return record.pk


def _signers(given: Sequence[str]) -> list[str]:
    found = [each for each in signing.SIGNERS if each in given]
    if not found or set(given) - set(signing.SIGNERS):
        raise RuleBroken("Say who signs.", field="signers")
    return found


def _threshold(by: Viewer, edition: UUID, code: str) -> str:
    """Return the grade below which an answer wants an action; it stands on a scale of the edition."""
    scales = {each.scale for each in quality.questionnaire(by, edition).questions if each.scale}
    if code and not any(scale.value(code) for scale in scales):
        raise RuleBroken("This grade is on no scale of these questions.", field="threshold")
    return code


def _group(by: Viewer, group: UUID | None) -> UUID | None:
    return records.get(by, group, kind="partnership.group").pk if group else None


@writes
def change_round(*, by: Viewer, at: datetime, round: UUID, seen: int, changes: Mapping[str, Any]) -> None:
    """Change the days and words of a round. Once it is sent, its days can only be put back, and the signers stay."""
    row = keeping.round_of(by, round)
    row = Round.for_edit(row.pk, seen=seen)
    wrong = set(changes) - _CHANGEABLE
    if wrong:
        raise TypeError(f"These cannot be changed here: {', '.join(sorted(wrong))}.")
    given = _changes(by, row, changes)
    later = row.sent_at is not None and given.get("sign_by", row.sign_by) != row.sign_by
    trial = Round(**{each.attname: getattr(row, each.attname) for each in Round._meta.concrete_fields} | given)
    trial._state.adding = False
    keeping.checked(trial)
    changed = row.apply(given)
    if later:
        for each in row.returns.filter(signed_at__isnull=True):
            for clock in keeping.running_on(by, each).filter(pk=each.deadline):
                why = "The round was given more time."
                clocks.change_date(by=by, at=at, deadline=clock.pk, due=row.sign_by, why=why, allowed=True)
    _tell("self_assessment.round_changed", by, at, row, changes=sorted(changed))


def _changes(by: Viewer, row: Round, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return changes as the row keeps them; raises `RuleBroken`."""
    given = {("group_id" if name == "group" else name): value for name, value in changes.items()}
    checks: dict[str, Callable[[Any], Any]] = {
        "signers": _signers,
        "threshold": lambda code: _threshold(by, row.asked_id, code),
        "reminders": steps.days,
        "ladder": lambda ladder: steps.steps(ladder, chasing.LADDER),
    }
    given |= {name: check(given[name]) for name, check in checks.items() if name in given}
    if row.sent_at is not None:
        given.pop("signers", None)
        for name in ("fill_by", "sign_by"):
            if given.get(name, row.sign_by if name == "sign_by" else row.fill_by) < getattr(row, name):
                raise RuleBroken("The round is sent. A day can be put back, not brought forward.", field=name)
    return given


@writes
def ask(*, by: Viewer, at: datetime, round: UUID, agencies: Iterable[UUID]) -> int:
    """Say which agencies must answer, in place of those said before. Returns how many. Each serves a partnership of the round."""
    row = keeping.draft_of(by, round)
    places = row.homes
    known = {pk for pk, _ in queries.agencies_to_ask(by, places, london_day(at))}
    wanted = list(dict.fromkeys(agencies))
    if set(wanted) - known:
        raise RuleBroken("One of these agencies serves none of the partnerships of the round.", field="agencies")
    row.apply({"to_ask": [str(each) for each in wanted]})
    _tell("self_assessment.asked", by, at, row, count=len(wanted))
    return len(wanted)


@writes
def send_round(*, by: Viewer, at: datetime, round: UUID) -> list[UUID]:
    """Send a round: every agency gets its return, a date to meet, and last year's answers to begin from. Returns the ids."""
    row = keeping.draft_of(by, round)
    if not row.to_ask:
        raise RuleBroken("Say first who must answer.")
    if row.fill_by < london_day(at):
        raise RuleBroken("The day by which returns are filled is past.", field="fill_by")
    agencies = [UUID(each) for each in row.to_ask]
    found = {each.pk: each for each in partnerships.agencies(by).filter(pk__in=agencies)}
    serving = partnerships.places(by, agencies=agencies, on=london_day(at))
    row.apply({"sent_at": at, "sent_by_name": by.name[:200]})
    giving = Giving(by, at, row, serving)
    made = [giving.give(found[each]) for each in agencies if each in found]
    giving.carry_evidence()
    _tell("self_assessment.round_sent", by, at, row, count=len(made))
    return made


@writes
def repeat_round(
    *, by: Viewer, at: datetime, round: UUID, asked: UUID, title: str, year: str, fill_by: date, sign_by: date
) -> UUID:
    """Begin the same round for the next year: same partnerships, agencies and signers, perhaps a newer edition."""
    old = keeping.round_of(by, round)
    made: UUID = start_round(
        by=by,
        at=at,
        partnership=old.partnership_id,
        places=old.homes,
        asked=asked,
        title=title,
        year=year,
        fill_by=fill_by,
        sign_by=sign_by,
        signers=old.signers,
        threshold=old.threshold,
        group=old.group_id,
        words=old.words,
        previous=old.pk,
        illustrative=old.record.illustrative,
    )
    places = old.homes
    serving = {pk for pk, _ in queries.agencies_to_ask(by, places, london_day(at))}
    kept = [each for each in old.returns.values_list("agency", flat=True) if each in serving]
    ask(by=by, at=at, round=made, agencies=kept)
    return made


@writes
def close_round(*, by: Viewer, at: datetime, round: UUID) -> None:
    """Close a round: nothing is typed or signed in it any more. Who did not return stays so."""
    row = keeping.round_of(by, round)
    if row.sent_at is None or row.closed_at is not None:
        raise RuleBroken("Only a round that was sent, and is not closed, can be closed.")
    row.apply({"closed_at": at, "closed_by_name": by.name[:200]})
    for each in row.returns.filter(signed_at__isnull=True).select_related("round"):
        for clock in keeping.running_on(by, each):
            clocks.cancel(by=by, at=at, deadline=clock.pk, why="The round was closed", allowed=True)
    spine.close_record(by=by, at=at, record=row.pk, on=london_day(at))
    _tell("self_assessment.round_closed", by, at, row)


def _tell(event: str, by: Viewer, at: datetime, row: Round, **details: Any) -> None:
    place = row.partnership_id
    trail.write(event, by=by, at=at, record=row.pk, partnership=place, title=row.record.title, **details)
