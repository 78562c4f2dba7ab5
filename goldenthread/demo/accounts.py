"""One account per role, offered on the sign-in page of the demonstration."""

from dataclasses import dataclass
from datetime import timedelta  # not a deadline: since when the invented people sit
from uuid import UUID

from goldenthread.access.roles import ROLES, Scope
from goldenthread.accounts import operations
from goldenthread.accounts.demonstration import DOMAIN
from goldenthread.demo.bodies import Known
from goldenthread.foundation.clock import london_day
from goldenthread.partnership import operations as partnership

HOME = "cheshire-west-and-chester"
AT_AGENCY = {
    "agency_member": "invented",
    "case_auditor": "invented",
    "data_supplier": "invented",
    "school_lead": "invented_school",
    "practitioner": "invented_school",
}
ENDS = {"external_reviewer"}
SEATS = {
    "group_chair": "chair",
    "agency_member": "member",
    "colleague": "member",
    "school_lead": "member",
    "lay_member": "lay",
    "elected_observer": "observer",
}


@dataclass(frozen=True, slots=True)
class People:
    """Who plays in the demonstration: the group that is invented for it, and the people of the accounts by role."""

    group: UUID
    persons: dict[str, UUID]


def make(known: Known) -> People:
    """Make the accounts, each with the role it is named after, and the people they belong to."""
    known.place = HOME
    group = partnership.create_group(
        **known.who,
        name="Demonstration working group (invented)",
        kind="sub_group",
        partnership=known.here,
        purpose="Invented, so that the work of the demonstration belongs to nobody real.",
        meets_every_months=2,
        meets_as_said="Every two months",
        illustrative=True,
    ).pk
    partnership.share_group(**known.who, group=group, partnership=known.partnerships["cheshire-east"])
    persons = {code: _account(known, code, role.name, group) for code, role in ROLES.items()}
    persons["colleague"] = _account(known, "agency_member", "Colleague of the agency member", group, name="colleague")
    persons["headteacher"] = _account(known, "school_lead", "Headteacher of the school", group, name="headteacher")
    _seat(known, group, persons)
    return People(group, persons)


def _seat(known: Known, group: UUID, persons: dict[str, UUID]) -> None:
    """Give the people of the accounts seats in the invented group; the lay member's term ends in seven weeks."""
    begins = london_day(known.at) - timedelta(days=680)
    for position, (code, capacity) in enumerate(SEATS.items(), 1):
        if code not in persons:
            continue
        agency = known.agency(AT_AGENCY.get("agency_member" if code == "colleague" else code))
        seat = partnership.add_seat(
            **known.who,
            group=group,
            name=f"{ROLES[code].name if code in ROLES else 'Second seat of the agency'} (invented)",
            agency=agency,
            votes=capacity in ("chair", "member", "lay"),
            position=position * 10,
        )
        partnership.add_member(
            **known.who,
            group=group,
            person=persons[code],
            capacity=capacity,
            seat=seat.pk,
            agency=agency,
            from_on=begins,
            term_months=24 if capacity == "lay" else None,
        )


def _account(known: Known, code: str, words: str, group: UUID, *, name: str = "") -> UUID:
    agency = known.agency(AT_AGENCY.get(code))
    person = partnership.add_person(
        **known.who,
        name=f"{words} (demonstration)",
        partnership=known.here,
        agency=agency,
        job_title=words if agency else "",
        illustrative=True,
    )
    user = operations.make_account(
        **known.who,
        email=f"{(name or code).replace('_', '.')}{DOMAIN}",
        name=f"{words} (demonstration)",
        person=person.pk,
    )
    scope, place = _place(known, code, agency, group)
    begins = london_day(known.at)
    operations.grant_role(
        **known.who,
        user=user.pk,
        role=code,
        scope=scope,
        place=place,
        from_on=begins,
        until_on=begins.replace(year=begins.year + 4, day=1) if code in ENDS else None,
    )
    return person.pk


def _place(known: Known, code: str, agency: UUID | None, group: UUID) -> tuple[Scope, UUID | None]:
    scopes = ROLES[code].scopes
    if agency is not None:
        return Scope.AGENCY, agency
    if Scope.PARTNERSHIP in scopes:
        return Scope.PARTNERSHIP, known.here
    if Scope.GROUP in scopes:
        return Scope.GROUP, group
    return Scope.INSTALLATION, None
