"""Every read of the thread, already limited to what the viewer may know."""

from goldenthread.thread.queries.actions import (
    action,
    actions,
    counts_by_status,
    demands_of,
    evidence_of,
    judgements_of,
    shortfalls_of,
    updates_of,
)
from goldenthread.thread.queries.findings import finding, findings, theme, themes, themes_recurring
from goldenthread.thread.queries.recommendations import recommendation, recommendations, unanswered
from goldenthread.thread.queries.walk import Bead, Thread, thread_of

__all__ = [
    "Bead",
    "Thread",
    "action",
    "actions",
    "counts_by_status",
    "demands_of",
    "evidence_of",
    "finding",
    "findings",
    "judgements_of",
    "recommendation",
    "recommendations",
    "shortfalls_of",
    "theme",
    "themes",
    "themes_recurring",
    "thread_of",
    "unanswered",
    "updates_of",
]
