"""How a partnership judges itself: the challenge day of the founding documents, and invented ones of the invented group."""

from dataclasses import replace
from datetime import date, timedelta  # not a deadline: how long ago the invented ones are
from typing import Any
from uuid import UUID

from goldenthread.access.roles import Scope
from goldenthread.access.viewer import Grant, Viewer
from goldenthread.demo.accounts import HOME, People
from goldenthread.demo.bodies import Known
from goldenthread.demo.telling import teller, told, tool_of
from goldenthread.foundation.clock import london_day
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.scrutiny import operations, queries
from goldenthread.scrutiny.rules.evaluating import Judged
from goldenthread.scrutiny.rules.inspecting import last_of_month


def tell(known: Known, people: People) -> None:
    """Tell the challenge day of 2013, then invent two self-evaluations, the six steps and key questions."""
    by, story = teller(known), told("evaluations")
    for one in story["told"]:
        _of_paper(known, by, one)
    for one in story["cycles"]:
        _cycle(known, by, one)
    known.place = HOME
    _invented(known, people, by, story["invented"])


def _of_paper(known: Known, by: Viewer, one: dict[str, Any]) -> None:
    known.place = one["partnership"]
    made = operations.begin_evaluation(
        by=by, at=known.at, partnership=known.here, purpose=one["purpose"], tool=tool_of(known, by, one["purpose"]),
        start=one["start"], end=one["end"], title=one["title"], held_on=one["held_on"], held_month=True,
        words=one["words"], source=one["source"],
    )  # fmt: skip
    operations.settle(by=by, at=known.at, evaluation=made, on=last_of_month(one["held_on"]), words=one["agreed"])


def _invented(known: Known, people: People, by: Viewer, story: dict[str, Any]) -> None:
    today = london_day(known.at)
    last = _year(today.year - (today.month < 4) - 1)
    chair = replace(by, person_id=people.persons["scrutineer"], name="Independent scrutineer (demonstration)")
    chair = replace(
        chair, grants=(*by.grants, Grant("scrutineer", Scope.PARTNERSHIP, known.here, frozenset({known.here})))
    )
    common: dict[str, Any] = {"partnership": known.here, "group": people.group, "illustrative": True}
    first = story["before"]
    year = _year(last.start.year - 1)
    made = operations.begin_evaluation(
        by=by, at=known.at - timedelta(days=420), purpose="self_evaluation", tool=tool_of(known, by, "self_evaluation"),
        start=year.start, end=year.end, title=f"Self-evaluation {year.name} (invented)", **common,
    )  # fmt: skip
    _together(known, by, made, first, 400)
    second = story["now"]
    made = operations.begin_evaluation(
        by=by, at=known.at - timedelta(days=60), purpose="self_evaluation", tool=tool_of(known, by, "self_evaluation"),
        start=last.start, end=last.end, title=f"Self-evaluation {last.name} (invented)", words=second["words"],
        held_on=today - timedelta(days=30), due_on=today - timedelta(days=37), **common,
    )  # fmt: skip
    for code, given in second["alone"].items():
        _alone(known, by, people, code, made, given, 45)
    operations.judge_as_scrutineer(
        by=chair, at=known.at - timedelta(days=40), evaluation=made, judged=_judged(by, made, second["scrutineer"])
    )
    _together(known, by, made, second, 30)
    operations.keep_findings(
        by=by, at=known.at - timedelta(days=28), evaluation=made, strengths="\n".join(second["strengths"]),
        gaps="\n".join(second["gaps"]), themes=second["themes"],
    )  # fmt: skip
    steps = story["six_steps"]
    made = operations.begin_evaluation(
        by=by, at=known.at - timedelta(days=9), purpose="six_steps", tool=tool_of(known, by, "six_steps"), start=last.start,
        end=last.end, title=f"Six steps of independent scrutiny {last.name} (invented)",
        due_on=today + timedelta(days=14), held_on=today + timedelta(days=21), **common,
    )  # fmt: skip
    for code, given in steps["alone"].items():
        _alone(known, by, people, code, made, given, 2)
    _questions(known, by, chair, story["key_questions"])
    _planned(known, people, chair, last, story["plan"])


def _cycle(known: Known, by: Viewer, one: dict[str, Any]) -> None:
    known.place = one["partnership"]
    operations.begin_scrutiny_plan(
        by=by, at=known.at, partnership=known.here,
        **{name: one[name] for name in ("title", "start", "end", "themes", "words", "source")},
    )  # fmt: skip


def _planned(known: Known, people: People, by: Viewer, last: Period, one: dict[str, Any]) -> None:
    """Invent a cycle: last year's pieces are done, this year's are to come."""
    this = _year(last.start.year + 1)
    end = _year(last.start.year + 2).end
    plan = operations.begin_scrutiny_plan(
        by=by, at=known.at, partnership=known.here, group=people.group, start=last.start, end=end,
        title=f"Plan of scrutiny {last.start.year} to {end.year} (invented)", themes=one["themes"], words=one["words"],
        illustrative=True,
    )  # fmt: skip
    for each in one["pieces"]:
        year = last if "learned" in each else this
        due = date(year.start.year, 10, 1) if "learned" in each else year.end
        said = {name: each[name] for name in ("title", "method", "theme", "who", "lines")}
        made = operations.plan_look(by=by, at=known.at, plan=plan, due_on=due, **said)
        if "learned" in each:
            rested = [(element, None) for element in each["rested"]]
            operations.finish_look(
                by=by, at=known.at, look=made, on=due, learned=each["learned"], rested=rested,
                strengths="\n".join(each.get("strengths", [])), gaps="\n".join(each.get("gaps", [])),
            )  # fmt: skip


def _year(first: int) -> Period:
    return year_from_april(f"{first}-{(first + 1) % 100:02d}")


def _alone(known: Known, by: Viewer, people: People, code: str, made: UUID, given: list[Any], ago: int) -> None:
    member = replace(by, person_id=people.persons[code], name=f"{code.replace('_', ' ').capitalize()} (demonstration)")
    operations.judge_alone(
        by=member, at=known.at - timedelta(days=ago), evaluation=made, judged=_judged(member, made, given)
    )


def _together(known: Known, by: Viewer, made: UUID, one: dict[str, Any], ago: int) -> None:
    at = known.at - timedelta(days=ago)
    operations.open_to_all(by=by, at=at, evaluation=made)
    operations.agree(by=by, at=at, evaluation=made, judged=_judged(by, made, one["agreed"]))
    operations.settle(by=by, at=at, evaluation=made, on=london_day(at), words=one["who"])


def _judged(by: Viewer, made: UUID, given: list[list[str]]) -> list[Judged]:
    """Grades of the standards in their order, the last over all: (grade, what shows it, what would take it further)."""
    asked = queries.tool(by, queries.evaluation(by, made).tool_id)
    places = [*(each.id for each in asked.standards), None]
    return [
        Judged(standard=place, value=one[0], words=one[1], onward=one[2] if len(one) > 2 else "")
        for place, one in zip(places, given, strict=True)
    ]


def _questions(known: Known, by: Viewer, scrutineer: Viewer, one: dict[str, Any]) -> None:
    today, agency = london_day(known.at), known.agencies["invented"]
    school = known.agencies["invented_school"]
    made = operations.begin_evaluation(
        by=by, at=known.at - timedelta(days=20), partnership=known.here, purpose="key_questions",
        tool=tool_of(known, by, "key_questions"), start=today - timedelta(days=182), end=today, title=one["title"],
        due_on=today + timedelta(days=10), held_on=today + timedelta(days=24), words=one["words"],
        agencies=[agency, school], illustrative=True,
    )  # fmt: skip
    asked = queries.tool(by, queries.evaluation(by, made).tool_id)
    answers = [
        Judged(question=each.id, words=words) for each, words in zip(asked.questions, one["answers"], strict=True)
    ]
    speaker = replace(by, grants=(*by.grants, Grant("agency_member", Scope.AGENCY, agency, frozenset({known.here}))))
    speaker = replace(speaker, name="Agency member (demonstration)")
    operations.answer(by=speaker, at=known.at - timedelta(days=4), evaluation=made, agency=agency, judged=answers)
    operations.reply_to_answer(
        by=scrutineer, at=known.at - timedelta(days=2), evaluation=made, agency=agency, value="more", words=one["reply"]
    )
