"""Partnerships, agencies, groups, routes, boards and memoranda of the founding documents."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from goldenthread.access.viewer import Viewer
from goldenthread.clocks import operations as clocks
from goldenthread.clocks import queries as deadlines
from goldenthread.partnership import operations

DATA = Path(__file__).parent / "data"
FIRST_DAY = date(2013, 4, 1)
SEATED = date(2017, 4, 1)  # the year whose report lists the seats of the body before
AFTERWARDS = "Demonstration: what happened afterwards is not in the founding documents"


@dataclass(slots=True)
class Known:
    """What has been loaded so far, by the keys of the data files. ``place`` is the partnership being told."""

    by: Viewer
    at: datetime
    partnerships: dict[str, UUID] = field(default_factory=dict)
    agencies: dict[str, UUID] = field(default_factory=dict)
    groups: dict[str, UUID] = field(default_factory=dict)
    boards: dict[str, UUID] = field(default_factory=dict)
    people: dict[tuple[str, str], UUID] = field(default_factory=dict)
    place: str = ""

    @property
    def who(self) -> dict[str, Any]:
        """What every operation is told."""
        return {"by": self.by, "at": self.at}

    @property
    def here(self) -> UUID:
        """The partnership being told."""
        return self.partnerships[self.place]

    def agency(self, key: str | None) -> UUID | None:
        """The agency with a key of this partnership's file, or of the shared one."""
        if not key:
            return None
        return self.agencies.get(f"{self.place}/{key}") or self.agencies[key]

    def group(self, key: str | None) -> UUID | None:
        """The group with a key of this partnership's file, or of the shared one."""
        if not key:
            return None
        return self.groups.get(f"{self.place}/{key}") or self.groups[key]


def partnership(known: Known, told: dict[str, Any]) -> None:
    """Set up one partnership with its area, populations and the body before it."""
    made = operations.create_partnership(
        **known.who,
        name=told["name"],
        slug=told["slug"],
        kind=told["kind"],
        short_name=told.get("short_name", ""),
        vision=told.get("vision", ""),
        from_on=told.get("from"),
        until_on=told.get("until"),
    )
    known.partnerships[told["slug"]] = made.pk
    area = told.get("area")
    if area:
        place = operations.add_area(**known.who, code=area["code"], name=area["name"])
        operations.cover_area(**known.who, partnership=made.pk, area=place.pk, from_on=told.get("from"))
        for row in told.get("populations", []):
            operations.add_population(**known.who, area=place.pk, approximate=True, **row)
        for row in _estimates(area["code"]):
            operations.add_population(**known.who, area=place.pk, **row)
    before = told.get("predecessor")
    if before:
        partnership(known, before)
        operations.join_partnerships(
            **known.who,
            before=known.partnerships[before["slug"]],
            after=made.pk,
            how=before["how"],
            on=before["on"],
            note=before["note"],
        )


def _estimates(code: str) -> list[dict[str, Any]]:
    """Return the mid-year estimates of children in an area: on which rates stand: added last, they count first."""
    told: dict[str, Any] = yaml.safe_load((DATA / "populations.yaml").read_text(encoding="utf-8"))
    same = {name: told[name] for name in ("source", "vintage", "age_from", "age_to")}
    return [{"year": year, "count": count, **same} for year, count in told["areas"].get(code, {}).items()]


def shared(known: Known, told: dict[str, Any]) -> None:
    """Add the bodies that stand above one partnership."""
    for one in told["partnerships"]:
        partnership(known, one)
    for one in told["agencies"]:
        first, *others = one["serves"]
        known.place = first["partnership"]
        known.agencies[one["key"]] = _agency(known, {**one, **_class(first)})
        for each in others:
            operations.classify_agency(
                **known.who,
                agency=known.agencies[one["key"]],
                partnership=known.partnerships[each["partnership"]],
                agency_class=each["class"],
                statutory_role=each.get("role", ""),
                from_on=each.get("from"),
                reason=each.get("reason", ""),
            )
    for one in told["groups"]:
        known.place = one["partnerships"][0]
        known.groups[one["key"]] = _group(known, one)
        for slug in one["partnerships"][1:]:
            operations.share_group(**known.who, group=known.groups[one["key"]], partnership=known.partnerships[slug])


def _class(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "class": told["class"],
        "role": told.get("role", ""),
        "from": told.get("from"),
        "reason": told.get("reason", ""),
    }


def everything_of(known: Known, told: dict[str, Any]) -> None:
    """Add all that one partnership's file tells."""
    known.place = told["partnership"]["slug"]
    begins = told["partnership"].get("from")
    for one in told["agencies"]:
        known.agencies[f"{known.place}/{one['key']}"] = _agency(known, {"from": begins, **one})
    before = told["partnership"].get("predecessor")
    if before:
        _body_before(known, before)
    for one in told["groups"]:
        known.groups[f"{known.place}/{one['key']}"] = _group(known, {"from": begins, **one})
        _seats(known, one, begins, None)
    _offices(known, told.get("offices", []), begins)
    _routes(known, told, begins)
    _boards(known, told)
    _arrangements(known, told.get("arrangements"))


def _body_before(known: Known, told: dict[str, Any]) -> None:
    """Tell who belonged to the body before this one, its groups and who sat in them."""
    home, last = known.partnerships[told["slug"]], told["until"]
    for one in told.get("agencies", []):
        known.agencies[f"{known.place}/{one['key']}"] = _agency(known, one, home=home)
    for key, way in told.get("belonging", {}).items():
        agency = known.agency(key)
        assert agency is not None  # noqa: S101 - the key stands in the file
        operations.classify_agency(
            **known.who,
            agency=agency,
            partnership=home,
            agency_class=way["class"],
            statutory_role=way.get("role", ""),
            until_on=last,
        )
    for one in told.get("groups", []):
        known.groups[f"{known.place}/{one['key']}"] = _group(known, {**one, "until": last}, home=home)
        _seats(known, one, SEATED, last)


def _agency(known: Known, told: dict[str, Any], home: UUID | None = None) -> UUID:
    made = operations.add_agency(
        **known.who,
        name=told["name"],
        short_name=told.get("short_name", ""),
        kind=told["kind"],
        partnership=home or known.here,
        agency_class=told["class"],
        statutory_role=told.get("role", ""),
        serves_from=told.get("from"),
        reason=told.get("reason", ""),
        stands_for_many=told.get("many", False),
        urn=told.get("urn"),
        phase=told.get("phase", ""),
        school_type=told.get("school_type", ""),
        illustrative=told.get("illustrative", False),
    )
    for name in told.get("aliases", []):
        operations.add_alias(**known.who, name=name, record=made.pk)
    return made.pk


def _group(known: Known, told: dict[str, Any], home: UUID | None = None) -> UUID:
    made = operations.create_group(
        **known.who,
        name=told["name"],
        short_name=told.get("short_name", ""),
        kind=told["kind"],
        partnership=home or known.here,
        parent=known.group(told.get("parent")),
        purpose=told.get("purpose", ""),
        meets_every_months=told.get("months"),
        meets_as_said=told.get("said", ""),
        from_on=told.get("from"),
        until_on=told.get("until"),
    )
    for name in told.get("aliases", []):
        operations.add_alias(**known.who, name=name, record=made.pk)
    if told.get("functions"):
        operations.write_terms(
            **known.who,
            group=made.pk,
            effective_from=told.get("from") or FIRST_DAY,
            purpose=told["purpose"],
            functions=told["functions"],
            attendance=told.get("attendance", ""),
            meets_every_months=told.get("months"),
            meets_as_said=told.get("said", ""),
        )
    return made.pk


def _person(known: Known, title: str, agency: str | None) -> UUID:
    """A role instead of a person: the founding documents' names stay in the documents."""
    key = (known.place + "/" + (agency or ""), title)
    if key not in known.people:
        body = known.agency(agency)
        made = operations.add_person(
            **known.who, name=title, partnership=known.here, agency=body, job_title=title if body else ""
        )
        known.people[key] = made.pk
    return known.people[key]


def _seats(known: Known, told: dict[str, Any], begins: date | None, ends: date | None) -> None:
    group = known.group(told["key"])
    assert group is not None  # noqa: S101 - it was added a moment ago
    for position, one in enumerate(told.get("seats", []), 1):
        capacity = one.get("capacity", "member")
        seat = operations.add_seat(
            **known.who,
            group=group,
            name=one["name"],
            agency=known.agency(one.get("agency")),
            votes=capacity in ("chair", "member", "lay"),
            position=position * 10,
            from_on=begins,
            until_on=ends,
        )
        if one.get("empty"):
            continue
        operations.add_member(
            **known.who,
            group=group,
            person=_person(known, one["name"], one.get("agency")),
            capacity=capacity,
            seat=seat.pk,
            agency=known.agency(one.get("agency")),
            from_on=begins or FIRST_DAY,
            until_on=ends,
            term_months=24 if one.get("said") else None,
            term_as_said=one.get("said", ""),
        )


def _offices(known: Known, told: list[dict[str, Any]], begins: date | None) -> None:
    held: dict[str, UUID] = {}
    for one in told:
        made = operations.appoint(
            **known.who,
            partnership=known.here,
            person=_person(known, one["title"], one.get("agency")),
            kind=one["kind"],
            agency=known.agency(one.get("agency")),
            title=one["title"],
            acts_for=held.get(one.get("acts_for", "")),
            accountable_to=one.get("accountable_to", ""),
            from_on=begins or FIRST_DAY,
        )
        held[one["title"]] = made.pk


def _routes(known: Known, told: dict[str, Any], begins: date | None) -> None:
    routes: dict[str, UUID] = {}
    for position, one in enumerate(told.get("routes", []), 1):
        made = operations.add_route(
            **known.who,
            partnership=known.here,
            name=one["name"],
            group=known.group(one.get("group")),
            position=position * 10,
            from_on=begins,
        )
        routes[one["key"]] = made.pk
        for name in one.get("aliases", []):
            operations.add_alias(**known.who, name=name, route=made.pk)
    for key, ways in told.get("engagements", {}).items():
        agency = known.agency(key)
        assert agency is not None  # noqa: S101 - the key stands in the file
        for way in ways:
            way = way if isinstance(way, dict) else {"route": way}
            operations.engage(
                **known.who,
                route=routes[way["route"]],
                agency=agency,
                through=way.get("through", ""),
                from_on=begins,
            )


def _boards(known: Known, told: dict[str, Any]) -> None:
    for one in told.get("boards", []):
        given = {name: value for name, value in one.items() if name != "key"}
        made = operations.add_board(**known.who, partnership=known.here, **given)
        known.boards[f"{known.place}/{one['key']}"] = made.pk
    for one in told.get("memoranda", []):
        parties = tuple(known.boards[f"{known.place}/{key}"] for key in one["boards"])
        operations.add_memorandum(
            **known.who, partnership=known.here, title=one["title"], about=one["about"], boards=parties
        )


def _arrangements(known: Known, told: dict[str, Any] | None) -> None:
    if not told:
        return
    draft = operations.start_arrangements(
        **known.who, partnership=known.here, checklist=told["checklist"], in_force_on=told["on"]
    )
    for item, text in told["words"].items():
        operations.write_words(**known.who, arrangements=draft.pk, item=item, text=text, after=0)
    operations.publish_arrangements(
        **known.who, arrangements=draft.pk, seen=draft.edition, on=told["on"], in_force_on=told["on"]
    )
    cdop = known.group("cdop")
    if cdop:
        operations.report_to(**known.who, group=cdop, to_board=known.boards[f"{known.place}/hwb"], from_on=told["on"])


def leave_the_past_in_peace(known: Known) -> None:
    """Call off every date that the operations set for a real body: nothing may look late that the documents do not say is."""
    for deadline in deadlines.deadlines(known.by).filter(status="open"):
        clocks.cancel(**known.who, deadline=deadline.pk, why=AFTERWARDS)
