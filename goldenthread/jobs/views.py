"""Pages of background work, outgoing mail, and whether the installation is well."""

from uuid import UUID

from django.contrib import messages
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, public, signed_in, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.text import moment
from goldenthread.jobs import mail as outgoing
from goldenthread.jobs import operations, presenters, queries, registry
from goldenthread.jobs.models import Job, OutgoingMail
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, ListView, TextFilter
from goldenthread.ui.pages import page
from goldenthread.ui.progress import progress_page

JOBS = ListView(
    "jobs.jobs",
    "Background work",
    columns=[
        Column("what", "Work", presenters.title, link=lambda row: reverse("jobs:job", args=[row.pk]), sort="code"),
        Column("status", "Status", lambda row: presenters.job_tag(row)[0], tag=presenters.job_tag, sort="status"),
        Column("asked", "Asked for", lambda row: moment(row.created_at), sort="created_at"),
        Column("by", "By", lambda row: row.asked_by_name or "The schedule", sort="asked_by_name"),
        Column("words", "How it goes", presenters.words),
    ],
    filters=[ChoiceFilter("status", "Status", Job.Status.choices), TextFilter("asked_by_name", "Asked for by")],
    default_sort="-asked",
    empty=Empty(
        "No background work yet", "Imports, exports, mail and nightly checks stand here while and after they run."
    ),
)
MAILS = ListView(
    "jobs.mail",
    "Outgoing mail",
    columns=[
        Column("subject", "Subject", lambda row: row.subject, link=lambda row: reverse("jobs:mail", args=[row.pk])),
        Column("to", "To", lambda row: row.to, sort="to"),
        Column("status", "Status", lambda row: presenters.mail_tag(row)[0], tag=presenters.mail_tag, sort="status"),
        Column("written", "Written", lambda row: moment(row.created_at), sort="created_at"),
        Column("tries", "Tries", lambda row: row.attempts, number=True),
        Column("problem", "Problem", lambda row: row.problem),
    ],
    filters=[ChoiceFilter("status", "Status", OutgoingMail.Status.choices), TextFilter("to", "To")],
    default_sort="-written",
    empty=Empty("No mail yet", "Invitations, reminders and digests stand here until they are sent."),
)


@needs(Permission.JOB_VIEW)
def jobs(request: HttpRequest) -> HttpResponse:
    """List all background work and when regular work is due."""
    viewer = viewer_of(request)
    regular = [(each, registry.words_for(each.code)) for each in queries.schedules(viewer)]
    return JOBS.respond(request, queries.jobs(viewer), "jobs/jobs.jinja", {"regular": regular})


@signed_in
def job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Show one's own work while it goes on; whoever keeps the installation running sees any."""
    viewer = viewer_of(request)
    row = queries.job(viewer, job_id)
    may_see_all = viewer.may(Permission.JOB_VIEW)
    context = {"job": row, "may_run_again": may_see_all and row.status == "failed", "details": may_see_all}
    back = ("All background work", reverse("jobs:jobs")) if may_see_all else ("Back", "/")
    shown, result = presenters.progress(row), presenters.leads(row)
    return progress_page(request, shown, back=back, result=result, context=context, template="jobs/job.jinja")


@needs(Permission.JOB_VIEW)
@require_POST
def run_again(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Run failed work again."""
    operations.run_again(by=viewer_of(request), at=clock.now(), job=job_id)
    return HttpResponseRedirect(reverse("jobs:job", args=[job_id]))


@needs(Permission.JOB_VIEW)
def mails(request: HttpRequest) -> HttpResponse:
    """List outgoing mail."""
    context = {"server": outgoing.is_configured()}
    return MAILS.respond(request, queries.mails(viewer_of(request)), "jobs/mails.jinja", context)


@needs(Permission.JOB_VIEW)
def mail(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Show one message. Its words are shown only where no mail server carries them: they may hold a link to sign in."""
    row = queries.mail(viewer_of(request), mail_id)
    server = outgoing.is_configured()
    return page(request, "jobs/mail.jinja", {"mail": row, "server": server, "tag_of": presenters.mail_tag(row)})


@needs(Permission.JOB_VIEW)
@require_POST
def send_again(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Send a message again."""
    operations.send_again(by=viewer_of(request), at=clock.now(), mail=mail_id)
    messages.success(request, "The mail is queued. The worker sends it within a minute.")
    return HttpResponseRedirect(reverse("jobs:mails"))


@public("a load balancer asks whether this process can serve; it is told yes or no")
def healthz(request: HttpRequest) -> JsonResponse:
    """Say whether this process reaches its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "unavailable"}, status=503)
    return JsonResponse({"status": "ok"})
