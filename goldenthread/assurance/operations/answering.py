"""Answering for an agency: part by part, by whoever knows it best, signed by a named person."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.assurance import keeping, queries, rules
from goldenthread.assurance.models import Answer, AnswerPaper, AnswerPart, Enquiry
from goldenthread.documents import queries as documents
from goldenthread.foundation.errors import EditConflict, NotAllowed, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.partnership import queries as partnerships


@writes
def write_part(*, by: Viewer, at: datetime, enquiry: UUID, part: str, text: str, seen: int = 0) -> None:
    """Write one part of an answer that was not sent yet; colleagues of the agency see it, the group does not.

    ``seen`` is the edition of the part that was read, 0 where there was none. Raises `EditConflict` if it has moved on.
    """
    row = _to_write(by, enquiry)
    rules.check_open(row.state)
    _said(row, _in_hand(row), rules.Said(part, text, seen), by=by, at=at)


@writes
def send(
    *,
    by: Viewer,
    at: datetime,
    enquiry: UUID,
    signed_by: UUID | None = None,
    signed_name: str = "",
    papers: Collection[UUID] = (),
    parts: Sequence[rules.Said] = (),
) -> None:
    """Send the answer to the group, signed by a person of the agency: one of the register, or by name and job title.

    ``papers`` are those of the record that the answer rests on, kept in the version they have today. ``parts`` are written before
    it is sent, for whoever answers in one go. Raises `EditConflict` if a colleague has written one of them meanwhile.
    """
    row = _to_write(by, enquiry)
    rules.check_open(row.state)
    answer = _in_hand(row)
    for each in parts:
        _said(row, answer, each, by=by, at=at)
    _rests_on(row, answer, papers, by=by)
    rules.check_whole(row.shape, set(answer.parts.values_list("part", flat=True)))
    _sent(row, answer, _signed(by, row, signed_by, signed_name), "", by=by, at=at)


@writes
def record_answer(
    *,
    by: Viewer,
    at: datetime,
    enquiry: UUID,
    parts: Mapping[str, str],
    signed_name: str,
    came_by: str,
    papers: Collection[UUID] = (),
) -> None:
    """Type in an answer that reached those who asked another way, such as by e-mail: who signed it, and how it came.

    ``papers`` are those of the record that it rests on.
    """
    row = keeping.held(by, enquiry)
    if not queries.may_ask(by, row):
        raise NotAllowed("Only those who may ask in the name of this group can type in an answer.")
    rules.check_open(row.state)
    way = rules.needed(came_by, "came_by", "Say how the answer reached you.")[:200]
    if Answer.objects.filter(enquiry=row.pk, sent_at__isnull=True, parts__isnull=False).exists():
        raise RuleBroken("The agency is writing its answer here. Ask it to send that.")
    words = {each.code: clean(parts.get(each.code, "")) for each in row.shape.parts}
    rules.check_whole(row.shape, [code for code, text in words.items() if text])
    answer = Answer.objects.create(enquiry=row, number=Answer.objects.filter(enquiry=row.pk).count() + 1)
    for code, text in words.items():
        _write(answer, code, text, 0, by=by, at=at)
    _rests_on(row, answer, papers, by=by)
    _sent(row, answer, _signed(by, row, None, signed_name), way, by=by, at=at)


def _sent(row: Enquiry, answer: Answer, signed: Mapping[str, Any], way: str, *, by: Viewer, at: datetime) -> None:
    Answer.objects.filter(pk=answer.pk).update(**signed, came_by=way, **keeping.who(by, at, "sent"))
    row.apply({"state": rules.ANSWERED})
    keeping.stop_clock(row, "", by=by, at=at)
    keeping.to_trail("assurance.answered", row, by=by, at=at, number=answer.number)


def _said(row: Enquiry, answer: Answer, said: rules.Said, *, by: Viewer, at: datetime) -> None:
    asked = row.shape.part(said.part)
    words = rules.needed(said.text, "text", f"Answer: {asked.ask}")
    _write(answer, said.part, words, said.seen, by=by, at=at)
    keeping.to_trail("assurance.part_written", row, by=by, at=at, part=asked.label)


def _rests_on(row: Enquiry, answer: Answer, papers: Collection[UUID], *, by: Viewer) -> None:
    """Keep the papers of an answer; a later answer names its own, and what an earlier one rested on stays with it."""
    there = {each.id: each for each in documents.of_record(by, row.pk)} if papers else {}
    if set(papers) - set(there):
        raise RuleBroken("Choose papers that are kept with this question.", field="papers")
    for pk in dict.fromkeys(papers):
        AnswerPaper.objects.create(answer=answer, document_id=pk, version=there[pk].newest.number)


def _to_write(by: Viewer, enquiry: UUID) -> Enquiry:
    row = keeping.held(by, enquiry)
    if not queries.may_write(by, row):
        raise NotAllowed("Only the agency that was asked can answer.")
    return row


def _in_hand(row: Enquiry) -> Answer:
    """Return the answer in preparation; a new one begins with the words of the last."""
    answers = list(Answer.objects.filter(enquiry=row.pk).order_by("number"))
    if answers and answers[-1].sent_at is None:
        return answers[-1]
    new: Answer = Answer.objects.create(enquiry=row, number=len(answers) + 1)
    for each in AnswerPart.objects.filter(answer=answers[-1].pk) if answers else ():
        AnswerPart.objects.create(
            answer=new,
            part=each.part,
            text=each.text,
            edition=each.edition,
            written_at=each.written_at,
            written_by=each.written_by,
            written_by_name=each.written_by_name,
        )
    return new


def _write(answer: Answer, part: str, words: str, seen: int, *, by: Viewer, at: datetime) -> None:
    there = AnswerPart.objects.select_for_update().filter(answer=answer, part=part).first()
    said = {"text": words, **keeping.who(by, at, "written")}
    if there is None:
        AnswerPart.objects.create(answer=answer, part=part, **said)
        return
    if there.edition != seen:
        raise EditConflict(theirs=there, seen=seen)
    there.apply(said)


def _signed(by: Viewer, row: Enquiry, person: UUID | None, name: str) -> dict[str, Any]:
    if person is None:
        typed = rules.needed(name, "signed_name", "Say who signs the answer for the agency.")
        return {"signed_by": None, "signed_by_name": typed[:200]}
    known = partnerships.people(by, agency=row.agency_id).filter(pk=person).first()
    if known is None:
        raise RuleBroken("Choose a person of the agency.", field="signed_by")
    return {"signed_by": known, "signed_by_name": known.name[:200]}
