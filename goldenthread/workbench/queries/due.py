"""The due list: everything with a date that the viewer, their agencies and their groups must answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import queries as clocks
from goldenthread.foundation.clock import london_day
from goldenthread.foundation.errors import NotFound
from goldenthread.partnership import queries as partnership
from goldenthread.workbench.due import ORDER, Filters, Moment, home, in_partnerships
from goldenthread.workbench.models import Delegation
from goldenthread.workbench.rules import Bucket

Deadlines = QuerySet[Any]
MOST_ANSWERS = 500  # different answers to "whose, of what kind, where"; a page that lists more is slow, and of no help
OPEN = Q(status__in=["open", "paused"])
SORTS = {
    "when": ("due_on", "due_at", "pk"),
    "what": ("title", "due_on", "pk"),
    "kind": ("record__kind", "due_on", "pk"),
    "whose": ("owner_agency__title", "owner_group__title", "due_on", "pk"),
}


@reads
def due(viewer: Viewer) -> Deadlines:
    """Return the open and paused deadlines that are the viewer's to see to.

    Theirs are those their agencies and groups owe, and those a colleague handed to them. Who keeps the deadlines of a whole
    partnership sees all of that partnership. Nothing on a record they may not know of.
    """
    return _known(viewer).filter(OPEN).filter(_mine(viewer))


@reads
def outside(viewer: Viewer) -> Deadlines:
    """Return what of the due list may leave the product, in mails and calendars: nothing that hangs on a walled record."""
    return due(viewer).exclude(record__sensitivity="walled")


@reads
def waiting(viewer: Viewer) -> Deadlines:
    """Return what the viewer waits for: what others owe on things the viewer answers for, and what was handed to a colleague."""
    return _known(viewer).filter(OPEN).filter(_waiting(viewer))


@reads
def done(viewer: Viewer, *, since: datetime) -> Deadlines:
    """Return what was the viewer's to see to and has been completed since a moment."""
    return _known(viewer).filter(_mine(viewer), status="done", completed_at__gte=since)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines stand where: of the whole list, and of each saved view by its id."""

    overdue: int = 0
    soon: int = 0
    later: int = 0
    paused: int = 0
    waiting: int = 0
    done: int = 0
    views: Mapping[UUID, int] = field(default_factory=dict)

    @property
    def open(self) -> int:
        """All lines that are open or paused."""
        return self.overdue + self.soon + self.later + self.paused


@reads
def counts(viewer: Viewer, when: Moment, *, since: datetime, views: Mapping[UUID, Filters] | None = None) -> Counts:
    """Count all lines in one question, however many saved views there are."""
    mine = OPEN & _mine(viewer)
    recent = Q(status="done", completed_at__gte=since)
    asked: dict[str, Any] = {bucket.value: Count("pk", filter=mine & when.bucket(bucket)) for bucket in Bucket}
    asked["waiting"] = Count("pk", filter=OPEN & _waiting(viewer))
    asked["done"] = Count("pk", filter=_mine(viewer) & recent)
    for number, filters in enumerate((views or {}).values()):
        asked[f"view{number}"] = Count("pk", filter=mine & filters.condition(when))
    counted = (OPEN & (_mine(viewer) | _waiting(viewer))) | (_mine(viewer) & recent)
    found = _known(viewer).filter(counted).order_by().aggregate(**asked)
    of_views = {view: found.pop(f"view{number}") for number, view in enumerate(views or {})}
    return Counts(**found, views=of_views)


@reads
def totals(viewer: Viewer, rows: Deadlines, when: Moment) -> dict[Bucket, int]:
    """Count how many of ``rows``, which were found for the viewer, stand in each group, on whatever page they are shown."""
    found = rows.order_by().annotate(place=when.ordered()).values_list("place").annotate(number=Count("pk"))
    numbers = dict(found)
    return {bucket: numbers.get(place, 0) for bucket, place in ORDER.items()}


@reads
def listed(viewer: Viewer, rows: Deadlines, when: Moment, sort: str = "when") -> Deadlines:
    """Return ``rows`` in the order of the page: by group, then as asked; all that a line shows comes along."""
    descending, name = sort.startswith("-"), sort.lstrip("-")
    order = [F(column).desc() if descending else F(column).asc() for column in SORTS.get(name, SORTS["when"])]
    placed: Deadlines = rows.annotate(place=when.ordered()).order_by("place", *order)
    return placed.select_related("record", "record__partnership", "owner_agency", "owner_group", "rule_version")


@dataclass(frozen=True, slots=True)
class Facets:
    """What each filter can be set to: only what occurs among the viewer's own lines.

    With ``many``, agencies and groups are too many to list: their names are typed instead.
    """

    kinds: Sequence[str]
    agencies: Sequence[tuple[UUID, str]]
    groups: Sequence[tuple[UUID, str]]
    partnerships: Sequence[tuple[UUID, str]]
    many: bool = False


@reads
def facets(viewer: Viewer, rows: Deadlines) -> Facets:
    """Return the answers that occur among ``rows``, in one question; in three where they are too many to list."""
    names = ["record__kind"]
    for each in ("owner_agency", "owner_group"):
        names += [each, f"{each}__title"]
    placed = rows.order_by().annotate(home=home(), home_title=home("__title"))
    found = list(placed.values_list(*names, "home", "home_title").distinct()[: MOST_ANSWERS + 1])
    if len(found) > MOST_ANSWERS:
        kinds = placed.values_list("record__kind", flat=True).distinct()
        homes = placed.values_list("home", "home_title").distinct()
        return Facets(sorted(kinds), [], [], _pairs(list(homes), 0), many=True)
    return Facets(
        kinds=sorted({row[0] for row in found}),
        agencies=_pairs(found, 1),
        groups=_pairs(found, 3),
        partnerships=_pairs(found, 5),
    )


@reads
def delegations(viewer: Viewer, deadlines: Sequence[UUID]) -> dict[UUID, Delegation]:
    """Return who has each of these deadlines in hand; the deadlines were found for the viewer."""
    rows = Delegation.objects.filter(deadline__in=deadlines, taken_back_at=None).select_related("person", "given_by")
    return {row.deadline_id: row for row in rows}


@reads
def one(viewer: Viewer, deadline: UUID) -> Any:
    """Return one line of the viewer's due list; raises `NotFound` when it is not among theirs."""
    found = due(viewer).select_related("record", "owner_agency", "owner_group").filter(pk=deadline).first()
    if found is None:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    return found


def _known(viewer: Viewer) -> Deadlines:
    if not viewer.may_somewhere(Permission.WORK_VIEW):
        return clocks.deadlines(viewer).none()
    return clocks.deadlines(viewer)


def _mine(viewer: Viewer) -> Q:
    theirs = Q(owner_agency__in=viewer.agencies) | Q(owner_group__in=viewer.groups)
    if viewer.person_id is not None:
        theirs |= Q(pk__in=_handed(person_id=viewer.person_id))
    return theirs | _kept(viewer)


def _kept(viewer: Viewer) -> Q:
    """The deadlines of whole partnerships that the viewer keeps."""
    keeps = viewer.reach(Permission.DEADLINE_EDIT)
    if keeps.everywhere:
        return Q(pk__isnull=False)
    kept = in_partnerships(keeps.partnerships)
    for each in keeps.partnerships:
        kept |= Q(record__in=partnership.groups(viewer, partnership=each).order_by().values("pk"))
    return kept


def _waiting(viewer: Viewer) -> Q:
    mine = Q(record__owner_agency__in=viewer.agencies) | Q(record__owner_group__in=viewer.groups) | _kept(viewer)
    others = Q(owner_agency__isnull=False) & ~Q(owner_agency__in=viewer.agencies)
    others |= Q(owner_agency__isnull=True, owner_group__isnull=False) & ~Q(owner_group__in=viewer.groups)
    return (mine & others) | Q(pk__in=_handed(given_by_id=viewer.user_id))


def _handed(**who: Any) -> QuerySet[Any, Any]:
    return Delegation.objects.filter(taken_back_at=None, **who).values("deadline")


def _pairs(found: Sequence[Sequence[Any]], at: int) -> list[tuple[UUID, str]]:
    pairs = {row[at]: row[at + 1] for row in found if row[at] is not None}
    return sorted(pairs.items(), key=lambda pair: pair[1])


@reads
def colleagues(viewer: Viewer, deadline: Any, at: datetime) -> list[Any]:
    """Return the people a line can be handed to: who works today for the agency that owes the answer, or for one's own.

    The viewer is not among them.
    """
    agencies = [deadline.owner_agency_id] if deadline.owner_agency_id else sorted(viewer.agencies, key=str)
    found: dict[UUID, Any] = {}
    day = london_day(at)
    begun, lasting = Q(from_on=None) | Q(from_on__lte=day), Q(until_on=None) | Q(until_on__gte=day)
    for agency in agencies:
        posts = partnership.posts(viewer, agency=agency).filter(begun & lasting, person__left_on__isnull=True)
        for post in posts:
            found.setdefault(post.person_id, post.person)
    return sorted((each for key, each in found.items() if key != viewer.person_id), key=lambda each: each.name)
