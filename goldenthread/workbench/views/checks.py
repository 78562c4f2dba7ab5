"""The page of data checks."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from goldenthread import jobs
from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.jobs.queue import waiting_payloads
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, FlagFilter, ListView, TextFilter
from goldenthread.ui.pages import page
from goldenthread.workbench import checks
from goldenthread.workbench.queries.checks import check_results, check_runs

TASK = "workbench.checks"
_TONES = {1: "red", 2: "amber", 3: "grey"}


def _check(row: Any) -> checks.DataCheck | None:
    return checks.get(row.check_code)


def _mend(row: Any) -> str:
    check = _check(row)
    return check.mend if check else "This check no longer exists."


RESULTS = ListView(
    "workbench.checks",
    "Data checks",
    columns=[
        Column(
            "subject",
            "What is wrong",
            value=lambda row: row.subject,
            link=lambda row: row.address or None,
            below=lambda row: row.detail,
            sort="subject",
        ),
        Column(
            "severity",
            "How much it matters",
            value=lambda row: checks.Severity(row.severity).words,
            tag=lambda row: (checks.Severity(row.severity).words, _TONES[row.severity]),
            sort="severity",
        ),
        Column(
            "check",
            "Check",
            value=lambda row: check.title if (check := _check(row)) else row.check_code,
            below=_mend,
            sort="check_code",
        ),
        Column("partnership", "Partnership", value=lambda row: row.partnership.title if row.partnership else "All"),
        Column("since", "Since", value=lambda row: clock.london_day(row.first_found_at), sort="first_found_at"),
        Column("mend", "How to mend it", value=_mend, hidden=True),
        Column("why", "Why it matters", value=lambda row: check.why if (check := _check(row)) else "", hidden=True),
    ],
    filters=[
        ChoiceFilter(
            "severity",
            "How much it matters",
            choices=[(str(each.value), each.words) for each in checks.Severity],
            apply=lambda rows, value: rows.filter(severity=int(value)),
        ),
        ChoiceFilter(
            "check",
            "Check",
            choices=lambda: [(check.code, check.title) for check in checks.every()],
            apply=lambda rows, value: rows.filter(check_code=value),
        ),
        TextFilter("q", "Words", apply=lambda rows, words: rows.filter(subject__icontains=words)),
        FlagFilter("mended", "Mended ones", apply=lambda rows, value: rows),
    ],
    default_sort="severity",
    empty=Empty("Nothing is wrong", "The checks run each night. What they find stands here, with how to mend it."),
    lede="What the nightly checks found, why it matters and how to mend it.",
)


NOT_YET = Empty("The checks have not run yet", "They run each night. Press “Run the checks now” to see what they find.")


@needs(Permission.DATA_CHECK_VIEW)
@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """Show what is wrong."""
    viewer = viewer_of(request)
    rows = check_results(viewer, mended=bool(request.GET.get("mended")))
    last_run = _last(check_runs(viewer))
    shown = RESULTS if last_run else replace(RESULTS, empty=NOT_YET)
    return shown.respond(request, rows, "workbench/checks.jinja", {"last_run": last_run})


@needs(Permission.DATA_CHECK_VIEW)
@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show every check: why it matters, how to mend, when it last ran."""
    runs = check_runs(viewer_of(request))
    rows = [(check, runs.get(check.code)) for check in checks.every()]
    return page(request, "workbench/check_catalogue.jinja", {"rows": rows}, item="checks")


@needs(Permission.DATA_CHECK_VIEW)
@require_POST
def run_again(request: HttpRequest) -> HttpResponse:
    """Queue all checks. They run for the installation: one person's eyes would take what they cannot see for mended."""
    if not waiting_payloads(TASK):
        jobs.enqueue(TASK)
    messages.success(request, "The checks are about to run. What they find stands here in a minute or two.")
    return redirect("workbench:checks")


def _last(runs: dict[str, Any]) -> Any:
    return max((run.ran_at for run in runs.values()), default=None)
