"""What the thread puts into an evidence pack: recommendations and what became of each, and actions with the difference they made.

Nothing behind a wall is told, and nothing restricted: a thread leads from one record to others, and a pack is read by others.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import counted
from goldenthread.records.presenters import address_of
from goldenthread.thread import offered, queries
from goldenthread.thread.rules import statuses
from goldenthread.workbench import packs
from goldenthread.workbench.materials import ThreadBlock
from goldenthread.workbench.packs import Gap, Part, Piece, Told


def recommendations(viewer: Viewer, partnership: UUID, period: Period) -> Iterator[Piece]:
    """Yield each recommendation made in a period, or made before and not answered by all, with the thread that follows from it."""
    rows = queries.recommendations(viewer, partnership=partnership).filter(record__opened_on__lte=period.end)
    asked = rows.filter(Q(record__opened_on__gte=period.start) | Q(waits=True))
    for row in asked.order_by("record__opened_on", "record__reference"):
        record = row.record
        yield Piece(
            record.title, f"Recommendation {record.reference}", record.opened_on, address_of(record), record.pk,
            tell=_thread(viewer, partnership, period, record.pk),
        )  # fmt: skip


def _thread(viewer: Viewer, partnership: UUID, period: Period, record: UUID) -> Callable[[], Told]:
    def tell() -> Told:
        steps = offered.steps_of(viewer, partnership, period, record)
        came = _came_of_it([each.state for each in steps if each.kind == "action"])
        return Told(blocks=[ThreadBlock(f"thread.{record.hex}", "what led to it, and what followed", came, steps)])

    return tell


def _came_of_it(states: Sequence[str]) -> str:
    """Say how many actions a recommendation led to, and how they stand."""
    if not states:
        return "No action yet"
    counts = [(number, state.lower()) for state, number in Counter(states).items()]
    if len(counts) == 1:
        return f"{counted(len(states), 'action')}: {counts[0][1]}"
    return f"{counted(len(states), 'action')}: {', '.join(f'{number} {state}' for number, state in counts)}"


def actions(viewer: Viewer, partnership: UUID, period: Period) -> Iterator[Piece]:
    """Yield every judged difference with its thread, then all actions of the period as tables."""
    for offer in offered.offers(viewer, partnership, period):
        if offer.kind == "thread":
            block = offered.block(viewer, partnership, period, offer.key)
            found = (
                queries.actions(viewer, partnership=partnership).filter(record__reference=_reference(offer.key)).first()
            )
            if isinstance(block, ThreadBlock) and found is not None:
                yield Piece(
                    found.record.title, f"Action {found.record.reference}. {offer.detail}", address=address_of(found.record),
                    record=found.pk, tell=_of(block),
                )  # fmt: skip
    yield from (
        each for each in packs.offered(viewer, partnership, period, offered.CODE) if "ecommendation" not in each.title
    )


def _of(block: ThreadBlock) -> Callable[[], Told]:
    return lambda: Told(blocks=[block])


def _reference(key: str) -> str:
    return key.partition(".")[2].replace("_", "-").upper()


def gaps_of_recommendations(viewer: Viewer, partnership: UUID, period: Period, on: date) -> Iterator[Gap]:
    """Say how many recommendations agencies have not answered, and how many led to no action."""
    waiting = queries.recommendations(viewer, partnership=partnership).filter(waits=True).count()
    if waiting:
        are = "is" if waiting == 1 else "are"
        address = reverse("thread:recommendations")
        yield Gap(f"{counted(waiting, 'recommendation')} {are} not answered by everybody who was asked.", address)


def gaps_of_actions(viewer: Viewer, partnership: UUID, period: Period, on: date) -> Iterator[Gap]:
    """Say how many actions are done without a judged difference, and how many are past their day."""
    rows = queries.actions(viewer, partnership=partnership)
    unjudged = rows.filter(status=statuses.COMPLETE).count()
    if unjudged:
        are = "is" if unjudged == 1 else "are"
        yield Gap(
            f"{counted(unjudged, 'action')} {are} done and nobody has judged what difference that made.",
            reverse("thread:actions") + "?unjudged=1",
        )
    late = rows.filter(status__in=statuses.RUNNING, deadline__due_on__lt=on).count()
    if late:
        are, it = ("is", "it was") if late == 1 else ("are", "they were")
        yield Gap(
            f"{counted(late, 'action')} {are} past the day on which {it} due.", reverse("thread:actions") + "?overdue=1"
        )


_SEE = Permission.THREAD_VIEW
PARTS = (
    Part(
        "recommendations", "Recommendations and what became of them", 60, recommendations, _SEE, gaps_of_recommendations
    ),
    Part("actions", "Actions and the difference they made", 70, actions, _SEE, gaps_of_actions),
)
