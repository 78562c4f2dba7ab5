"""Audits of the founding documents, kept as told; and invented ones: one that waits for moderation, one that agencies grade now."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta  # not a deadline: how long ago invented things happened
from typing import Any
from uuid import UUID

from goldenthread.access.roles import Scope
from goldenthread.access.viewer import Grant, Viewer
from goldenthread.case_audits import operations, queries
from goldenthread.case_audits.operations.concluding import Concluded
from goldenthread.case_audits.rules import sampling
from goldenthread.case_audits.rules.blind import Given
from goldenthread.case_audits.rules.references import Listed
from goldenthread.case_audits.rules.results import Told
from goldenthread.case_audits.rules.tools import judged
from goldenthread.demo.accounts import HOME, People
from goldenthread.demo.bodies import Known
from goldenthread.demo.telling import teller, told, tool_of
from goldenthread.foundation.clock import london_day
from goldenthread.foundation.periods import year_from_april
from goldenthread.partnership import operations as partnership
from goldenthread.quality import queries as banks
from goldenthread.quality.rules.asking import Questionnaire
from goldenthread.thread.queries import findings

_ACCOUNTS = {"trust": "case_auditor", "school": "school_lead"}  # those who can sign in
_GRADES = ("outstanding", "good", "requires_improvement", "inadequate")


def tell(known: Known, people: People) -> None:
    """Keep the programme and the audits of the documents, and invent two that are not finished."""
    known.place = HOME
    by, story = teller(known), told("audits")
    _programme(known, by, story["programme"])
    for one in story["told"]:
        _recorded(known, by, one)
    table = _Table(known, people, by, story["invented"])
    table.this_year()
    table.in_series()
    table.to_moderate()
    table.to_grade()
    table.in_focus()


def _programme(known: Known, by: Viewer, one: dict[str, Any]) -> None:
    at = _noon(one["agreed"])
    made = operations.begin_programme(
        by=by, at=at, partnership=known.here, year=year_from_april(one["year"]), title=one["title"],
        group=known.group(one["group"]), words=one["words"],
    )  # fmt: skip
    for topic in one["topics"]:
        operations.add_topic(by=by, at=at, programme=made, **topic)
    operations.agree_programme(by=by, at=at, programme=made, on=one["agreed"])


def _recorded(known: Known, by: Viewer, one: dict[str, Any]) -> None:
    operations.record_audit(
        by=by, at=known.at, partnership=known.partnerships[one["partnership"]], kind=one["kind"], title=one["title"],
        held_on=one["held"], source=one["source"], cases=one.get("cases"), purpose=one.get("purpose", ""),
        words=one.get("words", ""), series=one.get("series", ""), told=[Told(**each) for each in one.get("told", [])],
    )  # fmt: skip


class _Table:
    """The invented agencies with an auditor each, and the audits they sit at."""

    def __init__(self, known: Known, people: People, by: Viewer, story: dict[str, Any]) -> None:
        self.known, self.people, self.by, self.story = known, people, by, story
        self.agencies: dict[str, UUID] = {
            "trust": known.agencies["invented"],
            "school": known.agencies["invented_school"],
        }
        for one in story["agencies"]:
            self.agencies[one["key"]] = partnership.add_agency(
                **known.who, name=one["name"], kind=one["kind"], partnership=known.here, serves_from=date(2019, 4, 1),
                short_name=one["short"], illustrative=True,
                reason="Invented, so that grades and unfinished work belong to nobody real",
            ).pk  # fmt: skip
        self.persons = {key: self._person(key, agency) for key, agency in self.agencies.items()}
        self.tool = tool_of(known, by, "audit_tool")
        self.topics: dict[str, UUID] = {}

    def _person(self, key: str, agency: UUID) -> UUID:
        if key in _ACCOUNTS:
            return self.people.persons[_ACCOUNTS[key]]
        made = partnership.add_person(
            **self.known.who, name=f"Auditor of the {key} (demonstration)", partnership=self.known.here, agency=agency,
            job_title="Named professional", illustrative=True,
        )  # fmt: skip
        person: UUID = made.pk
        return person

    def auditor(self, key: str) -> Viewer:
        """Return the auditor of an agency."""
        grant = Grant("case_auditor", Scope.AGENCY, self.agencies[key], frozenset({self.known.here}))
        return replace(self.by, grants=(*self.by.grants, grant), person_id=self.persons[key])

    def this_year(self) -> None:
        """The programme of the year that runs, agreed in its spring: what several agencies look at, and what each holds alone."""
        one, today = self.story["year"], london_day(self.known.at)
        spring = today.year - (today < date(today.year, 4, 1))
        year = year_from_april(f"{spring}-{(spring + 1) % 100:02d}")
        at = _noon(min(date(spring, 4, 20), today))
        made = operations.begin_programme(
            by=self.by, at=at, partnership=self.known.here, year=year, title=one["title"], group=self.people.group,
            words=one["words"], illustrative=True,
        )  # fmt: skip
        for topic in one["topics"]:
            self._topic(made, at, **topic)
        operations.agree_programme(by=self.by, at=at, programme=made, on=at.date())
        self._topic(made, self._ago(20), **one["came_in"])
        self._own(one["own"])

    def _topic(
        self, programme: UUID, at: datetime, *, title: str, agency: str = "", presents: int | None = None, audit: str = "",
        **fields: Any,
    ) -> None:  # fmt: skip
        made = operations.add_topic(
            by=self.by, at=at, programme=programme, title=f"{title} (invented)", **fields,
            agency=self.agencies[agency] if agency else None, present_on=None if presents is None else self._day(presents),
        )  # fmt: skip
        self.topics[audit or title] = made

    def _own(self, one: dict[str, Any]) -> None:
        """One agency has held its own audit and presented it."""
        audit = operations.record_audit(
            by=self.by, at=self.known.at, partnership=self.known.here, kind="single_agency", held_on=self._day(one["held"]),
            title=f"{one['topic']} (invented)", source="Invented for the demonstration", topic=self.topics[one["topic"]],
            told=[Told(**each) for each in one["told"]], agencies=[self.agencies["trust"]], group=self.people.group,
            illustrative=True,
        )  # fmt: skip
        operations.present(
            by=self.by, at=self.known.at, audit=audit, on=self._day(one["presented"]), verdict=one["verdict"],
            words=one["verdict_words"],
        )  # fmt: skip

    def in_series(self) -> None:
        """A standing audit held each month, so that its trend can be seen."""
        one = self.story["series"]
        for place, met in enumerate(one["met"]):
            held = self._day(30 * (len(one["met"]) - place))
            operations.record_audit(
                by=self.by, at=self.known.at, partnership=self.known.here, kind="dip_sample", held_on=held,
                title=one["title"].format(month=held.strftime("%B %Y")), source="Invented for the demonstration",
                cases=one["of"], told=[Told(one["words"], met, one["of"])], series=one["name"], group=self.people.group,
                agencies=[self.agencies["council"]], illustrative=True,
            )  # fmt: skip

    def to_moderate(self) -> None:
        """Six agencies have graded ten cases alone; their grades are open and wait for the meeting."""
        one = self.story["moderation"]
        draw = one["drawn"]
        scrutineer = self.people.persons["scrutineer"]
        audit = self._prepared(
            "moderation", list(self.agencies), 70, draw["listed"], draw["size"], draw["seed"], scrutineer
        )
        operations.ask_to_grade(by=self.by, at=self._ago(60), audit=audit, due=self._day(12))
        tool = banks.questionnaire(self.by, self.tool)
        cases = list(queries.cases(self.by, audit))
        for key in self.agencies:
            for case in cases:
                given = _given(tool, one, key, case.number)
                operations.grade_case(by=self.auditor(key), at=self._ago(25), case=case.pk, answers=given)
            operations.hand_in(by=self.auditor(key), at=self._ago(15), audit=audit)
        for each in one["agreed"]:
            question = judged(tool)[each["section"] - 1].id
            operations.agree(
                by=self.by, at=self._ago(3), case=cases[each["case"] - 1].pk, question=question, value=each["value"],
                reason=f"Invented: {each['reason']}",
            )  # fmt: skip
        self._beside(one, tool, cases)
        action = one["action"]
        operations.ask_case_action(
            by=self.by, at=self._ago(3), case=cases[action["case"] - 1].pk, agency=self.agencies[action["agency"]],
            text=action["text"], due=self._day(-18),
        )  # fmt: skip

    def _beside(self, one: dict[str, Any], tool: Questionnaire, cases: list[Any]) -> None:
        """What the scrutineer gave beside the meeting, and good practice that all partners may learn from."""
        grade, good = one["scrutineer"], one["good_practice"]
        sections = judged(tool)
        grant = Grant("scrutineer", Scope.PARTNERSHIP, self.known.here, frozenset({self.known.here}))
        looks_on = replace(
            self.by, grants=(grant,), person_id=self.people.persons["scrutineer"], name="Independent scrutineer"
        )
        operations.scrutinise(
            by=looks_on, at=self._ago(3), case=cases[grade["case"] - 1].pk, question=sections[grade["section"] - 1].id,
            value=grade["value"], reason=grade["reason"],
        )  # fmt: skip
        operations.record_finding(
            by=self.by, at=self._ago(3), case=cases[good["case"] - 1].pk, question=sections[good["section"] - 1].id,
            kind="good_practice", text=good["text"], themes=good["themes"],
        )  # fmt: skip

    def to_grade(self) -> None:
        """Six agencies grade ten cases now; four are in, and all that the others know is that they are."""
        one = self.story["blind"]
        self.tool = tool_of(self.known, self.by, one["tool"])
        audit = self._prepared("blind", list(one["graded"]), 12, one["listed"], one["cases"], "")
        operations.ask_to_grade(by=self.by, at=self._ago(10), audit=audit, due=self._day(-18))
        tool = banks.questionnaire(self.by, self.tool)
        cases = list(queries.cases(self.by, audit))
        for key, graded in one["graded"].items():
            for case in cases[:graded]:
                given = _given(tool, self.story["moderation"], key, case.number)
                operations.grade_case(by=self.auditor(key), at=self._ago(4), case=case.pk, answers=given)
            if graded == len(cases) and key != one["waits"]:
                operations.hand_in(by=self.auditor(key), at=self._ago(4), audit=audit)

    def in_focus(self) -> None:
        """Two groups were heard about young carers: numbers and roles, what they said, and what follows."""
        one = self.story["focus"]
        questions = tool_of(self.known, self.by, "focus_group")
        audit = operations.begin_audit(
            by=self.by, at=self._ago(50), partnership=self.known.here, kind="focus_group", title=one["title"], tool=questions,
            held_on=self._day(50), purpose=one["purpose"], group=self.people.group, lead=self.people.persons["qa_officer"],
            topic=self.topics[one["topic"]], illustrative=True,
        )  # fmt: skip
        asked = {each.code: each.id for each in banks.questionnaire(self.by, questions).questions}
        for group in one["groups"]:
            heard = operations.hear(
                by=self.by, at=self._ago(group["ago"]), audit=audit, sort=group["sort"], held_on=self._day(group["ago"]),
                roles=group["roles"], questions=questions,
            )  # fmt: skip
            for said in group["said"]:
                fields = {**said, "question": asked[said["question"]]}
                operations.keep_said(by=self.by, at=self._ago(group["ago"]), heard=heard, **fields)
        operations.share_said(by=self.by, at=self._ago(30), audit=audit)
        action = one["action"]
        found = findings(self.by).filter(source=audit, finding_themes__theme__name=action["theme"]).get()
        follows = Concluded(
            "1",
            finding=found.pk,
            action=action["text"],
            agency=self.agencies[action["agency"]],
            due=self._day(-action["days"]),
        )
        operations.complete(
            by=self.by, at=self._ago(28), audit=audit, on=self._day(28), words=one["words"], concluded=[follows]
        )

    def _prepared(
        self, name: str, keys: list[str], ago: int, listed: int, size: int, seed: str, scrutineer: UUID | None = None
    ) -> UUID:
        at, one = self._ago(ago), self.story[name]
        audit = operations.begin_audit(
            by=self.by, at=at, partnership=self.known.here, kind=one.get("kind", "thematic"), title=one["title"],
            held_on=self._day(ago),
            purpose=one["purpose"], tool=self.tool, group=self.people.group, lead=self.people.persons["qa_officer"],
            topic=self.topics[name], scrutineer=scrutineer,
            illustrative=True,
        )  # fmt: skip
        for key in keys:
            operations.take_part(
                by=self.by, at=at, audit=audit, agency=self.agencies[key], auditors=[self.persons[key]],
                safety_lead=self.persons[key],
            )  # fmt: skip
        known = [Listed(f"SV{ago}{number:04d}") for number in range(1, listed + 1)]
        operations.draw_cases(
            by=self.by, at=at, audit=audit, listed=known, plan=sampling.Plan(sampling.FIXED, size),
            holder=self.agencies["council"], seed=seed,
        )  # fmt: skip
        return audit

    def _ago(self, days: int) -> datetime:
        return self.known.at - timedelta(days=days)

    def _day(self, ago: int) -> date:
        return london_day(self._ago(ago))


def _given(tool: Questionnaire, one: dict[str, Any], agency: str, case: int) -> dict[UUID, Given]:
    """Return what an agency answers about a case: the grade of each section as the data file says, the rest to match."""
    sections = {each.id for each in judged(tool)}
    found: dict[UUID, Given] = {}
    for place, standard in enumerate(tool.standards, start=1):
        grade = _grade(one, agency, case, place)
        for question in standard.questions:
            if question.id in sections:
                found[question.id] = Given(_GRADES[grade - 1], one["words"][place - 1][grade - 1])
            elif question.kind == "grade":
                found[question.id] = Given("yes" if grade <= 2 else "partly")
            elif question.kind == "yes_no":
                found[question.id] = Given("no")
            elif question.required:
                found[question.id] = Given("said", one["words"][place - 1][grade - 1])
    return found


def _grade(one: dict[str, Any], agency: str, case: int, section: int) -> int:
    grade = int(one["cases"][case - 1][section - 1])
    for each in one["apart"]:
        if each["agency"] == agency and (each.get("case"), each.get("section")) == (case, section):
            grade += each["by"]
        elif each["agency"] == agency and section in each.get("sections", ()) and case % 3 == 0:
            grade += each["all"]
    return min(max(grade, 1), 4)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
