"""One's own settings: mail about work, calendar addresses."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken
from goldenthread.ui.pages import page
from goldenthread.workbench.forms import FeedForm, MailForm
from goldenthread.workbench.operations import feeds, preferences
from goldenthread.workbench.queries import preferences as queries


@needs(Permission.WORK_VIEW)
@require_http_methods(["GET", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    """Choose how often mail about one's work comes."""
    viewer = viewer_of(request)
    present = queries.mail_preference(viewer)
    initial = {"digest": present.digest, "reminders": present.reminders, "edition": present.edition}
    form = MailForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        preferences.choose_mail(
            by=viewer, at=clock.now(), digest=chosen["digest"], reminders=chosen["reminders"], seen=chosen["edition"]
        )
        messages.success(request, "Saved. The next email follows your choice.")
        return redirect("workbench:my_work")
    return page(request, "workbench/mail.jinja", {"form": form})


@needs(Permission.WORK_VIEW)
@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """Make a secret calendar address, shown this once; list those that work."""
    viewer = viewer_of(request)
    form = FeedForm(request.POST or None)
    address = ""
    if request.method == "POST" and form.is_valid():
        try:
            secret = feeds.make_feed(by=viewer, at=clock.now(), name=form.cleaned_data["name"])
        except RuleBroken as broken:
            form.add_rule_broken(broken)
        else:
            address = settings.ADDRESS + reverse("workbench:feed", args=[secret])
            form = FeedForm()
    context = {"form": form, "address": address, "feeds": list(queries.calendar_feeds(viewer))}
    response = page(request, "workbench/calendar.jinja", context)
    response["Cache-Control"] = "no-store"
    return response


@needs(Permission.WORK_VIEW)
@require_POST
def stop_feed(request: HttpRequest, feed: UUID) -> HttpResponse:
    """Stop a calendar address."""
    feeds.revoke_feed(by=viewer_of(request), at=clock.now(), feed=feed)
    messages.success(request, "The address no longer works. Remove it from your calendar program too.")
    return redirect("workbench:calendar")
