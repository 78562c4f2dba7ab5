"""Keeping inspections and peer reviews: what they were, what they judged, what they found, what was signed off."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.saving import needed
from goldenthread.foundation.text import clean
from goldenthread.records import operations as spine
from goldenthread.records import search
from goldenthread.scrutiny import keeping, library, queries
from goldenthread.scrutiny.models import Inspected, Inspection, Judged, SignOff
from goldenthread.scrutiny.rules import inspecting
from goldenthread.thread import operations as thread
from goldenthread.thread.rules import words as finding

_WORDS = ("about", "words", "source", "link")
_PLAIN = ("told_strengths", "told_improvements", "next_on", "plan_due_on", "plan_sent_on")
_PLAN = "The inspectorate asked for a plan by this day."


@writes
def record_inspection(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    kind: str,
    title: str,
    from_on: date,
    to_on: date | None = None,
    letter_on: date | None = None,
    letter_month: bool = False,
    precision: str = inspecting.DAY,
    inspectorates: Sequence[str] | None = None,
    bodies: Iterable[UUID] = (),
    scale: str = "",
    before: UUID | None = None,
    group: UUID | None = None,
    illustrative: bool = False,
    **said: Any,
) -> UUID:
    """Record an inspection or a review by peers, past or announced. Returns its id.

    ``inspectorates`` None takes those of its kind. ``scale`` is the code of the scale it grades on, "" where it gives no grade.
    ``before`` is the inspection to compare it with; without it the newest of the same kind that began earlier. ``said`` are the
    fields of `change_inspection` that need no choice: about, words, source, link, told_strengths, told_improvements, next_on,
    plan_due_on, plan_sent_on.
    """
    by.require(Permission.SCRUTINY_KEEP, partnership=partnership)
    known = library.kinds().get(kind)
    if known is None:
        raise RuleBroken("Choose what kind of inspection or review it is.", field="kind")
    days = _days(from_on, to_on or from_on, letter_on, precision, at, letter_month=letter_month)
    named = needed(title, "title", "Say what it is called.", 250)
    home = keeping.chosen(group, queries.groups(by, partnership), "group", "Choose a group of the partnership.")
    earlier = _before(by, partnership, kind, before, from_on)
    record = spine.open_record(
        by=by, at=at, kind=queries.INSPECTION, title=named, opened_on=days["from_on"], partnership=partnership,
        owner_group=home, illustrative=illustrative,
    )  # fmt: skip
    row = Inspection.objects.create(
        record=record, partnership_id=partnership, group_id=home, kind=kind, title=named, before_id=earlier,
        inspectorates=list(known.inspectorates) if inspectorates is None else _names(inspectorates),
        scale_id=keeping.scale(by, partnership, scale), **days, **_said(said), **keeping.who(by, at),
    )  # fmt: skip
    _name_bodies(by, row, bodies)
    _plan_clock(row, by=by, at=at)
    _index(row)
    keeping.to_trail("scrutiny.inspection_recorded", row, by=by, at=at, kind=known.label, when=row.when)
    return record.pk


@writes
def change_inspection(*, by: Viewer, at: datetime, inspection: UUID, seen: int, changes: Mapping[str, Any]) -> None:
    """Change what an inspection says of itself. Its kind stays; its scale stays once something was graded on it."""
    keeping.held_inspection(by, inspection)
    row = Inspection.for_edit(inspection, seen=seen)
    values = _said({name: changes[name] for name in (*_WORDS, *_PLAIN) if name in changes})
    if "title" in changes:
        values["title"] = needed(changes["title"], "title", "Say what it is called.", 250)
    names = ("from_on", "to_on", "letter_on", "precision", "letter_month")
    dated = {name: changes.get(name, getattr(row, name)) for name in names}
    dated["to_on"] = dated["to_on"] or dated["from_on"]
    values |= _days(**dated, at=at)
    if "inspectorates" in changes:
        values["inspectorates"] = _names(changes["inspectorates"])
    if "group" in changes:
        known = queries.groups(by, row.partnership_id)
        values["group_id"] = keeping.chosen(changes["group"], known, "group", "Choose a group of the partnership.")
    if "before" in changes:
        values["before_id"] = _before(by, row.partnership_id, row.kind, changes["before"], row.from_on, row.pk)
    if "scale" in changes:
        values["scale_id"] = _scale(by, row, changes["scale"])
    changed = row.apply(values)
    if "title" in changed:
        spine.retitle(by=by, at=at, record=row.pk, title=row.title)
    if "bodies" in changes:
        _name_bodies(by, row, changes["bodies"])
    _plan_clock(row, by=by, at=at)
    _index(row)
    keeping.to_trail("scrutiny.inspection_changed", row, by=by, at=at, changes=sorted(changed))


@writes
def judge_areas(*, by: Viewer, at: datetime, inspection: UUID, areas: Sequence[tuple[str, str, str]]) -> int:
    """Keep what an inspection judged: (area, code of the grade, words) for each, these and no others. Returns how many."""
    row = keeping.held_inspection(by, inspection)
    scale = queries.scale_of(by, row)
    given = [(clean(area)[:200], value, clean(words)) for area, value, words in areas if clean(area)]
    for place, (area, value, words) in enumerate(given):
        if value and (scale is None or scale.value(value) is None):
            raise RuleBroken(
                f"“{area}” has a grade that is not on the scale of this inspection.", field=f"grade_{place}"
            )
        if not value and not words:
            raise RuleBroken(f"Give the grade of “{area}”, or what was said of it.", field=f"grade_{place}")
    if len({area.lower() for area, _, _ in given}) < len(given):
        raise RuleBroken("An area is judged twice.")
    Judged.objects.filter(inspection=row).delete()
    Judged.objects.bulk_create(
        Judged(inspection=row, area=area, value=value, words=words, order=order)
        for order, (area, value, words) in enumerate(given, start=1)
    )
    _index(row)
    keeping.to_trail("scrutiny.inspection_judged", row, by=by, at=at, areas=len(given))
    return len(given)


@writes
def record_found(
    *,
    by: Viewer,
    at: datetime,
    inspection: UUID,
    strengths: str = "",
    improvements: str = "",
    themes: Iterable[str] = (),
    recommend: bool = False,
    addressed_to: Iterable[UUID] = (),
) -> int:
    """Take what a letter found into the thread, one finding to each line. Returns how many.

    ``recommend`` makes of each area for improvement a recommendation too, in the same words, for reports whose areas for
    improvement are their recommendations; ``addressed_to`` are the agencies that must answer it. What stands in the thread
    already is not taken twice.
    """
    row = keeping.held_inspection(by, inspection)
    there = {each.text for each in queries.found(by, row)}
    strong = [each for each in inspecting.lines(strengths, "strengths") if each not in there]
    weak = [each for each in inspecting.lines(improvements, "improvements") if each not in there]
    if not strong and not weak:
        raise RuleBroken("Write at least one finding that is not there yet, one to a line.", field="strengths")
    names, agencies = list(themes), list(addressed_to)
    day = row.letter_on or row.to_on
    bodies = [each.agency_id for each in row.bodies.all()]
    alone = bodies if len(bodies) == 1 else []  # of a joint inspection nobody is named without a word in the letter
    common: dict[str, Any] = {"by": by, "at": at, "illustrative": row.record.illustrative}
    for kind, texts in ((finding.STRENGTH, strong), (finding.CONCERN, weak)):
        for text in texts:
            made = thread.record_finding(
                **common, source=row.pk, kind=kind, text=text, themes=names, found_on=min(day, london_day(at)),
                owner_group=row.group_id, partnership=row.partnership_id, agencies=alone,
            )  # fmt: skip
            if recommend and kind == finding.CONCERN:
                thread.recommend(
                    **common, partnership=row.partnership_id, text=text, findings=[(made, "")], addressed_to=agencies,
                    owner_group=row.group_id, made_on=min(day, london_day(at)),
                )  # fmt: skip
    keeping.to_trail("scrutiny.inspection_found", row, by=by, at=at, strengths=len(strong), improvements=len(weak))
    return len(strong) + len(weak)


@writes
def sign_off(
    *,
    by: Viewer,
    at: datetime,
    inspection: UUID,
    target: UUID,
    extent: str,
    body: str,
    on: date,
    on_month: bool = False,
    words: str = "",
) -> UUID:
    """Say that a body signed a recommendation or an area for improvement off: in full, in part, or opened it again."""
    row = keeping.held_inspection(by, inspection)
    point = queries.point(by, row, target, london_day(at))
    if point is None:
        raise RuleBroken("This inspection did not ask for that.", field="target")
    said, decided = clean(words), needed(body, "body", "Say who decided, such as: the improvement board.", 200)
    inspecting.check_sign_off(extent, said, point.signed.extent if point.signed else "")
    if on > london_day(at):
        raise RuleBroken("It cannot have been decided on a day that has not come.", field="on")
    if on < row.from_on:
        raise RuleBroken("It cannot have been decided before the inspection.", field="on")
    made = SignOff.objects.create(
        inspection=row,
        target_id=target,
        extent=extent,
        body=decided,
        on=on,
        on_month=on_month,
        words=said,
        **keeping.who(by, at),
    )
    keeping.to_trail(
        "scrutiny.signed_off", row, by=by, at=at, point=point.record.reference, body=decided,
        extent=inspecting.EXTENTS[extent].lower(), on=on,
    )  # fmt: skip
    return made.pk


def _days(
    from_on: date, to_on: date, letter_on: date | None, precision: str, at: datetime, *, letter_month: bool = False
) -> dict[str, Any]:
    if precision not in inspecting.PRECISIONS:
        raise RuleBroken("Say how exactly the days are known.", field="precision")
    starts, ends = inspecting.widened(from_on, to_on, precision)
    inspecting.check_dates(starts, ends, letter_on, london_day(at))
    letter = inspecting.last_of_month(letter_on) if letter_on and letter_month else letter_on
    said = {"letter_on": letter, "letter_month": letter_month and letter is not None, "precision": precision}
    return {"from_on": starts, "to_on": ends, **said}


def _said(given: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(given) - {*_WORDS, *_PLAIN}
    if unknown:
        raise TypeError(f"There is no such field: {', '.join(sorted(unknown))}.")
    found: dict[str, Any] = {name: clean(given[name]) for name in _WORDS if name in given}
    found |= {name: given[name] for name in _PLAIN if name in given}
    link = found.get("link", "")
    if link and not link.startswith(("https://", "http://")):
        raise RuleBroken("The address must begin with https://.", field="link")
    return found


def _names(given: Iterable[str]) -> list[str]:
    return [each for each in dict.fromkeys(clean(name)[:200] for name in given) if each]


def _before(
    by: Viewer, partnership: UUID, kind: str, given: UUID | None, starts: date, itself: UUID | None = None
) -> UUID | None:
    if given is not None:
        earlier: Inspection = queries.inspection(by, given)
        if earlier.pk == itself or earlier.partnership_id != partnership or earlier.from_on > starts:
            raise RuleBroken("Choose an earlier inspection of this partnership.", field="before")
        found: UUID = earlier.pk
        return found
    if itself is not None:
        return None
    rows = queries.inspections(by, partnership=partnership).filter(kind=kind, from_on__lt=starts)
    newest = rows.order_by("-from_on", "-pk").first()
    return newest.pk if newest else None


def _scale(by: Viewer, row: Inspection, code: str) -> UUID | None:
    found = keeping.scale(by, row.partnership_id, code)
    if found != row.scale_id and row.judgements.exclude(value="").exists():
        raise RuleBroken("Something was graded on its scale. Take the grades out first.", field="scale")
    return found


def _name_bodies(by: Viewer, row: Inspection, agencies: Iterable[UUID]) -> None:
    known = queries.agencies(by, row.partnership_id)
    wanted = keeping.all_chosen(agencies, known, "bodies", "Choose agencies of the partnership.")
    row.bodies.exclude(agency__in=wanted).delete()
    for agency in wanted:
        Inspected.objects.get_or_create(inspection=row, agency_id=agency)


def _plan_clock(row: Inspection, *, by: Viewer, at: datetime) -> None:
    """Keep the day of the plan on the due list until it is sent. A day that had passed when it was recorded is not chased."""
    running = row.plan_deadline is not None and row.plan_deadline.is_running
    if row.plan_sent_on is not None:
        if running and row.plan_deadline is not None:
            clocks.complete(by=by, at=at, deadline=row.plan_deadline.pk, allowed=True)
        return
    due = row.plan_due_on if running or (row.plan_due_on and row.plan_due_on >= london_day(at)) else None
    title = f"Send the plan that answers: {row.title}"
    kept = keeping.set_date(row, row.plan_deadline, due, title=title, why=_PLAN, by=by, at=at, owner_group=row.group_id)
    if kept != row.plan_deadline_id:
        row.plan_deadline_id = kept
        row.save(update_fields=["plan_deadline"])


def _index(row: Inspection) -> None:
    said = [f"{each.area} {each.words}" for each in Judged.objects.filter(inspection=row.pk)]
    search.index(row.pk, "\n".join([row.about, row.words, ", ".join(row.inspectorates), *said]))
