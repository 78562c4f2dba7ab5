"""Who may know of an audit, who of a case, and who may read which grade.

An audit is known to all partners. A case stands behind a wall: to those who run its audit, to the auditors named for it, to the
named lead of a safety concern, and to the agency that is asked to act. A grade is read by the agency that gave it, and by the
others only once the audit is open: there is no third way.
"""

from uuid import UUID

from django.db.models import Q

from goldenthread.access import eyes
from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits.models import Audit, Auditor, Case, CaseAction, Concern, Participant
from goldenthread.case_audits.rules import states
from goldenthread.partnership import queries as partnerships
from goldenthread.records import queries as records

Choices = list[tuple[str, str]]
PROGRAMME, AUDIT, CASE = "case_audits.programme", "case_audits.audit", "case_audits.case"
NOBODY = Q(pk__in=[])
_MOST = 2_000  # records to choose from


@reads
def of_audits(viewer: Viewer) -> Q:
    """Return the condition on records of programmes and audits: those of every partnership the viewer works in.

    A joint audit is known in the other partnership too, and an agency that takes part knows of it wherever it is.
    """
    reach = viewer.reach(Permission.CASE_AUDIT_VIEW)
    if reach.everywhere:
        return Q()
    joint = Audit.objects.filter(joint_with__in=reach.around).order_by().values("pk")
    taking_part = Participant.objects.filter(agency__in=reach.agencies).order_by().values("audit")
    return Q(partnership__in=reach.around) | Q(pk__in=joint) | Q(pk__in=taking_part)


@reads
def of_cases(viewer: Viewer) -> Q:
    """Return the condition on records of cases: need to know, and nobody by rank alone."""
    near = _running(viewer) | _named(viewer) | _scrutinised(viewer)
    told = Q(pk__in=Case.objects.filter(near).order_by().values("pk"))
    told |= Q(pk__in=Concern.objects.filter(_told_of_concern(viewer)).order_by().values("case"))
    agencies = viewer.reach(Permission.CASE_AUDIT_GRADE).agencies
    if agencies:
        told |= Q(pk__in=CaseAction.objects.filter(agency__in=agencies).order_by().values("case"))
    return told


def _running(viewer: Viewer) -> Q:
    """The cases of audits the viewer runs: for their partnership, or for the group that owns them."""
    reach = viewer.reach(Permission.CASE_AUDIT_LEAD)
    return Q(audit__partnership__in=reach.partnerships) | Q(audit__group__in=reach.groups)


def _named(viewer: Viewer) -> Q:
    """The cases of audits for which the viewer is a named auditor of an agency they still grade for."""
    return Q(audit__in=Participant.objects.filter(graded_by(viewer)).order_by().values("audit"))


def _scrutinised(viewer: Viewer) -> Q:
    """The cases of audits for which the viewer is the named scrutineer, from the day their grades are open."""
    reach = viewer.reach(Permission.CASE_AUDIT_VIEW).partnerships
    if viewer.person_id is None or not reach:
        return NOBODY
    return Q(audit__scrutineer=viewer.person_id, audit__partnership__in=reach, audit__opened_at__isnull=False)


def _told_of_concern(viewer: Viewer) -> Q:
    """The concerns of which the viewer is the named lead, or which were escalated to the agency they work for."""
    escalated = Q(escalated_at__isnull=False, case__holder__in=viewer.reach(Permission.CASE_AUDIT_GRADE).agencies)
    if viewer.person_id is None:
        return escalated
    leads = Participant.objects.filter(safety_lead=viewer.person_id).order_by()
    mine = Q(case__audit__in=leads.values("audit"), case__holder__in=leads.values("agency"))
    return mine | escalated


@reads
def graded_by(viewer: Viewer) -> Q:
    """Return the condition on participants for which the viewer is a named auditor, and may grade for that agency."""
    agencies = viewer.reach(Permission.CASE_AUDIT_GRADE).agencies
    if viewer.person_id is None or not agencies:
        return NOBODY
    named = Auditor.objects.filter(person=viewer.person_id, until__isnull=True).order_by().values("participant")
    return Q(pk__in=named, agency__in=agencies)


@reads
def of_grades(viewer: Viewer) -> Q:
    """Return the condition on grades the viewer may read: their own agency's, and every agency's of an audit that is open.

    Open means opened: neither the lead nor a manager, a scrutineer or somebody who broke the glass reads one before. What was not
    handed in when the grades were opened is never read by others.
    """
    own = Q(participant__in=Participant.objects.filter(graded_by(viewer)).order_by().values("pk"))
    return own | (Q(participant__in_at__isnull=False) & of_opened(viewer))


@reads
def of_opened(viewer: Viewer) -> Q:
    """Return the condition on rows of a case whose audit is open, to those who work on the audit or broke the glass."""
    reach = viewer.reach(Permission.CASE_AUDIT_LEAD)
    near = Q(case__audit__partnership__in=reach.partnerships) | Q(case__audit__group__in=reach.groups)
    near |= Q(case__audit__in=Participant.objects.filter(graded_by(viewer)).order_by().values("audit"))
    near |= Q(case__in=Case.objects.filter(_scrutinised(viewer)).order_by().values("pk"))
    if viewer.opened:
        near |= Q(case__in=viewer.opened)
    return Q(case__audit__opened_at__isnull=False) & ~Q(case__audit__state=states.STOPPED) & near


@reads
def may_lead(viewer: Viewer, row: Audit) -> bool:
    """Say whether the viewer may run an audit: in its partnership, or for the group that owns it."""
    return viewer.may(Permission.CASE_AUDIT_LEAD, partnership=row.partnership_id, group=row.group_id)


@reads
def may_scrutinise(viewer: Viewer, row: Audit) -> bool:
    """Say whether the viewer is the scrutineer named for an audit, who grades beside the meeting."""
    named = viewer.person_id is not None and row.scrutineer_id == viewer.person_id
    return named and viewer.may(Permission.CASE_AUDIT_VIEW, partnership=row.partnership_id)


@reads
def places(viewer: Viewer) -> Choices:
    """Return the partnerships in which the viewer may run audits, for one of their groups too: (id, name)."""
    reach = viewer.reach(Permission.CASE_AUDIT_LEAD)
    known = records.visible(viewer, kind="partnership.partnership")
    if not reach.everywhere:
        known = known.filter(pk__in=reach.around)
    return [(str(pk), title) for pk, title in known.order_by("title").values_list("pk", "title")]


@reads
def homes(viewer: Viewer) -> Choices:
    """Return the partnerships the viewer may know of, to audit together with: (id, name)."""
    known = records.visible(viewer, kind="partnership.partnership").order_by("title")
    return [(str(pk), title) for pk, title in known.values_list("pk", "title")]


@reads
def agencies(viewer: Viewer, partnership: UUID, other: UUID | None = None) -> Choices:
    """Return the agencies that can take part, schools last; those of another partnership too where the audit is joint."""
    found: dict[str, str] = {}
    for home in filter(None, (partnership, other)):
        for schools in (False, True):
            rows = partnerships.agencies(viewer, partnership=home, schools=schools).order_by("name")
            found |= {str(pk): name for pk, name in rows.values_list("pk", "name")}
    return list(found.items())


@reads
def groups(viewer: Viewer, partnership: UUID) -> Choices:
    """Return the groups of a partnership for which the viewer may run audits: (id, name)."""
    rows = partnerships.groups(viewer, partnership=partnership).order_by("name")
    if not viewer.may(Permission.CASE_AUDIT_LEAD, partnership=partnership):
        rows = rows.filter(pk__in=viewer.reach(Permission.CASE_AUDIT_LEAD).groups)
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


@reads
def colleagues(viewer: Viewer, part: Participant) -> Choices:
    """Return the people of the viewer's own agency who can grade for it: (id, name); nobody of another agency."""
    if not viewer.may(Permission.CASE_AUDIT_GRADE, agency=part.agency_id):
        return []
    homes = [each for each in (part.audit.partnership_id, part.audit.joint_with_id) if each is not None]
    found: dict[str, str] = {}
    for home in homes:
        found |= dict(people(eyes.through(viewer, home), agency=part.agency_id))
    return sorted(found.items(), key=lambda pair: pair[1])


@reads
def prompts(viewer: Viewer, partnership: UUID) -> Choices:
    """Return the records of a partnership that can prompt a topic, the newest first; none that stands behind a wall."""
    found = records.visible(viewer).filter(partnership=partnership).exclude(sensitivity="walled")
    for area in ("partnership.", "case_audits.", "quality."):
        found = found.exclude(kind__startswith=area)
    rows = found.order_by("-opened_on", "-pk").values_list("pk", "title", "reference")[:_MOST]
    return [(str(pk), f"{title} ({reference})") for pk, title, reference in rows]


@reads
def people(viewer: Viewer, *, agency: UUID | None = None, partnership: UUID | None = None) -> Choices:
    """Return people of an agency or a partnership who have not left: (id, name)."""
    rows = partnerships.people(viewer, agency=agency, partnership=partnership).filter(left_on__isnull=True)
    return [(str(pk), name) for pk, name in rows.order_by("name").values_list("pk", "name").distinct()]
