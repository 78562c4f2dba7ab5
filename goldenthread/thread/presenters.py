"""Wording and tags for pages; nothing is asked of the database here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goldenthread.foundation.text import counted, short_date
from goldenthread.records.presenters import address_of
from goldenthread.thread.models import Action, Finding, Judgement
from goldenthread.thread.queries.walk import ACTION_STEP, EVIDENCE_STEP, IMPACT_STEP, ORDER, Bead, Thread
from goldenthread.thread.rules import impact, smart, statuses, words

Tag = tuple[str, str]
_STATUS_TONES = {
    statuses.PLANNED: "grey",
    statuses.UNDER_WAY: "open",
    statuses.HELD_UP: "amber",
    statuses.COMPLETE: "open",
    statuses.SHORTFALL: "amber",
}
_VERDICT_TONES = {impact.TOO_EARLY: "grey", impact.NONE: "red", impact.SOME: "blue", impact.SUSTAINED: "blue"}
_FINDING_TONES = {words.CONCERN: "amber", words.STRENGTH: "green", words.GOOD_PRACTICE: "green"}
_ANSWER_TONES = {words.ACCEPT: "green", words.PART: "amber", words.REJECT: "red"}
STEP_WORDS = {
    "evidence": ("Evidence", "Evidence"),
    "finding": ("Finding", "Findings"),
    "recommendation": ("Recommendation", "Recommendations"),
    "action": ("Action", "Actions"),
    "impact": ("Impact", "Impact"),
}
SHOWN_OF_A_STEP = 4


def status_tag(row: Action) -> Tag:
    """Return the words and the tone of an action's status; a closed one says what difference it made."""
    if row.status == statuses.CLOSED:
        if row.closing_judgement is None:
            return "Closed", "green"
        return f"Closed: {row.closing_judgement.verdict_words.lower()}", _VERDICT_TONES[row.closing_judgement.verdict]
    return row.status_words, _STATUS_TONES.get(row.status, "grey")


def verdict_tag(row: Judgement) -> Tag:
    """Return the words and the tone of a judgement."""
    return row.verdict_words, _VERDICT_TONES[row.verdict]


def finding_tag(row: Finding) -> Tag:
    """Return the words and the tone of a kind of finding."""
    return words.FINDINGS[row.kind], _FINDING_TONES[row.kind]


def answer_tag(row: Any) -> Tag:
    """Return the words and the tone of an answer."""
    return words.ANSWERS[row.answer], _ANSWER_TONES[row.answer]


def answers_words(row: Any) -> Tag:
    """Say in a word how far the answers to a recommendation have come."""
    if not row.asked:
        return "Nobody is asked", "grey"
    waiting = len(row.asked) - len(row.answered)  # type: ignore[attr-defined]
    if waiting > 0:
        return counted(waiting, "answer") + " outstanding", "amber"
    if all(each.answer == words.ACCEPT for each in row.answered):  # type: ignore[attr-defined]
        return "Accepted", "green"
    return "Answered, not all accepted", "red"


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme as its list shows and sorts it."""

    theme: Any
    seen: Any

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.theme.name)


def recurs_tag(row: Any) -> Tag:
    """Say whether and how a theme recurs."""
    if row.seen.back_on is not None:
        return f"Came back {short_date(row.seen.back_on)}", "red"
    return ("Recurs", "amber") if row.seen.recurs else ("Seen once", "grey") if row.seen.sources == 1 else ("", "grey")


def due_words(row: Action) -> str:
    """Say by when an action must be done: the day, and the date as it was said."""
    day = short_date(row.deadline.due_on) if row.deadline else ""
    if day and row.due_words:
        return f"{day}, said as “{row.due_words}”"
    return day or (f"“{row.due_words}”" if row.due_words else "")


def owner_words(row: Action) -> str:
    """Say who owns an action: its agency, or the group where there is none."""
    record = row.record
    owner = record.owner_agency or record.owner_group
    return owner.title if owner else ""


def advice_on(row: Any) -> list[smart.Advice]:
    """Return the advice on a recommendation that was found by a query."""
    return smart.advice(
        row.text,
        measure=row.measure,
        dated=row.retest_on is not None,
        addressed=bool(row.asked),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One bead as the `thread` component shows it."""

    kind: str
    title: str
    url: str = ""
    meta: str = ""
    state: str = "open"
    gap: bool = False


def steps(walked: Thread, *, all_of_it: bool = False) -> list[Step]:
    """Return the beads of a thread as steps; of a step with many, the first few and how many more there are."""
    shown: list[Step] = []
    for name in ORDER:
        beads = walked.of(name)
        few = beads if all_of_it or len(beads) <= SHOWN_OF_A_STEP else _few(beads)
        shown += [_step(bead, _action_of(bead, walked)) for bead in few]
        if len(few) < len(beads):
            more = counted(
                len(beads) - len(few), f"more {STEP_WORDS[name][0].lower()}", f"more {STEP_WORDS[name][1].lower()}"
            )
            shown.append(Step(STEP_WORDS[name][1], f"And {more}", reverse("thread:whole", args=[walked.record])))
    return shown


def _action_of(bead: Bead, walked: Thread) -> str:
    """Return the reference of the action whose impact a bead is."""
    if bead.step != IMPACT_STEP:
        return ""
    return next((each.reference for each in walked.of(ACTION_STEP) if each.key in bead.comes_from), "")


def _few(beads: Sequence[Bead]) -> list[Bead]:
    """Return the first beads of a step, and always the one we are at."""
    first = list(beads[: SHOWN_OF_A_STEP - 1])
    return first if any(bead.here for bead in first) else first + [bead for bead in beads if bead.here]


def _step(bead: Bead, asked_of: str = "") -> Step:
    state = "missing" if bead.missing else "open"
    gap = False
    if bead.step == ACTION_STEP and bead.detail is not None:
        state = "closed" if bead.detail.status == statuses.CLOSED else "open"
        gap = bead.detail.status == statuses.COMPLETE
    if isinstance(bead.detail, Judgement) and bead.detail.verdict in impact.NEEDS_EVIDENCE:
        state = "closed"
    return Step(
        kind=STEP_WORDS[bead.step][0],
        title=bead.title,
        url=_address(bead),
        meta=_meta(bead) or asked_of,
        state="current" if bead.here else state,
        gap=gap,
    )


def _address(bead: Bead) -> str:
    if bead.record is not None:
        return address_of(bead.record)
    if bead.step == IMPACT_STEP and bead.comes_from:
        return reverse("thread:action", args=[bead.comes_from[0]]) + "#impact"
    return ""


def _meta(bead: Bead) -> str:
    """Return the quiet line under a bead."""
    if isinstance(bead.detail, Action):
        parts = [bead.reference, owner_words(bead.detail), bead.detail.status_words]
        return ". ".join(part for part in parts if part)
    if isinstance(bead.detail, Judgement):
        by = bead.detail.group.title if bead.detail.group else bead.detail.by_name
        return f"{by}, {short_date(bead.detail.on)}"
    if bead.step == EVIDENCE_STEP and bead.record is None:
        return bead.reference
    dated = bead.on is not None and not (bead.record is not None and bead.record.kind.startswith("partnership."))
    parts = [bead.reference, short_date(bead.on) if dated and bead.on else ""]
    return ", ".join(part for part in parts if part)


def walk_words(walked: Thread) -> tuple[str, list[tuple[str, str]]]:
    """Return the thread in one line: where we are on it, and the ways back and on."""
    here = next(bead for bead in walked.beads if bead.here)
    place = f"{STEP_WORDS[here.step][0]}, step {walked.here} of {len(walked.beads)} on its thread"
    links = []
    for way, bead in (("Back", walked.before), ("On", walked.after)):
        if bead is not None and _address(bead):
            links.append((f"{way}: {STEP_WORDS[bead.step][0].lower()}", _address(bead)))
    return place, [*links, ("Whole thread", reverse("thread:whole", args=[walked.record]))]
