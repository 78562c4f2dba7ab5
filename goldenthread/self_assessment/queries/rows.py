"""Rows of the area, one by one or listed, as far as the viewer may know of them.

Whoever works in a partnership sees its rounds and how far each return is; an agency sees its own returns; a colleague the return of
which a part was handed to them. What is typed and not signed is the agency's own: `books` asks who may read it.
"""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.roles import Scope
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.records import queries as records
from goldenthread.self_assessment.models import (
    Chase,
    Evidence,
    For,
    Judgement,
    Part,
    Place,
    Proof,
    Return,
    Round,
    Step,
    Version,
)

ROUND, RETURN, EVIDENCE = "self_assessment.round", "self_assessment.return", "self_assessment.evidence"
Found = TypeVar("Found", bound=Model)


def _around(viewer: Viewer) -> frozenset[UUID]:
    """The partnerships whose returns are all visible: where the viewer has a role, or a role in one of their groups."""
    held = [each for each in viewer.grants if Permission.ASSESSMENT_VIEW in each.permissions]
    groups = [each.partnerships for each in held if each.scope is Scope.GROUP]
    return viewer.reach(Permission.ASSESSMENT_VIEW).partnerships | frozenset().union(*groups)


@reads
def visible_rounds(viewer: Viewer) -> Q:
    """Return the condition on records of rounds that the viewer may know of."""
    if viewer.reach(Permission.ASSESSMENT_VIEW).everywhere:
        return Q()
    ours = Place.objects.filter(partnership__in=_around(viewer)).values("round")
    asked = Return.objects.filter(_own(viewer)).values("round")
    return Q(pk__in=ours) | Q(pk__in=asked)


@reads
def visible_returns(viewer: Viewer) -> Q:
    """Return the condition on records of returns that the viewer may know of."""
    if viewer.reach(Permission.ASSESSMENT_VIEW).everywhere:
        return Q()
    ours = For.objects.filter(partnership__in=_around(viewer)).values("sheet")
    return Q(pk__in=ours) | Q(pk__in=Return.objects.filter(_own(viewer)).values("pk"))


def _own(viewer: Viewer) -> Q:
    """Returns of the viewer's agencies, and those of which they have a part in hand."""
    found = Q(agency__in=viewer.reach(Permission.ASSESSMENT_VIEW).agencies)
    if viewer.person_id is not None:
        found |= Q(pk__in=Part.objects.filter(person=viewer.person_id).values("sheet"))
    return found


@reads
def visible_evidence(viewer: Viewer) -> Q:
    """Return the condition on records of evidence: the agency's own, and what stands under a return that was signed."""
    reach = viewer.reach(Permission.ASSESSMENT_VIEW)
    if reach.everywhere:
        return Q()
    shown = Proof.objects.filter(sheet__version__gt=0, sheet__answered__partnership__in=_around(viewer))
    return Q(owner_agency__in=reach.agencies | _helped(viewer)) | Q(pk__in=shown.values("evidence"))


def _helped(viewer: Viewer) -> frozenset[UUID]:
    """The agencies of whose returns a colleague has a part in hand, and to whose evidence they add."""
    if viewer.person_id is None:
        return frozenset()
    held = Return.objects.filter(parts__person=viewer.person_id, parts__done_at=None, frozen_at=None)
    return frozenset(held.filter(agency__in=viewer.agencies).order_by().values_list("agency", flat=True))


@reads
def answers_for(viewer: Viewer, agency: UUID) -> bool:
    """Say whether the viewer answers for an agency, or has a part of a return of theirs in hand."""
    return viewer.may(Permission.ASSESSMENT_FILL, agency=agency) or agency in _helped(viewer)


@reads
def rounds(viewer: Viewer) -> QuerySet[Round]:
    """Return the rounds the viewer may know of, newest first."""
    known = records.visible(viewer, kind=ROUND).order_by().values("pk")
    return Round.objects.filter(record__in=known).select_related(
        "record", "partnership", "group", "asked__bank__record"
    )


@reads
def one_round(viewer: Viewer, pk: UUID) -> Round:
    """Return one round; raises `NotFound`."""
    return _one(rounds(viewer), pk, "round")


@reads
def returns(viewer: Viewer) -> QuerySet[Return]:
    """Return the returns the viewer may know of."""
    known = records.visible(viewer, kind=RETURN).order_by().values("pk")
    related = ("record", "agency", "round__record", "round__partnership")
    return Return.objects.filter(record__in=known).select_related(*related)


@reads
def sheet(viewer: Viewer, pk: UUID) -> Return:
    """Return one return; raises `NotFound`."""
    return _one(returns(viewer), pk, "return")


@reads
def mine(viewer: Viewer) -> QuerySet[Return]:
    """Return what the viewer's own agencies are asked, and what they have a part of in hand."""
    return returns(viewer).filter(_own(viewer))


@reads
def versions(viewer: Viewer, sheet: UUID) -> QuerySet[Version]:
    """Return what was signed of a return, newest first."""
    known = returns(viewer).filter(pk=sheet).order_by().values("pk")
    return Version.objects.filter(sheet__in=known).prefetch_related("signatures")


@reads
def parts_of(viewer: Viewer, sheet: UUID) -> QuerySet[Part]:
    """Return the parts of a return that colleagues have in hand."""
    return Part.objects.filter(sheet__in=returns(viewer).filter(pk=sheet).order_by().values("pk")).select_related(
        "person"
    )


@reads
def chases(viewer: Viewer, sheet: UUID) -> QuerySet[Chase]:
    """Return who was reminded or chased for a return by itself, newest first."""
    return Chase.objects.filter(sheet__in=returns(viewer).filter(pk=sheet).order_by().values("pk"))


@reads
def judgements(viewer: Viewer, sheet: UUID | None = None) -> QuerySet[Judgement]:
    """Return the moderated and scrutineers' grades of returns, oldest first; not those of single readers of a panel."""
    known = returns(viewer) if sheet is None else returns(viewer).filter(pk=sheet)
    return Judgement.objects.filter(sheet__in=known.order_by().values("pk"), reader=None)


@reads
def steps(viewer: Viewer, sheet: UUID | None = None) -> QuerySet[Step]:
    """Return the actions that answers asked for."""
    known = returns(viewer) if sheet is None else returns(viewer).filter(pk=sheet)
    return Step.objects.filter(sheet__in=known.order_by().values("pk")).select_related("action")


@reads
def evidence(viewer: Viewer) -> QuerySet[Evidence]:
    """Return the pieces of evidence the viewer may know of."""
    known = records.visible(viewer, kind=EVIDENCE).order_by().values("pk")
    return Evidence.objects.filter(record__in=known).select_related("record", "agency")


@reads
def library(viewer: Viewer, agency: UUID | None = None) -> QuerySet[Evidence]:
    """Return the evidence library of the viewer's agencies, or of one of them; a colleague's while a part is in hand."""
    own = viewer.reach(Permission.ASSESSMENT_VIEW).agencies | _helped(viewer)
    found = evidence(viewer).filter(agency__in=own)
    return found if agency is None else found.filter(agency=agency)


@reads
def piece(viewer: Viewer, pk: UUID) -> Evidence:
    """Return one piece of evidence; raises `NotFound`."""
    return _one(evidence(viewer), pk, "evidence")


@reads
def proofs(viewer: Viewer, sheet: UUID) -> QuerySet[Proof]:
    """Return the evidence under the answers of a return."""
    known = returns(viewer).filter(pk=sheet).order_by().values("pk")
    return Proof.objects.filter(sheet__in=known).select_related("evidence__record")


def _one(rows: QuerySet[Found], pk: UUID, what: str) -> Found:
    found: Any = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(f"There is no such {what}, or you are not allowed to see it.")
    return found  # type: ignore[no-any-return]


@reads
def uses(viewer: Viewer, evidence: UUID) -> QuerySet[Proof]:
    """Return under which answers a piece of evidence stands, of returns the viewer may know of."""
    known = returns(viewer).order_by().values("pk")
    return Proof.objects.filter(evidence=evidence, sheet__in=known).select_related("sheet__round__record")
