"""The panel of a round: returns dealt out to those who read them, their grades, and the chase of what is not read."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.accounts import queries as accounts
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean, counted, short_date
from goldenthread.jobs import mail
from goldenthread.quality import frozen
from goldenthread.quality.rules import grades
from goldenthread.self_assessment import keeping, queries
from goldenthread.self_assessment.models import Judgement, Reader, Return, Round
from goldenthread.self_assessment.rules import panel
from goldenthread.self_assessment.rules.judging import PANEL
from goldenthread.workbench.operations.delegation import hand

MOST_EACH = 5


@writes
def deal_out(*, by: Viewer, at: datetime, round: UUID, people: Sequence[UUID], each: int, due: date) -> list[str]:
    """Deal the signed returns of a round out to a panel: ``each`` people read every one, and all read as many as the others.

    Nobody reads a return of their own agency. Who reads already keeps reading. Returns the agencies whose return has too few.
    """
    row = keeping.round_of(by, round)
    if not people:
        raise RuleBroken("Choose who is on the panel.", field="people")
    if set(people) - set(queries.panel_people(by, row, london_day(at))):
        raise RuleBroken("Choose people whose roles let them grade beside an agency.", field="people")
    if not 1 <= each <= MOST_EACH:
        raise RuleBroken(f"From one to {MOST_EACH} people read a return.", field="each")
    if due <= london_day(at):
        raise RuleBroken("Give the panel a day after today.", field="due")
    sheets = {one.pk: one for one in queries.returns(by).filter(round=row, version__gt=0, signed_at__isnull=False)}
    if not sheets:
        raise RuleBroken("No return is signed yet, so there is nothing to read.")
    held = list(Reader.objects.filter(sheet__round=row).values_list("sheet_id", "person_id"))
    at_home = queries.own_agencies(by, list(people))
    barred = [(pk, person) for pk, sheet in sheets.items() for agency, person in at_home if agency == sheet.agency_id]
    order = sorted(sheets, key=lambda pk: sheets[pk].agency.title)
    made, short = panel.deal(order, list(people), each, held, barred)
    for pk, person in made:
        _ask(by, at, sheets[pk], person, due)
    about = {"record": row.pk, "partnership": row.partnership_id, "title": row.record.title}
    trail.write("self_assessment.dealt", by=by, at=at, **about, count=len(made), people=len(people))
    return [sheets[pk].agency.title for pk in short]


@writes
def ask_to_read(*, by: Viewer, at: datetime, sheet: UUID, person: UUID, due: date) -> None:
    """Ask one more of the panel to read a signed return."""
    row = keeping.held(by, sheet)
    held = keeping.round_of(by, row.round_id)
    if row.signed_at is None:
        raise RuleBroken("The agency has not signed this return yet.")
    names = queries.panel_people(by, held, london_day(at))
    if person not in names:
        raise RuleBroken("Choose somebody whose roles let them grade beside an agency.", field="person")
    if (row.agency_id, person) in queries.own_agencies(by, [person]):
        raise RuleBroken("Nobody reads a return of their own agency.", field="person")
    if Reader.objects.filter(sheet=row, person=person).exists():
        raise RuleBroken(f"{names[person]} reads this return already.", field="person")
    if due <= london_day(at):
        raise RuleBroken("Give a day after today.", field="due")
    _ask(by, at, row, person, due)
    trail.write("self_assessment.asked_to_read", by=by, at=at, **keeping.about(row), to=names[person])


def _ask(by: Viewer, at: datetime, row: Return, person: UUID, due: date) -> None:
    clock = clocks.start(
        by=by,
        at=at,
        record=row.pk,
        trigger=london_day(at),
        title=f"Read for the panel: {row.agency.title}"[:250],
        due=due,
        why="Before the moderation meeting",
        owner_group=row.round.group_id,
        allowed=True,
    )
    Reader.objects.create(sheet=row, person_id=person, deadline=clock.id, given_at=at, given_by_name=by.name[:200])
    hand(by=by, at=at, deadline=clock.id, person=person)


@writes
def release_reader(*, by: Viewer, at: datetime, reader: UUID) -> None:
    """Let somebody of the panel off a return they have graded nothing of yet."""
    found = queries.readers(by).filter(pk=reader).first()
    if found is None:
        raise RuleBroken("There is no such reader.")
    keeping.round_of(by, found.sheet.round_id)
    if found.done_at is not None or Judgement.objects.filter(reader=found).exists():
        raise RuleBroken("They have graded it already, so their reading stays.")
    _stop(by, at, found, "Let off")
    about = keeping.about(queries.sheet(by, found.sheet_id))
    trail.write("self_assessment.let_off", by=by, at=at, **about, to=found.person.name)
    found.delete()


def _stop(by: Viewer, at: datetime, found: Reader, why: str) -> None:
    for each in keeping.running_on(by, found.sheet).filter(pk=found.deadline):
        clocks.cancel(by=by, at=at, deadline=each.pk, why=why, allowed=True)


@writes
def read(*, by: Viewer, at: datetime, sheet: UUID, given: Mapping[str, tuple[str, str]]) -> int:
    """Keep what one of the panel sees otherwise than the agency: grades with reasons by question. Returns how many were kept.

    The agency's own grade, given again, takes a grade back. Nobody else sees any of it before the reading is finished.
    """
    held = queries.reading(by, sheet)
    _must_read(held)
    row = keeping.held(by, sheet)
    signed, kept = queries.signed_lines(by, row.pk), queries.own_grades(by, row.pk)
    asked = frozen.questionnaire(row.round.asked_id).by_code
    made = []
    for code, (value, reason) in given.items():
        question, own = asked.get(code), signed.get(code, {"value": ""})["value"]
        if question is None or question.scale is None or not value:
            continue
        before = kept.get(code)
        words = clean(reason)[:4_000]
        if (value, words) == ((before.value, before.reason) if before else (own, "")):
            continue
        wrong = grades.check(question, value, words)
        if wrong or (value != own and not words):
            raise RuleBroken(wrong or f"{code}: say why it differs from what the agency says.", field=f"reason-{code}")
        made.append(
            Judgement(
                sheet=row,
                version=row.version,
                code=code,
                sort=PANEL,
                value=value,
                reason=words,
                at=at,
                by=by.user_id,
                by_name=by.name[:200],
                reader=held,
            )
        )
    Judgement.objects.bulk_create(made)
    if made:
        trail.write("self_assessment.read", by=by, at=at, **keeping.about(row), codes=[each.code for each in made])
    return len(made)


@writes
def finish_reading(*, by: Viewer, at: datetime, sheet: UUID) -> None:
    """Say that a return is read: where nothing was graded otherwise, the reader agrees with the agency."""
    held = queries.reading(by, sheet)
    _must_read(held)
    row = keeping.held(by, sheet)
    for each in keeping.running_on(by, row).filter(pk=held.deadline):
        clocks.complete(by=by, at=at, deadline=each.pk, words="Read", allowed=True)
    held.done_at = at
    held.save(update_fields=["done_at"])
    trail.write("self_assessment.reading_done", by=by, at=at, **keeping.about(row))


def _must_read(held: Reader) -> None:
    if held.done_at is not None:
        raise RuleBroken("You have said that you have read this return. What you gave stands before the meeting.")
    if held.sheet.signed_at is None:
        raise RuleBroken("The agency has opened this return again. Read it when it is signed.")


@writes
def remind_readers(*, by: Viewer, at: datetime, round: UUID) -> tuple[int, list[str]]:
    """Write to those of the panel with returns left to read, once a day. Returns how many were told, and who has no account."""
    row = keeping.round_of(by, round)
    left: dict[UUID, list[Reader]] = {}
    for each in queries.readers(by, row.pk).filter(done_at=None):
        left.setdefault(each.person_id, []).append(each)
    addresses = _addresses(by, row, london_day(at))
    silent, told = [], 0
    for person, own in left.items():
        email = addresses.get(person)
        if email is None:
            silent.append(own[0].person.name)
            continue
        titles = "\n".join(
            f"{each.sheet.agency.title}: {settings.ADDRESS}/self-assessment/returns/{each.sheet_id}/read/"
            for each in own
        )
        body = f"{counted(len(own), 'return waits', 'returns wait')} to be read by you before the meeting of the panel.\n\n{titles}"
        mail.send(email, row.record.title, body, f"self_assessment:panel:{row.pk}:{london_day(at)}:{email}")
        told += 1
    about: dict[str, Any] = {"record": row.pk, "partnership": row.partnership_id, "title": row.record.title}
    trail.write(
        "self_assessment.reminded",
        by=by,
        at=at,
        **about,
        count=told,
        words=f"The panel, on {short_date(london_day(at))}",
    )
    return told, silent


def _addresses(by: Viewer, row: Round, day: date) -> dict[UUID, str]:
    """Where to write to the people of a panel."""
    places = {row.partnership_id, *row.homes, *([row.group_id] if row.group_id else [])}
    may = Permission.ASSESSMENT_MODERATE
    found = [each for place in places for each in accounts.contacts(by, may, place=place, day=day)]
    return {each.person: each.email for each in found if each.person is not None}
