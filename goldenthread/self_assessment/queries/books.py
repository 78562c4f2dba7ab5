"""A return opened: every question with its answer, last year's answer, its evidence, and who has it in hand.

In a fixed number of queries, however many questions there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.quality import frozen
from goldenthread.quality.rules import editions
from goldenthread.quality.rules.asking import Questionnaire, QuestionView, StandardView
from goldenthread.self_assessment.models import Answer, Evidence, Part, Proof, Return, Signature, Version
from goldenthread.self_assessment.queries import rows
from goldenthread.self_assessment.rules import freezing, signing, standing
from goldenthread.self_assessment.rules.standing import Asked


@dataclass(frozen=True, slots=True)
class Section:
    """A standard with its questions. ``part`` is who has it in hand, ``may_fill`` whether the viewer may answer it."""

    standard: StandardView
    asked: tuple[Asked, ...]
    part: Part | None
    may_fill: bool

    @property
    def waiting(self) -> int:
        """How many questions are still to do."""
        return sum(each.to_do for each in self.asked)

    @property
    def fresh(self) -> tuple[Asked, ...]:
        """The questions that are new, or asked otherwise than last year."""
        return tuple(each for each in self.asked if not each.same)

    @property
    def to_confirm(self) -> list[Asked]:
        """The questions whose answer of last year can be confirmed: those with expired evidence cannot."""
        return [each for each in self.asked if each.state == standing.CONFIRM and not each.expired]

    @property
    def handed(self) -> bool:
        """Whether a colleague is at work on it."""
        return self.part is not None and self.part.done_at is None


@dataclass(frozen=True, slots=True)
class Book:
    """A return as those who work on it see it: all of it, or only the parts the viewer has in hand (``whole`` is False)."""

    row: Return
    questionnaire: Questionnaire
    sections: tuple[Section, ...]
    proofs: Mapping[str, tuple[Evidence, ...]]
    whole: bool

    @property
    def asked(self) -> list[Asked]:
        """Every question, in order."""
        return [each for section in self.sections for each in section.asked]

    @property
    def waiting(self) -> list[Asked]:
        """The questions that stand between the return and its signatures."""
        return [each for each in self.asked if each.to_do]

    @property
    def fresh(self) -> tuple[Section, ...]:
        """Of a return that was answered last year: what is new or changed, standard by standard."""
        if not any(each.same for each in self.asked):
            return ()
        return tuple(replace(each, asked=each.fresh) for each in self.sections if each.fresh)

    @property
    def done(self) -> int:
        """How many questions need nothing more."""
        return sum(not each.to_do for each in self.asked)

    @property
    def open(self) -> bool:
        """Whether it can be typed into."""
        return self.row.frozen_at is None and self.row.round.closed_at is None

    @property
    def frozen(self) -> list[freezing.Line]:
        """The answers as they would be frozen now, each with its evidence."""
        return [
            freezing.line(each.answer, [_proved(one) for one in self.proofs.get(each.question.code, ())])
            for each in self.asked
            if each.answer is not None
        ]

    def section(self, code: str) -> Section | None:
        """Return a section by the code of its standard, or None."""
        return next((each for each in self.sections if each.standard.code == code), None)


@reads
def book(viewer: Viewer, sheet: UUID, on: date) -> Book:
    """Return a return opened; raises `NotFound`. ``on`` tells evidence that has expired.

    Who works for the agency opens all of it; a colleague the parts they have in hand; those who only see that the return exists
    get a book without sections.
    """
    row = rows.sheet(viewer, sheet)
    whole = viewer.may(Permission.ASSESSMENT_VIEW, agency=row.agency_id)
    fills = viewer.may(Permission.ASSESSMENT_FILL, agency=row.agency_id)
    parts = {each.standard: each for each in Part.objects.filter(sheet=row).select_related("person")}
    own = {code for code, each in parts.items() if viewer.person_id and each.person_id == viewer.person_id}
    asked = frozen.questionnaire(row.round.asked_id)
    if not whole and not own:
        return Book(row, asked, (), {}, whole=False)
    before, then, same = _before(row, asked)
    answers = {each.code: each for each in Answer.objects.filter(sheet=row)}
    proofs = _proofs(row)
    sections = tuple(
        Section(
            each,
            tuple(
                Asked(
                    question,
                    answers.get(question.code),
                    before.get(question.code),
                    question.code in same,
                    _expired(proofs.get(question.code, ()), on),
                    then.get(question.code),
                )
                for question in each.questions
            ),
            parts.get(each.code),
            fills or each.code in own,
        )
        for each in asked.standards
        if whole or each.code in own
    )
    return Book(row, asked, sections, proofs, whole)


def _before(row: Return, asked: Questionnaire) -> tuple[dict[str, freezing.Line], Mapping[str, QuestionView], set[str]]:
    """Last year's signed answers that can be carried, what was asked then, and the codes of questions that are the same."""
    if row.previous_id is None:
        return {}, {}, set()
    last = Version.objects.filter(sheet=row.previous_id, whole_at__isnull=False).select_related("sheet__round").first()
    if last is None:
        return {}, {}, set()
    old = frozen.questionnaire(last.sheet.round.asked_id)
    carried = editions.carry(freezing.by_code(last.lines), old, asked)
    same = {code for code, (_, state) in carried.items() if state == editions.SAME}
    return {code: line for code, (line, _) in carried.items()}, old.by_code, same


def _proofs(row: Return) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, list[Evidence]] = {}
    for each in Proof.objects.filter(sheet=row).select_related("evidence__record"):
        found.setdefault(each.code, []).append(each.evidence)
    return {code: tuple(own) for code, own in found.items()}


def _proved(piece: Evidence) -> freezing.Proved:
    until = piece.valid_until.isoformat() if piece.valid_until else ""
    return {"id": str(piece.pk), "title": piece.record.title, "until": until}


def _expired(pieces: tuple[Evidence, ...], on: date) -> tuple[str, ...]:
    return tuple(each.record.title for each in pieces if standing.has_expired(each.valid_until, on))


@reads
def signed_lines(viewer: Viewer, sheet: UUID) -> dict[str, freezing.Line]:
    """Return the answers of a return as they were signed last, by code; nothing while not everybody has signed."""
    found = rows.versions(viewer, sheet).filter(whole_at__isnull=False).first()
    return freezing.by_code(found.lines) if found else {}


@reads
def signers_waiting(viewer: Viewer, row: Return) -> list[str]:
    """Return the roles that have not signed the newest version of a return yet; all of them while nothing is frozen."""
    given: list[str] = []
    if row.frozen_at is not None:
        known = rows.versions(viewer, row.pk).filter(number=row.version).values("pk")
        given = list(Signature.objects.filter(version__in=known).values_list("role", flat=True))
    return signing.waiting(row.round.signers, given)


@reads
def asked_in(viewer: Viewer, row: Return) -> Questionnaire:
    """Return what a return asks. The viewer was given the return by a query that knows who may see it."""
    return frozen.questionnaire(row.round.asked_id)
