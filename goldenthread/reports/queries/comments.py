"""What people said about the sections of a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.accounts import queries as accounts
from goldenthread.foundation.errors import NotFound
from goldenthread.reports.models import Comment, Report
from goldenthread.reports.queries.rows import reports

_SETTLERS = (Permission.REPORT_WRITE, Permission.REPORT_APPROVE)


@dataclass(frozen=True, slots=True)
class Talk:
    """A comment with all that was said under it, oldest first. ``may_settle``: the viewer may say what was done."""

    comment: Comment
    replies: Sequence[Comment]
    may_settle: bool

    @property
    def waits_for(self) -> str:
        """Who still has to answer, or nothing."""
        row = self.comment
        waiting = row.open and row.asked is not None and row.deadline is not None and row.deadline.is_running
        return row.asked.name if waiting and row.asked is not None else ""


@reads
def comments(viewer: Viewer, *, report: UUID | None = None) -> QuerySet[Comment]:
    """Return the comments on sections of reports the viewer may know of, each with its answers, oldest first."""
    known = reports(viewer) if report is None else reports(viewer).filter(pk=report)
    found = Comment.objects.filter(section__report__in=known.order_by().values("pk"), parent__isnull=True)
    return found.select_related("section", "section__report", "asked", "deadline").prefetch_related(
        Prefetch("replies", queryset=Comment.objects.order_by("at", "id"))
    )


@reads
def comments_of(viewer: Viewer, report: UUID) -> dict[UUID, list[Talk]]:
    """Return the comments of a report by the section they stand beside: the open ones first. Three queries."""
    found: dict[UUID, list[Talk]] = {}
    for row in sorted(comments(viewer, report=report), key=lambda each: not each.open):
        found.setdefault(row.section_id, []).append(Talk(row, list(row.replies.all()), may_settle(viewer, row)))
    return found


@reads
def open_comments(viewer: Viewer, report: UUID) -> QuerySet[Comment]:
    """Return the comments of a report that nobody has settled. They never stop publication; they are shown before it."""
    return comments(viewer, report=report).filter(open=True).order_by("section__place", "at")


@reads
def comment(viewer: Viewer, pk: UUID) -> Comment:
    """Return one comment, not an answer to one; raises `NotFound`."""
    row = comments(viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound("There is no such comment, or you are not allowed to see it.")
    return row


@reads
def may_comment(viewer: Viewer, report: Report) -> bool:
    """Say whether the viewer may comment on a report: members of its partnership may, whatever place they speak for."""
    reach = viewer.reach(Permission.REPORT_COMMENT)
    return reach.everywhere or report.partnership_id in reach.around


@reads
def may_settle(viewer: Viewer, comment: Comment) -> bool:
    """Say whether the viewer may settle a comment: its author, whoever was asked, and those who write or approve."""
    place = comment.section.report.partnership_id
    own = comment.by == viewer.user_id or (comment.asked_id is not None and comment.asked_id == viewer.person_id)
    return own or any(viewer.may(each, partnership=place) for each in _SETTLERS)


@reads
def askable(viewer: Viewer, report: Report, day: date) -> dict[UUID, str]:
    """Return the people whom the viewer can ask for an answer about a report: those who may comment on it themselves."""
    return accounts.people_who_may(viewer, Permission.REPORT_COMMENT, partnership=report.partnership_id, day=day)
