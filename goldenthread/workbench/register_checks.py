"""Data checks over the register: what goes wrong with partnerships, groups, agencies and people."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from goldenthread.access.viewer import Viewer
from goldenthread.foundation.text import short_date
from goldenthread.partnership import queries as register
from goldenthread.workbench.checks import Found

CHAIRS = ("chair", "deputy_chair")
ROLES = {"authority": "local authority", "health": "health", "police": "police"}


def address(name: str, pk: Any) -> str:
    """Return the page of a thing, or nothing where it has none."""
    try:
        return reverse(name, args=[pk])
    except NoReverseMatch:
        return ""


def about_group(group: Any, detail: str, key: str = "") -> Found:
    """One thing wrong with a group, told to the partnership that it belongs to."""
    home = group.record.partnership_id
    return Found(
        key=key or str(group.pk),
        subject=group.name,
        detail=detail,
        record=group.pk,
        partnership=home,
        address=address("partnership:group", group.pk),
    )


def groups_without_chair(viewer: Viewer, on: date) -> Iterator[Found]:
    """Groups that nobody chairs."""
    led = register.memberships(viewer, on=on).filter(capacity__in=CHAIRS).values_list("group_id", flat=True)
    for group in register.groups(viewer, on=on).exclude(pk__in=set(led)):
        yield about_group(group, "Nobody chairs it today.")


def groups_without_members(viewer: Viewer, on: date) -> Iterator[Found]:
    """Groups that nobody sits in."""
    sat_in = register.memberships(viewer, on=on).values_list("group_id", flat=True)
    for group in register.groups(viewer, on=on).exclude(pk__in=set(sat_in)):
        yield about_group(group, "Nobody sits in it today.")


def groups_without_terms(viewer: Viewer, on: date) -> Iterator[Found]:
    """Groups without terms of reference."""
    for group in register.groups(viewer, on=on).filter(terms__isnull=True):
        yield about_group(group, "It has no terms of reference.")


def terms_past_review(viewer: Viewer, on: date) -> Iterator[Found]:
    """Groups whose newest terms of reference should have been reviewed."""
    for group in register.groups(viewer, on=on).prefetch_related("terms"):
        newest = max(group.terms.all(), key=lambda terms: terms.version, default=None)
        if newest and newest.next_review_on and newest.next_review_on < on:
            yield about_group(
                group, f"Version {newest.version} should have been reviewed by {short_date(newest.next_review_on)}."
            )


def memberships_beyond_term(viewer: Viewer, on: date) -> Iterator[Found]:
    """Members who sit on after their term."""
    for row in register.memberships(viewer, on=on).filter(term_ends_on__lt=on).select_related("group__record"):
        yield about_group(
            row.group,
            f"The term of {row.person.name} ended on {short_date(row.term_ends_on or on)}.",
            key=str(row.pk),
        )


def deputies_for_nobody(viewer: Viewer, on: date) -> Iterator[Found]:
    """Deputies of somebody who no longer sits."""
    gone = Q(deputy_for__until_on__lt=on)
    for row in register.memberships(viewer, on=on).filter(gone).select_related("group__record"):
        yield about_group(row.group, f"{row.person.name} deputises for somebody who no longer sits.", key=str(row.pk))


def agencies_without_class(viewer: Viewer, on: date) -> Iterator[Found]:
    """Agencies that belong to no partnership today."""
    placed = register.classes(viewer, on=on).values("agency")
    rows = register.agencies(viewer).exclude(pk__in=placed).filter(Q(until_on__isnull=True) | Q(until_on__gte=on))
    for agency in rows:
        yield Found(
            str(agency.pk),
            agency.name,
            "It belongs to no partnership today.",
            agency.pk,
            address=address("partnership:agency", agency.pk),
        )


def agencies_twice(viewer: Viewer, on: date) -> Iterator[Found]:
    """Agencies that share a name, a short name or another name."""
    named: dict[str, set[UUID]] = defaultdict(set)
    titles: dict[UUID, str] = {}
    for agency in register.agencies(viewer):
        titles[agency.pk] = agency.name
        for name in {agency.name, agency.short_name} - {""}:
            named[_plain(name)].add(agency.pk)
    for name, owners in sorted(named.items()):
        if len(owners) > 1:
            first, *others = sorted(owners, key=str)
            said = ", ".join(titles[other] for other in others)
            detail = f"“{name}” is also a name of {said}."
            yield Found(f"{name}:{first}", titles[first], detail, first, address=address("partnership:agency", first))


def schools_without_number(viewer: Viewer, on: date) -> Iterator[Found]:
    """Schools without a unique reference number."""
    for school in register.agencies(viewer, on=on, schools=True).filter(urn__isnull=True, stands_for_many=False):
        yield Found(
            str(school.pk),
            school.name,
            "Its unique reference number is missing.",
            school.pk,
            address=address("partnership:agency", school.pk),
        )


def people_without_post(viewer: Viewer, on: date) -> Iterator[Found]:
    """People with no post at any agency, who sit in a group."""
    sits = set(register.memberships(viewer, on=on).exclude(capacity="lay").values_list("person_id", flat=True))
    for person in register.people(viewer, on=on):
        if person.pk in sits and not getattr(person, "current_posts", ()):
            yield _person(person, "They sit in a group but hold no post at an agency.")


def members_without_email(viewer: Viewer, on: date) -> Iterator[Found]:
    """Members nobody can write to."""
    sits = set(register.memberships(viewer, on=on).values_list("person_id", flat=True))
    for person in register.people(viewer, on=on).filter(email=""):
        if person.pk in sits:
            yield _person(person, "They sit in a group but have no e-mail address.")


def people_twice(viewer: Viewer, on: date) -> Iterator[Found]:
    """People entered twice under one e-mail address."""
    seen: dict[str, Any] = {}
    for person in register.people(viewer, on=on).exclude(email="").order_by("pk"):
        first = seen.setdefault(person.email.casefold(), person)
        if first is not person:
            yield _person(person, f"{first.name} has the same e-mail address.")


def statutory_roles_unfilled(viewer: Viewer, on: date) -> Iterator[Found]:
    """Partnerships in which one of the three statutory roles is filled by no body."""
    filled: dict[UUID, set[str]] = defaultdict(set)
    for row in register.classes(viewer, on=on).filter(agency_class="statutory"):
        filled[row.partnership_id].add(row.statutory_role)
    for place in register.partnerships(viewer, on=on):
        for role in sorted(set(ROLES) - filled[place.pk]):
            detail = f"No body is entered as the {ROLES[role]} safeguarding partner."
            yield _place(place, f"{place.pk}:{role}", detail)


def statutory_partners_without_lead(viewer: Viewer, on: date) -> Iterator[Found]:
    """Statutory partners without a lead safeguarding partner."""
    leads = set(register.offices(viewer, on=on).filter(kind="lead").values_list("partnership_id", "agency_id"))
    for row in register.classes(viewer, on=on).filter(agency_class="statutory"):
        if (row.partnership_id, row.agency_id) not in leads:
            detail = f"{row.agency.name} has no lead safeguarding partner."
            yield _place(row.partnership, f"{row.partnership_id}:{row.agency_id}", detail)


def areas_without_population(viewer: Viewer, on: date) -> Iterator[Found]:
    """Areas without a population of the last four years: no rate can be worked out."""
    for place in register.partnerships(viewer, on=on):
        known = set(
            register.populations(viewer, place.pk).filter(year__gte=on.year - 4).values_list("area_id", flat=True)
        )
        for row in register.coverage(viewer, place.pk, on=on).exclude(area__in=known):
            yield _place(
                place, f"{place.pk}:{row.area_id}", f"{row.area.name} has no population of the last four years."
            )


def _person(person: Any, detail: str) -> Found:
    page = address("partnership:person", person.pk)
    return Found(str(person.pk), person.name, detail, partnership=person.kept_by_id, address=page)


def _place(place: Any, key: str, detail: str) -> Found:
    page = address("partnership:partnership", place.pk)
    return Found(key, place.name, detail, place.pk, place.pk, page)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("&", "and").replace(".", "").split())
