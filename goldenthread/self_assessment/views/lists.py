"""The lists of the area."""

from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.self_assessment import presenters
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, FlagFilter, ListView, TextFilter


def rounds() -> ListView:
    """Return the list of rounds."""
    return ListView(
        code="self_assessment.rounds",
        title="Self-assessments",
        lede="Section 11 and section 175/157: who must answer, by when, and who has.",
        columns=[
            Column(
                "title",
                "Round",
                lambda row: row.record.title,
                link=lambda row: reverse("self_assessment:round", args=[row.pk]),
                sort="record__title",
                below=lambda row: row.record.reference,
            ),
            Column("partnership", "Run by", lambda row: row.partnership.title, sort="partnership__title"),
            Column("asked", "Asks", lambda row: f"{row.asked.bank.title}, {row.asked.label}"),
            Column("sign_by", "Signed by", lambda row: row.sign_by, sort="sign_by"),
            Column("signed", "Returned", lambda row: f"{row.came} of {row.given}" if row.sent_at else "", number=True),
            Column(
                "state",
                "State",
                lambda row: presenters.round_state(row)[0],
                tag=lambda row: presenters.round_state(row),
            ),
        ],
        filters=[
            TextFilter("q", "Name", lambda rows, text: rows.filter(record__title__icontains=text)),
            FlagFilter("open", "Being answered", lambda rows, on: rows.filter(sent_at__isnull=False, closed_at=None)),
        ],
        default_sort="-sign_by",
        empty=Empty("No round yet", "A round asks agencies or schools to say how well they keep children safe."),
    )


def mine() -> ListView:
    """Return the list of what one's own agencies are asked."""
    return ListView(
        code="self_assessment.mine",
        title="Asked of us",
        lede="One return answers every partnership of the round that your agency serves.",
        columns=[
            Column(
                "title",
                "Return",
                lambda row: row.round.record.title,
                link=lambda row: presenters.address(row.pk),
                sort="round__record__title",
                below=lambda row: row.agency.title,
            ),
            Column("year", "Year", lambda row: row.round.year, sort="round__year"),
            Column("fill_by", "Filled by", lambda row: row.round.fill_by, sort="round__fill_by"),
            Column("sign_by", "Signed by", lambda row: row.round.sign_by, sort="round__sign_by"),
            Column("state", "State", lambda row: presenters.state(row)[0], tag=lambda row: presenters.state(row)),
        ],
        filters=[
            FlagFilter("open", "To do", lambda rows, on: rows.filter(signed_at__isnull=True, round__closed_at=None)),
            TextFilter("q", "Name", lambda rows, text: rows.filter(round__record__title__icontains=text)),
        ],
        default_sort="-sign_by",
        empty=Empty(
            "Nothing is asked of you", "When a partnership asks your agency or school, the return stands here."
        ),
    )


def returns(today: date, likenesses: list[str]) -> ListView:
    """Return the list of the returns of a round: who has answered, who has not."""
    return ListView(
        code="self_assessment.returns",
        title="Who has answered",
        columns=[
            Column(
                "agency",
                "Agency",
                lambda row: row.agency.title,
                link=lambda row: presenters.address(row.pk),
                sort="agency__title",
                below=lambda row: row.likeness,
            ),
            Column("state", "State", lambda row: presenters.state(row)[0], tag=lambda row: presenters.state(row)),
            Column("answered", "Answered", lambda row: row.typed, number=True, sort="typed"),
            Column(
                "signed", "Signed", lambda row: presenters.day(row.signed_at) if row.signed_at else "", sort="signed_at"
            ),
            Column("late", "Late", lambda row: _late(row, today), below=lambda row: _chased(row)),
            Column("likeness", "Kind", lambda row: row.likeness, hidden=True),
        ],
        filters=[
            FlagFilter("missing", "Not returned", lambda rows, on: rows.filter(signed_at__isnull=True)),
            FlagFilter("silent", "Nothing answered yet", lambda rows, on: rows.filter(typed=0)),
            ChoiceFilter(
                "kind", "Kind", [(each, each) for each in likenesses], lambda rows, each: rows.filter(likeness=each)
            ),
            TextFilter("q", "Name", lambda rows, text: rows.filter(agency__title__icontains=text)),
        ],
        default_sort="agency",
        empty=Empty("Nobody is asked yet"),
    )


def _chased(row: Any) -> str:
    last = next(iter(row.chases.all()), None)
    return f"{last.words}: told {len(last.told)}, {presenters.day(last.at)}" if last else ""


def _late(row: Any, today: date) -> str:
    if row.signed_at is not None or row.round.closed_at is not None:
        return ""
    if today > row.round.sign_by:
        return "Signatures are late"
    return "Filling is late" if today > row.round.fill_by and row.frozen_at is None else ""


def evidence(today: date) -> ListView:
    """Return the list of an agency's evidence."""
    return ListView(
        code="self_assessment.evidence",
        title="Our evidence",
        lede="Kept once, and put under answers in any round of any partnership. What has expired is told wherever it stands.",
        columns=[
            Column(
                "title",
                "Evidence",
                lambda row: row.record.title,
                link=lambda row: reverse("self_assessment:evidence", args=[row.pk]),
                sort="record__title",
                below=lambda row: row.agency.title,
            ),
            Column("made_on", "Made", lambda row: row.made_on, sort="made_on"),
            Column("valid_until", "Valid until", lambda row: row.valid_until, sort="valid_until"),
            Column("uses", "Stands under", lambda row: row.uses, number=True, sort="uses"),
            Column(
                "state",
                "State",
                lambda row: _validity(row, today)[0],
                tag=lambda row: _validity(row, today),
            ),
        ],
        filters=[
            TextFilter("q", "Name", lambda rows, text: rows.filter(record__title__icontains=text)),
            FlagFilter("expired", "Expired", lambda rows, on: rows.filter(valid_until__lt=today)),
        ],
        default_sort="title",
        empty=Empty("No evidence yet", "Policies, reports, registers: kept here once, used in every return."),
    )


def _validity(row: Any, today: date) -> tuple[str, str]:
    if row.valid_until is None:
        return "Valid", "green"
    if row.valid_until < today:
        return "Expired", "red"
    return ("Expires soon", "amber") if (row.valid_until - today).days <= 60 else ("Valid", "green")
