"""Data checks of the area: what was looked at, and led to nothing."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from goldenthread.access.eyes import SCRUTINEER
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.text import counted
from goldenthread.scrutiny import presenters, queries
from goldenthread.scrutiny.models import Inspection
from goldenthread.scrutiny.rules import inspecting
from goldenthread.thread import queries as thread
from goldenthread.workbench.checks import DataCheck, Found, Severity


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


def _found(row: Inspection, words: str, part: str = "") -> Found:
    return Found(
        str(row.pk),
        row.title,
        words,
        record=row.pk,
        partnership=row.partnership_id,
        address=f"{presenters.address(row.pk)}{part}",
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
)
