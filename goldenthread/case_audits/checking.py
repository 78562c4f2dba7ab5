"""What can be wrong with audits, for the nightly data checks."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from goldenthread.access.eyes import SCRUTINEER
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import presenters, queries
from goldenthread.case_audits.models import Audit
from goldenthread.case_audits.rules import programmes, states
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import listed, short_date
from goldenthread.workbench.checks import DataCheck, Found, Severity


def late(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield audits whose grades are not all in though their day has passed: which agencies, and nothing of what they graded."""
    for row in queries.audits(viewer).filter(state=states.GRADING, due_on__lt=on):
        waiting = [each.agency.title for each in queries.participants(viewer, row.pk) if each.in_at is None]
        if waiting and row.due_on:
            words = f"Not in, though asked by {short_date(row.due_on)}: {listed(waiting)}."
            yield _found(row, words)


def unmoderated(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield audits whose grades have been open for more than a month without being moderated."""
    for row in queries.audits(viewer).filter(state=states.MODERATING):
        if row.opened_at and (on - row.opened_at.date()).days > 31:
            yield _found(row, f"Its grades have been open since {short_date(row.opened_at.date())}.")


def to_look_again(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield audits that were to be looked at again by a day that has passed, and were not."""
    for row in queries.audits(viewer).filter(state=states.COMPLETE, again_on__lt=on, later__isnull=True):
        if row.again_on:
            yield _found(row, f"It was to be looked at again by {short_date(row.again_on)}.")


def behind(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield programmes of the running year that have fewer audits than their rhythm asks for (rule R15)."""
    for row in queries.programmes(viewer).filter(state=states.AGREED, start__lte=on, end__gte=on):
        begun = queries.audits(viewer, partnership=row.partnership_id).exclude(state=states.STOPPED)
        days = begun.filter(held_on__range=(row.start, row.end)).exclude(kind="single_agency")
        told = programmes.rhythm(row.year, list(days.values_list("held_on", flat=True)), on, row.a_year)
        if told.behind:
            yield Found(
                str(row.pk),
                row.title,
                told.words,
                record=row.pk,
                partnership=row.partnership_id,
                address=reverse("case_audits:programme", args=[row.pk]),
            )


def own_behind(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield audits that an agency was to hold alone, or to present, by a day that has passed."""
    for topic in queries.own_topics(viewer, Period(on, on)):
        if presenters.own_state(topic, on) == programmes.BEHIND:
            yield Found(
                str(topic.pk),
                f"{topic.agency.title}: {topic.title}" if topic.agency else topic.title,
                "It was to be held or presented by now.",
                record=topic.programme_id,
                partnership=topic.programme.partnership_id,
                address=reverse("case_audits:own"),
            )


def _found(row: Audit, words: str) -> Found:
    pk, home = row.pk, row.partnership_id
    return Found(
        str(pk), row.title, words, record=pk, partnership=home, address=reverse("case_audits:audit", args=[pk])
    )


CHECKS = (
    DataCheck(
        "case_audits.late",
        "Agencies have not handed their grades in",
        Severity.LOOK,
        "Nobody's grades open until all are in, so one agency holds the audit up.",
        "Ask the agency, give it another day, or open the grades with a reason.",
        late,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "case_audits.unmoderated",
        "Grades wait for moderation",
        Severity.LOOK,
        "What agencies found about children's cases leads to nothing until they have talked about it.",
        "Hold the moderation meeting, and complete the audit.",
        unmoderated,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "case_audits.again",
        "Audits are not looked at again",
        Severity.NOTE,
        "Whether an audit changed anything is only known when the same is looked at again.",
        "Begin an audit that looks at it again.",
        to_look_again,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "case_audits.own",
        "Agencies have not presented their own audits",
        Severity.NOTE,
        "The group is assured by what agencies find themselves; the year's plan says when they tell it.",
        "Ask the agency, change the day, or drop the topic with the reason.",
        own_behind,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "case_audits.behind",
        "The audit programme is behind",
        Severity.NOTE,
        "Audits are agreed for the year and held termly; the year has fewer than it should have by now.",
        "Begin the next audit of the programme, or drop a topic with the reason.",
        behind,
        eyes=SCRUTINEER,
    ),
)
