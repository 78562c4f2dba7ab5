"""Every read of the thread, already limited to what the viewer may know."""

from goldenthread.thread.queries.actions import (
    action,
    actions,
    asked_for_by,
    counts_by_status,
    demanding,
    demands_of,
    evidence_of,
    judgements_of,
    on_theme,
    shortfalls_of,
    tests_of,
    updates_of,
)
from goldenthread.thread.queries.findings import finding, findings, theme, themes, themes_to_choose
from goldenthread.thread.queries.recommendations import (
    agencies_asked,
    recommendation,
    recommendations,
    taken_back,
    unanswered,
)
from goldenthread.thread.queries.recurring import Recurring, themes_recurring
from goldenthread.thread.queries.summed import Asked, DoneAbout, Found, Weighed, agencies_named, done_about, found
from goldenthread.thread.queries.walk import Bead, Thread, thread_of

__all__ = [
    "Asked",
    "Bead",
    "DoneAbout",
    "Found",
    "Recurring",
    "Thread",
    "Weighed",
    "action",
    "actions",
    "agencies_asked",
    "agencies_named",
    "asked_for_by",
    "counts_by_status",
    "demanding",
    "demands_of",
    "done_about",
    "evidence_of",
    "finding",
    "findings",
    "found",
    "judgements_of",
    "on_theme",
    "recommendation",
    "recommendations",
    "shortfalls_of",
    "taken_back",
    "tests_of",
    "theme",
    "themes",
    "themes_recurring",
    "themes_to_choose",
    "thread_of",
    "unanswered",
    "updates_of",
]
