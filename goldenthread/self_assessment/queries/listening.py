"""What practitioners said beside their agency, and the sessions in which sectors were challenged."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from goldenthread.access.guards import reads, unscoped
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.quality import frozen
from goldenthread.quality.rules.asking import Questionnaire
from goldenthread.records import queries as records
from goldenthread.self_assessment.models import Heard, Place, Session, Survey, SurveyLink
from goldenthread.self_assessment.queries import rows
from goldenthread.self_assessment.rules import analysing

SESSION = "self_assessment.session"


@dataclass(frozen=True, slots=True)
class Voices:
    """What the practitioners of an agency say, by standard, in percent of what could be agreed with.

    ``standards`` is empty while the survey is open, and where fewer than six answered: not even how many is told.
    """

    standards: dict[str, Decimal | None]
    of: int
    closes_on: date


@reads
def visible_sessions(viewer: Viewer) -> Q:
    """Return the condition on records of sessions that the viewer may know of."""
    if viewer.reach(Permission.ASSESSMENT_VIEW).everywhere:
        return Q()
    around = viewer.reach(Permission.ASSESSMENT_VIEW).around
    return Q(pk__in=Session.objects.filter(round__in=Place.objects.filter(partnership__in=around).values("round")))


@reads
def sessions(viewer: Viewer, round: UUID | None = None) -> QuerySet[Session]:
    """Return the challenge sessions the viewer may know of, newest first."""
    known = records.visible(viewer, kind=SESSION).order_by().values("pk")
    found = Session.objects.filter(record__in=known).select_related("record", "round__record")
    return found if round is None else found.filter(round=round)


@reads
def session(viewer: Viewer, pk: UUID) -> Session:
    """Return one challenge session; raises `NotFound`."""
    found = sessions(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such session, or you are not allowed to see it.")
    return found


@reads
def survey_links(viewer: Viewer, round: UUID) -> QuerySet[SurveyLink]:
    """Return the addresses of the survey of a round: all to those who run it, else those of one's own agencies."""
    row = rows.one_round(viewer, round)
    found = SurveyLink.objects.filter(survey__round=row).select_related("agency", "survey")
    if viewer.may(Permission.ASSESSMENT_RUN, partnership=row.partnership_id):
        return found
    return found.filter(agency__in=viewer.reach(Permission.ASSESSMENT_FILL).agencies)


@reads
def voices(viewer: Viewer, sheet: UUID, on: date) -> Voices | None:
    """Return what practitioners said beside a return; None where there was no survey. Raises `NotFound`.

    Nothing is told while the survey is open: else each new answer could be read from the change it makes.
    """
    row = rows.sheet(viewer, sheet)
    survey = Survey.objects.filter(round=row.round_id).first()
    if survey is None:
        return None
    heard = list(Heard.objects.filter(link__survey=survey, link__agency=row.agency_id).values_list("values", flat=True))
    if on <= survey.closes_on or len(heard) < analysing.FEWEST:
        return Voices({}, 0, survey.closes_on)
    asked = frozen.questionnaire(survey.asked_id)
    given = [analysing.by_standard(asked, each) for each in heard]
    told = {}
    for standard in asked.standards:
        values = [each[standard.code] for each in given]
        known = [each for each in values if each is not None]
        told[standard.code] = analysing.mean(known) if len(known) >= analysing.FEWEST else None
    return Voices(told, len(heard), survey.closes_on)


@unscoped("whoever has the address of a survey may read its questions, which tell nothing about anybody")
def survey_asked(token: str, on: date) -> tuple[Questionnaire, str]:
    """Return what a survey asks and whose practitioners it asks; raises `NotFound` when it is not open."""
    link = SurveyLink.objects.select_related("survey", "agency").filter(token=token).first()
    if link is None or not link.survey.opens_on <= on <= link.survey.closes_on:
        raise NotFound("This survey is not open.")
    return frozen.questionnaire(link.survey.asked_id), link.agency.title
