"""Talking about the sections of a report."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed
from goldenthread.reports import forms, operations, queries
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, field, run


@needs(Permission.REPORT_VIEW)
def comments(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show all that was said about a report, by section."""
    viewer = viewer_of(request)
    row = queries.report(viewer, pk)
    context = {
        "report": row,
        "sections": list(row.sections.all()),
        "talks": queries.comments_of(viewer, pk),
        "may": queries.may_comment(viewer, row),
    }
    return page(request, "reports/report_comments.jinja", context)


@needs(Permission.REPORT_COMMENT)
def comment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say something about a section."""
    viewer = viewer_of(request)
    row = queries.section(viewer, pk)
    _check(viewer, row.report)

    def make(data: Any) -> Any:
        form = forms.CommentForm(data)
        field(form, "ask").choose_from(_people(viewer, row.report))
        return form

    def act(form: Any) -> str:
        given = form.cleaned_data
        asked = UUID(given["ask"]) if given["ask"] else None
        operations.comment(by=viewer, at=clock.now(), section=pk, text=given["text"], ask=asked, due=given["due"])
        return _address(row)

    return run(request, Task("Comment", _back(row), make, act, "Your comment is kept.", "Comment", row.heading))


@needs(Permission.REPORT_COMMENT)
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer a comment."""

    def act(viewer: Any, form: Any) -> None:
        operations.answer_comment(by=viewer, at=clock.now(), comment=pk, text=form.cleaned_data["text"])

    return _about(request, pk, ("Answer", "Your answer is kept.", "Answer"), forms.AnswerForm, act)


@needs(Permission.REPORT_COMMENT)
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask somebody for an answer to a comment."""
    viewer = viewer_of(request)
    row = queries.comment(viewer, pk)

    def make(data: Any) -> Any:
        form = forms.AskForm(data)
        field(form, "person").choose_from(_people(viewer, row.section.report))
        return form

    def act(viewer: Any, form: Any) -> None:
        given = form.cleaned_data
        operations.ask(by=viewer, at=clock.now(), comment=pk, person=UUID(given["person"]), due=given["due"])

    return _about(request, pk, ("Ask for an answer", "It stands on their list.", "Ask"), make, act)


@needs(Permission.REPORT_COMMENT)
def settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what was done about a comment."""

    def act(viewer: Any, form: Any) -> None:
        operations.settle_comment(by=viewer, at=clock.now(), comment=pk, done=form.cleaned_data["done"])

    return _about(request, pk, ("Settle the comment", "The comment is settled.", "Settle it"), forms.SettleForm, act)


@needs(Permission.REPORT_COMMENT)
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a settled comment again."""

    def act(viewer: Any, form: Any) -> None:
        operations.reopen_comment(by=viewer, at=clock.now(), comment=pk, why=form.cleaned_data["why"])

    words = ("Open the comment again", "The comment is open again.", "Open it again")
    return _about(request, pk, words, forms.WhyForm, act)


def _about(request: HttpRequest, pk: UUID, words: tuple[str, str, str], make: Any, act: Any) -> HttpResponse:
    """Run a task about one comment, which is shown above the form."""
    viewer = viewer_of(request)
    row = queries.comment(viewer, pk)
    _check(viewer, row.section.report)
    title, done, save = words

    def acted(form: Any) -> str:
        act(viewer, form)
        return _address(row.section)

    said = f"{row.by_name}: {row.text}"
    return run(request, Task(title, _back(row.section), make, acted, done, save, row.section.heading, said))


def _people(viewer: Any, report: Any) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in queries.askable(viewer, report, clock.today()).items()]


def _check(viewer: Any, report: Any) -> None:
    if not queries.may_comment(viewer, report):
        raise NotAllowed(f"Your roles do not let you {Permission.REPORT_COMMENT.sentence} here.")


def _address(section: Any) -> str:
    return reverse("reports:comments", args=[section.report_id]) + f"#comments-{section.pk}"


def _back(section: Any) -> tuple[str, str]:
    return (section.report.title, _address(section))
