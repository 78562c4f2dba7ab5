"""Breaking the glass, and reviewing that it was right."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.accounts import operations, queries
from goldenthread.accounts.forms import BreakGlassForm, ReviewForm
from goldenthread.accounts.models import Opening
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import moment
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, ListView
from goldenthread.ui.pages import page

OPENINGS = ListView(
    "accounts.openings",
    "Openings of walled records",
    columns=[
        Column(
            "record",
            "Record",
            lambda row: row.record.reference,
            link=lambda row: reverse("accounts:review_opening", args=[row.pk]),
        ),
        Column("who", "Opened by", lambda row: row.user.name, sort="user__name"),
        Column("at", "When", lambda row: row.opened_at, sort="opened_at"),
        Column("until", "Until", lambda row: row.ended_at or row.until),
        Column("reason", "Why", lambda row: row.reason),
        Column(
            "verdict",
            "Review",
            lambda row: row.get_verdict_display() or "Not reviewed yet",
            tag=lambda row: (
                row.get_verdict_display() or "Not reviewed yet",
                "green" if row.verdict == "upheld" else "amber",
            ),
            sort="verdict",
        ),
    ],
    filters=[ChoiceFilter("verdict", "Review", choices=Opening.Verdict.choices)],
    default_sort="-at",
    empty=Empty("Nothing to review", "When somebody opens a walled record in an emergency, it stands here."),
)


@needs(Permission.BREAK_GLASS)
def break_glass(request: HttpRequest) -> HttpResponse:
    """Open a walled record in an emergency."""
    viewer = viewer_of(request)
    form = BreakGlassForm(request.POST or None)
    if form.is_valid():
        reference = form.cleaned_data["reference"]
        try:
            made = operations.break_glass(
                by=viewer,
                at=clock.now(),
                reference=reference,
                reason=form.cleaned_data["reason"],
                hours=int(form.cleaned_data["hours"]),
            )
        except RuleBroken as broken:
            if broken.field == "reference":
                operations.note_glass_refused(by=viewer, at=clock.now(), reference=reference)
            form.add_rule_broken(broken)
        else:
            messages.success(
                request, f"{made.record.reference} is open to you until {moment(made.until)}. This is logged."
            )
            return HttpResponseRedirect(reverse("accounts:account"))
    return page(request, "accounts/break_glass.jinja", {"form": form})


@needs(Permission.BREAK_GLASS)
@require_POST
def end(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """Close a walled record again."""
    row = operations.end_opening(by=viewer_of(request), at=clock.now(), opening=opening_id)
    messages.success(request, f"{row.record.reference} is closed to you again.")
    return HttpResponseRedirect(reverse("accounts:account"))


@needs(Permission.BREAK_GLASS_REVIEW)
def openings(request: HttpRequest) -> HttpResponse:
    """List the openings to review."""
    return OPENINGS.respond(request, queries.openings_to_review(viewer_of(request)))


@needs(Permission.BREAK_GLASS_REVIEW)
def review(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """Review one opening."""
    viewer = viewer_of(request)
    opening = queries.opening(viewer, opening_id)
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        try:
            operations.review_opening(by=viewer, at=clock.now(), opening=opening_id, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_rule_broken(broken)
        else:
            messages.success(request, "Your review is kept.")
            return HttpResponseRedirect(reverse("accounts:openings"))
    return page(request, "accounts/review.jinja", {"opening": opening, "form": form})
