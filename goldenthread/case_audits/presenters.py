"""Words, tags and shapes as the pages of the area show them."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from goldenthread.case_audits import library
from goldenthread.case_audits.rules import programmes, sampling, states
from goldenthread.foundation.text import counted, short_date
from goldenthread.quality.marks import Mark as Mark
from goldenthread.quality.marks import key as key
from goldenthread.quality.marks import mark as mark
from goldenthread.workbench.pages import Happened

_TONES = {
    states.PREPARING: "grey",
    states.GRADING: "open",
    states.MODERATING: "amber",
    states.COMPLETE: "green",
    states.STOPPED: "grey",
    states.DRAFT: "open",
    states.AGREED: "green",
    states.CLOSED: "grey",
    states.ASKED: "open",
    states.DONE: "green",
    states.WITHDRAWN: "grey",
}
_OWN_TONES = {
    programmes.PLANNED: "open",
    programmes.HELD: "amber",
    programmes.PRESENTED: "green",
    programmes.BEHIND: "red",
    programmes.LEFT: "grey",
}


def state(row: Any) -> tuple[str, str]:
    """Return how far an audit is, as a tag: one that only hears people is under way from its first day."""
    if row.state == states.PREPARING and not row.type.graded:
        return ("Under way", "open")
    if row.state == states.MODERATING and not row.type.moderated(2):
        return ("Graded", "amber")
    return (states.AUDITS[row.state], _TONES[row.state])


def programme_state(row: Any) -> tuple[str, str]:
    """Return how far a programme is, as a tag."""
    return (states.PROGRAMMES[row.state], _TONES[row.state])


def action_state(row: Any) -> tuple[str, str]:
    """Return how far a case action is, as a tag."""
    return (states.CASE_ACTIONS[row.state], _TONES[row.state])


def topic_state(topic: Any) -> tuple[str, str]:
    """Return how far a topic is, as a tag."""
    if topic.dropped:
        return ("Not audited", "grey")
    return state(topic.audit) if topic.audit else ("Not begun", "open")


def own_state(topic: Any, today: date) -> str:
    """Return how an agency's own audit stands: one of `rules.programmes.OWN`."""
    audit = topic.audit
    return programmes.own_state(
        topic.programme.year, topic.quarter, today, held=audit is not None and audit.state == states.COMPLETE,
        presented=audit is not None and audit.presented_on is not None, present_on=topic.present_on,
        dropped=bool(topic.dropped),
    )  # fmt: skip


def own_tag(state: str) -> tuple[str, str]:
    """Return how an agency's own audit stands, as a tag."""
    return (programmes.OWN[state], _OWN_TONES[state])


def kind(row: Any) -> str:
    """Return the type of an audit or a topic in words."""
    return library.label(row.kind)


def runs(row: Any) -> str:
    """Return in whose name an audit is run."""
    return str(row.group.title if row.group else row.partnership.title)


def part(row: Any) -> tuple[str, str]:
    """Return whether an agency is in: all that others may know before the grades open."""
    return ("In", "green") if row.in_at else ("Not in", "open")


def auditors(row: Any) -> str:
    """Return who grades for an agency."""
    return ", ".join(each.person.name for each in row.auditors.all())


def drawn(row: Any) -> str:
    """Return how cases were drawn, in a sentence."""
    if row.method == sampling.SHARE:
        return f"{row.size} per cent of {counted(row.listed, 'case')}, at random"
    if row.method == sampling.ALL:
        return f"Every case of a list of {row.listed}"
    if row.method == sampling.CHOSEN:
        return f"Chosen, not drawn at random: a list of {row.listed}"
    if row.method == sampling.QUOTA:
        told = ", ".join(f"{part}: {number}" for part, number in row.quotas.items())
        return f"At random from each of the areas ({told}) of {counted(row.listed, 'case')}"
    if row.method == sampling.STRATIFIED:
        return f"{row.size} of {row.listed}, at random in proportion to {row.column or 'the parts of the list'}"
    return f"{row.size} of {counted(row.listed, 'case')}, at random"


def audit_history(row: Any, parts: Any) -> list[Happened]:
    """Return what happened to an audit, from its rows: of grades, only that an agency is in."""
    told = [Happened("Recorded" if row.recorded else "Begun", row.begun_by_name, row.begun_at)]
    for each in row.draws.all() if not row.recorded else ():
        told.append(
            Happened("Cases drawn" if each.number == 1 else "Cases drawn again", each.by_name, each.at, each.why)
        )
    told += [Happened(f"{each.agency.title} is in", "", each.in_at) for each in parts if each.in_at]
    if row.opened_at:
        told.append(Happened("Grades opened", "", row.opened_at, row.close_reason or "All agencies were in"))
    if row.ended_at and not row.recorded:
        told.append(Happened(states.AUDITS[row.state], row.ended_by_name, row.ended_at))
    return told


def topic_lead(topic: Any) -> str:
    """Return who leads a topic."""
    return str(topic.lead.name) if topic.lead else str(topic.lead_words)


def cases_of(row: Any, number: int) -> str:
    """Return how many cases an audit has, in words; "" where nobody knows."""
    told = row.cases_told if row.recorded else number
    return counted(told, "case") if told else ""


def tally(row: Any) -> str:
    """Return one told result: its parts and the percentage they make, or the percentage as printed."""
    if row.of:
        return f"{row.met} of {row.of} ({round(100 * row.share)}%)"
    return f"{row.percent}% (as printed; the numbers are not known)"


def address(pk: Any) -> str:
    """Return the page of an audit."""
    return reverse("case_audits:audit", args=[pk])


def case_address(pk: Any) -> str:
    """Return the page of a case."""
    return reverse("case_audits:case", args=[pk])


def begins(row: Any) -> str:
    """Return when an audit was or is held."""
    return short_date(row.held_on)


def named(agencies: Mapping[UUID, str]) -> list[tuple[UUID, str]]:
    """Return agencies as pairs, for a template."""
    return list(agencies.items())
