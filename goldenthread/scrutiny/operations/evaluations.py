"""Self-evaluations, six steps and key questions: begun, asked, opened, agreed; and what they found."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.saving import checked, needed
from goldenthread.foundation.text import clean
from goldenthread.records import operations as spine
from goldenthread.scrutiny import keeping, library, queries
from goldenthread.scrutiny.models import Asked, Evaluation
from goldenthread.scrutiny.rules import evaluating, inspecting, safe
from goldenthread.thread.rules import words as finding
from goldenthread.workbench.operations import delegation

_DAYS = ("start", "end", "held_on", "held_month", "due_on")
_SAID = ("title", "words", "source")
_DONE = "It is agreed, and stays as it is. Begin another one."


@writes
def begin_evaluation(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    purpose: str,
    tool: UUID,
    start: date,
    end: date,
    title: str = "",
    group: UUID | None = None,
    held_on: date | None = None,
    held_month: bool = False,
    due_on: date | None = None,
    agencies: Iterable[UUID] = (),
    before: UUID | None = None,
    words: str = "",
    source: str = "",
    illustrative: bool = False,
) -> UUID:
    """Begin to judge, or to ask, with a published question bank. Returns its id.

    Where members judge, those who sit in ``group`` and decide are asked; where agencies answer, ``agencies``. ``due_on`` puts it on
    their due lists. ``source`` names the paper that tells of one held before it could be kept here: nobody is asked then.
    ``before`` is the one to compare with; without it the newest of the same purpose that is agreed and ended earlier.
    """
    by.require(Permission.SCRUTINY_KEEP, partnership=partnership)
    known = library.purposes().get(purpose)
    if known is None:
        raise RuleBroken("Choose what it is.", field="purpose")
    keeping.chosen(tool, queries.banks_for(by, partnership, purpose), "tool", "Choose a published question bank.")
    home = keeping.chosen(group, queries.groups(by, partnership), "group", "Choose a group of the partnership.")
    told = clean(source)[:250]
    if known.asked == library.MEMBERS and home is None and not told:
        raise RuleBroken("Choose the group whose members judge.", field="group")
    days = _days({"start": start, "end": end, "held_on": held_on, "held_month": held_month, "due_on": due_on})
    named = needed(clean(title) or f"{known.title}, {end:%B %Y}", "title", "Say what it is called.", 250)
    safe.check(title=named, words=clean(words))
    earlier = before or queries.newest_agreed(by, partnership, purpose, days["start"], days["end"])
    record = spine.open_record(
        by=by, at=at, kind=queries.EVALUATION, title=named, opened_on=days["held_on"] if told else london_day(at),
        partnership=partnership, owner_group=home, illustrative=illustrative,
    )  # fmt: skip
    row = Evaluation(
        record=record, partnership_id=partnership, group_id=home, purpose=purpose, tool_id=tool, title=named,
        before_id=earlier, words=clean(words), source=told, **days, **keeping.who(by, at),
    )  # fmt: skip
    checked(row)
    row.save(force_insert=True)
    keeping.to_trail("scrutiny.evaluation_begun", row, by=by, at=at, kind=known.label)
    if not told:
        ask(by=by, at=at, evaluation=row.pk, agencies=agencies)
    return record.pk


@writes
def change_evaluation(*, by: Viewer, at: datetime, evaluation: UUID, seen: int, changes: Mapping[str, Any]) -> None:
    """Change what it is called, its days and its words, until it is agreed. Those who are still asked get the new day."""
    keeping.held_evaluation(by, evaluation)
    row = Evaluation.for_edit(evaluation, seen=seen)
    evaluating.check_state(row.state, (evaluating.GATHERING, evaluating.OPEN), _DONE)
    values: dict[str, Any] = {name: clean(changes[name]) for name in _SAID if name in changes}
    if "title" in values:
        values["title"] = needed(values["title"], "title", "Say what it is called.", 250)
    safe.check(**{name: values[name] for name in ("title", "words") if name in values})
    values |= _days({name: changes.get(name, getattr(row, name)) for name in _DAYS})
    changed = row.apply(values)
    if "title" in changed:
        spine.retitle(by=by, at=at, record=row.pk, title=row.title)
    if "due_on" in changed:
        for each in row.asked.select_related("deadline"):
            if each.deadline is not None and each.deadline.is_running:
                _clock(each, row, by=by, at=at)
    keeping.to_trail("scrutiny.evaluation_changed", row, by=by, at=at, changes=sorted(changed))


@writes
def ask(*, by: Viewer, at: datetime, evaluation: UUID, agencies: Iterable[UUID] = ()) -> int:
    """Ask those who are not asked yet: the members who sit today, or some agencies. Returns how many."""
    row = keeping.held_evaluation(by, evaluation)
    evaluating.check_state(row.state, (evaluating.GATHERING,), "Nobody is asked any more.")
    there = set(row.asked.values_list("person" if row.of_members else "agency", flat=True))
    wanted: list[tuple[UUID | None, UUID | None]]
    if row.of_members:
        wanted = [(person, agency) for person, agency in queries.who_judge(by, row, london_day(at))]
    else:
        known = queries.agencies(by, row.partnership_id)
        chosen = keeping.all_chosen(agencies, known, "agencies", "Choose agencies of the partnership.")
        wanted = [(None, agency) for agency in chosen]
        if not (wanted or there):
            raise RuleBroken("Choose at least one agency.", field="agencies")
    new = [pair for pair in wanted if (pair[0] if row.of_members else pair[1]) not in there]
    for person, agency in new:
        each = Asked.objects.create(evaluation=row, person_id=person, agency_id=agency)
        if row.due_on is not None and row.due_on >= london_day(at):
            _clock(each, row, by=by, at=at)
    if new:
        keeping.to_trail("scrutiny.evaluation_asked", row, by=by, at=at, count=len(new))
    return len(new)


@writes
def open_to_all(*, by: Viewer, at: datetime, evaluation: UUID) -> None:
    """Let everybody see what each member judged alone: the challenge day has come. Who has not judged is asked no more."""
    row = keeping.held_evaluation(by, evaluation)
    if not row.of_members:
        raise RuleBroken("Answers of agencies are open as they come.")
    evaluating.check_state(row.state, (evaluating.GATHERING,), "It is open already.")
    row.apply({"state": evaluating.OPEN})
    _let_off(row, by=by, at=at)
    keeping.to_trail("scrutiny.evaluation_opened", row, by=by, at=at)


@writes
def settle(*, by: Viewer, at: datetime, evaluation: UUID, on: date, words: str) -> None:
    """Say which meeting agreed the grades, or took the answers, and when. Nothing of it changes afterwards.

    Every standard and all together need an agreed grade; of one told by a paper (``source``) the grades need not be known.
    """
    row = keeping.held_evaluation(by, evaluation)
    evaluating.check_state(row.state, (evaluating.GATHERING, evaluating.OPEN), _DONE)
    said = needed(words, "words", "Say who agreed it, such as: the executive, on its challenge day.", 250)
    if on > london_day(at):
        raise RuleBroken("It cannot have been agreed on a day that has not come.", field="on")
    if on < row.start:
        raise RuleBroken("It cannot have been agreed before its period.", field="on")
    if row.of_members and not row.source:
        evaluating.check_whole(queries.tool(by, row.tool_id), queries.agreed_standards(by, row))
    row.apply({"state": evaluating.AGREED_STATE, "agreed_on": on, "agreed_words": said})
    _let_off(row, by=by, at=at)
    spine.close_record(by=by, at=at, record=row.pk, on=max(on, row.record.opened_on))
    keeping.to_trail("scrutiny.evaluation_agreed", row, by=by, at=at, words=said, on=on)


@writes
def keep_findings(
    *, by: Viewer, at: datetime, evaluation: UUID, strengths: str = "", gaps: str = "", themes: Iterable[str] = ()
) -> int:
    """Take strengths and gaps into the thread, one finding to each line, with the evaluation as source. Returns how many."""
    row = keeping.held_evaluation(by, evaluation)
    lines = {finding.STRENGTH: ("strengths", strengths), finding.CONCERN: ("gaps", gaps)}
    day = row.agreed_on or row.held_on or london_day(at)
    found = keeping.take_into_thread(row, lines, by=by, at=at, themes=themes, day=day, group=row.group_id)
    if not found:
        raise RuleBroken("Write at least one finding that is not there yet, one to a line.", field="strengths")
    strong = sum(kind == finding.STRENGTH for kind in found)
    keeping.to_trail("scrutiny.evaluation_found", row, by=by, at=at, strengths=strong, gaps=len(found) - strong)
    return len(found)


def _days(given: dict[str, Any]) -> dict[str, Any]:
    evaluating.check_days(given["start"], given["end"], given["held_on"], given["due_on"])
    if given["held_month"] and given["held_on"] is not None:
        given["held_on"] = inspecting.last_of_month(given["held_on"])
    return given


def _clock(each: Asked, row: Evaluation, *, by: Viewer, at: datetime) -> None:
    """Keep the day by which somebody judges or answers on their due list."""
    why = "Each member judges alone before the day." if each.person_id else "All partners answer by this day."
    each.deadline_id = keeping.set_date(
        row, each.deadline, row.due_on, title=f"{'Judge alone' if each.person_id else 'Answer'}: {row.title}", why=why,
        by=by, at=at, owner_group=row.group_id if each.person_id else None,
        owner_agency=None if each.person_id else each.agency_id,
    )  # fmt: skip
    each.save(update_fields=["deadline"])
    if each.person_id and each.deadline_id and each.deadline is None:
        delegation.hand(by=by, at=at, deadline=each.deadline_id, person=each.person_id)


def _let_off(row: Evaluation, *, by: Viewer, at: datetime) -> None:
    for each in row.asked.select_related("deadline"):
        if each.deadline is not None and each.deadline.is_running:
            clocks.cancel(by=by, at=at, deadline=each.deadline.pk, why="All look at it together now.", allowed=True)
