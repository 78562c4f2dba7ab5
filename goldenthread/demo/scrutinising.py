"""Inspections and reviews of the founding documents, with what came of them."""

from datetime import UTC, date, datetime, time, timedelta  # not a deadline: how long ago the invented visits are
from typing import Any
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.demo.accounts import HOME, People
from goldenthread.demo.bodies import AFTERWARDS, Known
from goldenthread.demo.telling import teller, told
from goldenthread.foundation.periods import year_from_april
from goldenthread.plans import operations as plans
from goldenthread.plans import queries as kept
from goldenthread.scrutiny import library, operations, queries
from goldenthread.thread import operations as thread

_OF_INSPECTION = ("kind", "title", "from_on", "to_on", "letter_on", "letter_month", "precision", "inspectorates")
_SAID = ("about", "words", "source", "told_strengths", "told_improvements")


def tell(known: Known, people: People) -> None:
    """Tell what others found when they looked, oldest first."""
    by, story = teller(known), told("scrutiny")
    for one in sorted(story["inspections"], key=lambda each: each["from_on"]):
        known.place = one["partnership"]
        _inspection(known, by, one)
    known.place = HOME
    for one in story["visits"]:
        operations.record_visit(by=by, at=known.at, partnership=known.here, **{**one, "noted": _noted(one)})
    _year(known, people, by, story["invented"])


def _inspection(known: Known, by: Viewer, one: dict[str, Any]) -> None:
    given = {name: one[name] for name in (*_OF_INSPECTION, *_SAID) if name in one}
    bodies = [agency for agency in map(known.agency, one.get("bodies", [])) if agency]
    made = operations.record_inspection(
        by=by, at=known.at, partnership=known.here, bodies=bodies, scale=library.kinds()[one["kind"]].scale, **given
    )
    if one.get("judged"):
        areas = [(area, grade, words) for area, grade, words in one["judged"]]
        operations.judge_areas(by=by, at=known.at, inspection=made, areas=areas)
    strengths, improvements = ("\n".join(one.get(name, [])) for name in ("strengths", "improvements"))
    if strengths or improvements:
        operations.record_found(
            by=by, at=known.at, inspection=made, strengths=strengths, improvements=improvements,
            themes=one.get("themes", []), recommend=one.get("recommend", False),
        )  # fmt: skip
    _followed(known, by, made, one)


def _noted(one: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(each["kind"], each["text"], each.get("themes", "")) for each in one.get("noted", [])]


def _year(known: Known, people: People, by: Viewer, story: dict[str, Any]) -> None:
    """Invent this year's visits: of the invented group, to the invented agency."""
    today = known.at.date()
    first = today.year - (today < date(today.year, 4, 1))
    name = f"{first}-{(first + 1) % 100:02d}"
    plan = operations.begin_visit_plan(
        by=by, at=known.at, partnership=known.here, group=people.group, year=year_from_april(name),
        title=f"Visits to the frontline {name} (invented)", words=story["words"], illustrative=True,
    )  # fmt: skip
    common: dict[str, Any] = {
        "by": by,
        "partnership": known.here,
        "plan": plan,
        "agency": known.agencies["invented"],
        "illustrative": True,
    }
    for one in story["made"]:
        at = known.at - timedelta(days=one["ago"])
        operations.record_visit(
            **common, at=at, on=at.date(), team=one["team"], visitors=[people.persons[each] for each in one["who"]],
            met=one["met"], seen=one["seen"], heard=one["heard"], noted=_noted(one),
        )  # fmt: skip
    to_come = story["planned"]
    operations.plan_visit(
        **common, at=known.at, on=today + timedelta(days=to_come["ahead"]), team=to_come["team"], aim=to_come["aim"],
        visitors=[people.persons[each] for each in to_come["who"]],
    )  # fmt: skip


def _followed(known: Known, by: Viewer, inspection: UUID, one: dict[str, Any]) -> None:
    """Open the actions that answered what was asked, and sign off what was signed off."""
    if not (one.get("actions") or one.get("signed")):
        return
    row = queries.inspection(by, inspection)
    points = {each.text: each for each in queries.progress(by, [row], known.at.date())}
    asked = [points[text] for text in one["improvements"]]
    plan, item = _planned(known, by, one["plan"]) if "plan" in one else (None, None)
    for each in one.get("actions", []):
        at = _noon(each["day"])
        action = thread.open_action(
            by=by, at=at, partnership=known.here, title=each["title"], due_words=each["words"],
            owner_agency=known.agency(each.get("agency")), owner_group=known.group(each.get("group")),
            demanded_by=[(asked[each["of"] - 1].record.pk, "The inspection asks for it.")],
        )  # fmt: skip
        if item:
            plans.attach_action(by=by, at=at, item=item, action=action)
        thread.update_action(by=by, at=at, action=action, status=each["status"], note=each["note"], on=each["day"])
    if plan:
        _over(known, by, plan, one["plan"])
    for each in one.get("signed", []):
        operations.sign_off(
            by=by, at=known.at, inspection=inspection, target=asked[each["of"] - 1].record.pk, extent=each["extent"],
            body=each["body"], on=each["day"], on_month=True,
        )  # fmt: skip


def _planned(known: Known, by: Viewer, one: dict[str, Any]) -> tuple[UUID, UUID]:
    """Begin the plan that answers an inspection; return it and its one item."""
    plan = plans.create_plan(
        by=by, at=known.at, partnership=known.here, title=one["title"], starts_on=one["starts"], ends_on=one["ends"],
        kind="improvement", introduction=one["introduction"],
    )  # fmt: skip
    item = plans.add_item(by=by, at=known.at, plan=plan.pk, text=one["item"])
    return plan.pk, item.pk


def _over(known: Known, by: Viewer, plan: UUID, one: dict[str, Any]) -> None:
    """Agree a plan and close it at its end: what happened afterwards is not in the documents."""
    row = kept.plan(by, plan)
    agreed = plans.agree_plan(
        by=by, at=known.at, plan=plan, seen=row.edition, on=one["agreed"], agreed_by=one["agreed_by"]
    )
    plans.close_plan(by=by, at=known.at, plan=plan, seen=agreed.edition, on=one["ends"], words=AFTERWARDS)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
