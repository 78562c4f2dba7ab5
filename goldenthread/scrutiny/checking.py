"""Data checks of the area: what was looked at, and led to nothing."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from goldenthread.access.eyes import SCRUTINEER
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.text import counted, listed, short_date
from goldenthread.scrutiny import presenters, queries, saying_evaluations, saying_plans, saying_visits
from goldenthread.scrutiny.models import Evaluation, Inspection, Look, ScrutinyPlan, Visit
from goldenthread.scrutiny.rules import evaluating, inspecting, planning, visiting
from goldenthread.thread import queries as thread
from goldenthread.workbench.checks import DataCheck, Found, Severity

_NAMED = 8
_WEEKS_TO_WRITE = 2
_WEEKS_TO_AGREE = 4


def without_findings(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield inspections whose letter has come, and of which nothing was found."""
    rows = list(queries.inspections(viewer).filter(letter_on__lte=on))
    having = set(thread.findings(viewer).filter(source__in=[row.pk for row in rows]).values_list("source", flat=True))
    for row in rows:
        if row.pk not in having:
            yield _found(row, f"Its letter is of {row.letter_words}, and nothing that it found is in the thread.")


def without_letter(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield inspections that ended within the past two years, three months ago or more, and have no letter."""
    for row in queries.inspections(viewer).filter(letter_on__isnull=True, to_on__gte=date(on.year - 2, 1, 1)):
        words = inspecting.letter_late(row.to_on, row.letter_on, on)
        if words:
            yield _found(row, words)


def without_action(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield inspections that asked for something nobody has opened an action for."""
    rows = list(queries.inspections(viewer))
    idle = [each for each in queries.progress(viewer, rows, on) if each.standing == inspecting.NOTHING]
    numbers = Counter(each.inspection.pk for each in idle)
    for row in rows:
        if numbers[row.pk]:
            points = counted(numbers[row.pk], "point")
            yield _found(row, f"{points} of what it asked for without an action.", "#progress")


def behind(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield plans of visits of the running year in which members are behind (rule R03)."""
    for row in queries.visit_plans(viewer).filter(start__lte=on, end__gte=on):
        late = [each.name for each in queries.members(viewer, row, on) if each.count.behind]
        if late:
            address = saying_visits.plan_address(row.pk)
            words = f"{counted(len(late), 'member')} behind: {listed(late[:_NAMED])}."
            yield Found(str(row.pk), row.title, words, record=row.pk, partnership=row.partnership_id, address=address)


def unwritten(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield planned visits whose day has passed by more than two weeks: written up by nobody, and not dropped."""
    for row in queries.visits(viewer).filter(state=visiting.PLANNED, held_on__lt=on):
        if (on - row.held_on).days > _WEEKS_TO_WRITE * 7:
            yield _visit(row, f"It was planned for {short_date(row.held_on)} and is not written up.")


def not_taken_up(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield visits of which something noted has not gone into the thread."""
    rows = (
        queries.visits(viewer).filter(state=visiting.MADE, noted__finding__isnull=True, noted__isnull=False).distinct()
    )
    for row in rows:
        if row.written_at is not None and (on - row.written_at.date()).days > _WEEKS_TO_WRITE * 7:
            yield _visit(row, "What it brought back has not gone into the thread.")


def not_answered(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield self-evaluations and key questions whose day has passed while some are still asked."""
    late = queries.evaluations(viewer).filter(state=evaluating.GATHERING, due_on__lt=on)
    for row in late:
        missing = [each.name for each in queries.waiting(viewer, row) if not each.is_in]
        if missing and row.due_on:
            yield _evaluation(row, f"Asked for by {short_date(row.due_on)}: {listed(missing[:_NAMED])}.")


def not_agreed(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield self-evaluations and key questions that nobody agreed or closed a month after all were to look at them."""
    for row in queries.evaluations(viewer).exclude(state=evaluating.AGREED_STATE).filter(held_on__lt=on):
        if row.held_on and (on - row.held_on).days > _WEEKS_TO_AGREE * 7:
            yield _evaluation(
                row, f"All were to look at it together by {row.held_words}; nobody has said what was agreed."
            )


def cycle_lacks(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield running plans of scrutiny whose begun years lack an in-depth analysis or a light-touch review (rule R24)."""
    for row in queries.scrutiny_plans(viewer).filter(start__lte=on, end__gte=on, source=""):
        told = queries.cycle(viewer, row, on).faults
        if told:
            yield _found(row, " ".join(told), address=saying_plans.address(row.pk))


def looks_late(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield pieces of scrutiny whose day has passed by more than two weeks: neither done nor dropped."""
    for row in queries.looks(viewer).filter(state=planning.PLANNED, due_on__lt=on):
        if (on - row.due_on).days > _WEEKS_TO_WRITE * 7:
            yield _found(
                row, f"It was planned for {short_date(row.due_on)}.", address=saying_plans.look_address(row.pk)
            )


def _evaluation(row: Evaluation, words: str) -> Found:
    address = saying_evaluations.address(row.pk)
    return Found(str(row.pk), row.title, words, record=row.pk, partnership=row.partnership_id, address=address)


def _visit(row: Visit, words: str) -> Found:
    address = saying_visits.address(row.pk)
    return Found(str(row.pk), row.title, words, record=row.pk, partnership=row.partnership_id, address=address)


def _found(row: Inspection | ScrutinyPlan | Look, words: str, part: str = "", address: str = "") -> Found:
    return Found(
        str(row.pk),
        row.title,
        words,
        record=row.pk,
        partnership=row.partnership_id,
        address=address or f"{presenters.address(row.pk)}{part}",
    )


CHECKS = (
    DataCheck(
        "scrutiny.no_findings",
        "Letters of inspections whose findings are not kept",
        Severity.LOOK,
        "What an inspection found leads to nothing while nobody has taken it into the thread.",
        "Open the inspection and add what it found.",
        without_findings,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "scrutiny.no_letter",
        "Inspections without a letter",
        Severity.NOTE,
        "Letters come weeks after an inspection; without its day nobody knows when a plan is due.",
        "Give the day of the letter, and attach it.",
        without_letter,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "scrutiny.no_action",
        "Inspections asked for something that has no action",
        Severity.LOOK,
        "An inspectorate asks at its next visit what was done about each point.",
        "Open an action for each, or let one that runs answer it.",
        without_action,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "scrutiny.cycle",
        "The cycle of scrutiny lacks something",
        Severity.NOTE,
        "One or two in-depth analyses a year, and light-touch reviews of the rest, cover all themes in three years.",
        "Plan what is missing, or change the plan.",
        cycle_lacks,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "scrutiny.looks_late",
        "Planned scrutiny is overdue",
        Severity.NOTE,
        "What was to be looked at is neither done nor dropped.",
        "Say what was learned, move it, or say why it is not done.",
        looks_late,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "scrutiny.not_answered",
        "Members or agencies have not answered scrutiny",
        Severity.NOTE,
        "The day has passed by which each judges alone, or answers key questions.",
        "Talk to them, move the day, or go on without them.",
        not_answered,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "scrutiny.not_agreed",
        "Self-evaluations that nobody agreed",
        Severity.LOOK,
        "Without agreed grades nobody can say next year whether the partnership has become better.",
        "Keep what was agreed, and say which meeting agreed it.",
        not_agreed,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "scrutiny.visits_behind",
        "Members are behind with visits to the frontline",
        Severity.NOTE,
        "Members agreed to visit frontline teams; a day has passed without the visit.",
        "Talk to those who are behind, or plan a visit with them.",
        behind,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "scrutiny.visits_unwritten",
        "Visits are not written up",
        Severity.NOTE,
        "What was seen is soon forgotten, and the team that was visited hears nothing.",
        "Write it up, move it, or say that it was not made.",
        unwritten,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "scrutiny.visits_not_taken_up",
        "What visits brought back waits",
        Severity.LOOK,
        "Staff who told a visitor what stands in their way expect that something follows.",
        "Open the visit, read what was noted, and take it into the thread.",
        not_taken_up,
        eyes=SCRUTINEER,
    ),
)
