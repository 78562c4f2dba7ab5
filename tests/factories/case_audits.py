"""Audits for tests, made by the product's own operations: agencies grade the same cases without seeing each other's grades."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from goldenthread.case_audits import operations, queries
from goldenthread.case_audits.rules import sampling
from goldenthread.case_audits.rules.blind import Given
from goldenthread.case_audits.rules.references import Listed
from goldenthread.quality.rules.asking import Questionnaire, QuestionView
from goldenthread.quality.rules.drafting import QuestionSpec, StandardSpec
from tests.factories import partnership as bodies
from tests.factories import quality, viewers

AT = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)
LATER = datetime(2026, 4, 20, 15, 0, tzinfo=UTC)
DUE = date(2026, 4, 30)
NAMES = ("Constabulary", "Hospitals", "Children's services")


def spec(code: str, text: str, **fields: Any) -> QuestionSpec:
    """A question of a small tool."""
    known: dict[str, Any] = {"guidance": "", "evidence_wanted": "", "kind": "grade", "scale": "ofsted_four"}
    return QuestionSpec(code=code, text=text, **{**known, **fields})


def tool(place: UUID) -> UUID:
    """A published audit tool: two sections with a grade each, the second being the overall one."""
    one = StandardSpec("1", "Recognition", "", questions=(
        spec("1.1", "Was the history known?", scale="yes_partly_no"), spec("1.9", "Grade for recognition")))  # fmt: skip
    two = StandardSpec("2", "The work as a whole", "", questions=(spec("2.9", "Grade for the work as a whole"),))
    return quality.own(place, one, two, purpose="audit_tool", title="Our audit tool").pk


def listed(number: int = 40, parts: tuple[str, ...] = ("",)) -> list[Listed]:
    """A list of references, in parts by turns."""
    return [Listed(f"CS{place:05d}", parts[place % len(parts)]) for place in range(number)]


class Site:
    """A partnership, its QA officer, a group with its chair, and three agencies with one named auditor each."""

    def __init__(self, agencies: int = 3, cases: int = 2) -> None:
        self.place = bodies.partnership().pk
        self.number = cases
        self.group = bodies.group("Practice improvement group", partnership=self.place).pk
        around = [self.place]
        self.head = bodies.person("Lee Example", partnership=self.place)
        self.lead = viewers.holding("qa_officer", partnership=self.place, person_id=self.head.pk, name="Lee Example")
        self.boss = viewers.business_manager(self.place)
        self.scrutineer = viewers.holding("scrutineer", partnership=self.place)
        self.chair = viewers.holding("group_chair", group=self.group, around=around)
        names = [NAMES[place] if place < len(NAMES) else f"Agency {place + 1}" for place in range(agencies)]
        self.agencies = [bodies.agency(f"Exampleshire {each}", partnership=self.place).pk for each in names]
        self.people = [
            bodies.person(f"Auditor {place + 1}", partnership=self.place, agency=agency, job_title="Auditor")
            for place, agency in enumerate(self.agencies)
        ]
        self.auditors = [
            viewers.holding("case_auditor", agency=agency, around=around, person_id=person.pk, name=person.name)
            for agency, person in zip(self.agencies, self.people, strict=True)
        ]
        self.colleagues = [viewers.holding("agency_member", agency=each, around=around) for each in self.agencies]
        self.tool = tool(self.place)

    def begin(self, **fields: Any) -> UUID:
        """Begin an audit as the QA officer; return its id."""
        known: dict[str, Any] = {
            "kind": "thematic",
            "title": "Neglect",
            "held_on": date(2026, 4, 1),
            "group": self.group,
        }
        known |= {"tool": self.tool, "lead": self.head.pk, "partnership": self.place}
        return operations.begin_audit(by=fields.pop("by", self.lead), at=AT, **{**known, **fields})

    def prepared(self, **fields: Any) -> UUID:
        """An audit with its agencies and its cases, which the first agency holds."""
        audit = self.begin(**fields)
        for agency, person in zip(self.agencies, self.people, strict=True):
            operations.take_part(
                by=self.lead, at=AT, audit=audit, agency=agency, auditors=[person.pk], safety_lead=person.pk
            )
        self.draw(audit)
        return audit

    def draw(self, audit: UUID, **fields: Any) -> int:
        """Draw its cases at random from a list of forty."""
        known: dict[str, Any] = {
            "listed": listed(),
            "plan": sampling.Plan("fixed", self.number),
            "holder": self.agencies[0],
        }
        return operations.draw_cases(by=self.lead, at=AT, audit=audit, **{**known, **fields})

    def asked(self, **fields: Any) -> UUID:
        """An audit that its agencies grade now."""
        audit = self.prepared(**fields)
        operations.ask_to_grade(by=self.lead, at=AT, audit=audit, due=DUE)
        return audit

    def cases(self, audit: UUID) -> list[Any]:
        """The cases of an audit, as the lead sees them."""
        return list(queries.cases(self.lead, audit))

    def questions(self, audit: UUID) -> list[QuestionView]:
        """The questions of its tool."""
        found: Questionnaire | None = queries.tool(self.lead, queries.audit(self.lead, audit))
        assert found is not None
        return list(found.questions)

    def grade(self, audit: UUID, who: int, grades: tuple[str, ...] = ("good", "good"), words: str = "Seen.") -> None:
        """Grade every case as the auditor of one agency: ``grades`` of the two sections."""
        history, first, second = self.questions(audit)
        given = {
            history.id: Given("yes"),
            first.id: Given(grades[0], words),
            second.id: Given(grades[1], words),
        }
        for case in self.cases(audit):
            operations.grade_case(by=self.auditors[who], at=AT, case=case.pk, answers=given)

    def hand_in(self, audit: UUID, who: int) -> bool:
        """Hand the grades of one agency in."""
        return operations.hand_in(by=self.auditors[who], at=AT, audit=audit)

    def opened(self, *grades: tuple[str, ...], **fields: Any) -> UUID:
        """An audit whose grades are open: each agency graded every case as told, or good."""
        audit = self.asked(**fields)
        for who in range(len(self.agencies)):
            self.grade(audit, who, grades[who] if who < len(grades) else ("good", "good"))
            self.hand_in(audit, who)
        return audit

    def complete(self, audit: UUID, value: str = "good", **fields: Any) -> None:
        """Moderate every question to a grade, and complete the audit."""
        for cell in queries.cells(self.lead, queries.audit(self.lead, audit)):
            if cell.is_open:
                operations.agree(
                    by=self.lead,
                    at=LATER,
                    case=cell.case,
                    question=cell.judged.id,
                    value=value,
                    reason="Talked through.",
                )
        operations.complete(by=self.lead, at=LATER, audit=audit, on=date(2026, 4, 20), **fields)
