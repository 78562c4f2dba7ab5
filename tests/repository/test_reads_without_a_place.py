"""Somebody with a role but no place to hold it, or a place where nothing is, reads nothing of anybody's.

A filter put together from a list of places says "everything" when the list turns out empty and nobody thought of it.
Every query of every area is asked, so a new one cannot forget.
"""

import inspect
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

import pytest
from django.db.models import Q, QuerySet

from goldenthread.access.permissions import Permission
from goldenthread.access.roles import ROLES, Scope
from goldenthread.access.viewer import Grant
from goldenthread.foundation.errors import NotAllowed, NotFound
from goldenthread.foundation.ids import uuid7
from goldenthread.records import queries as spine
from tests.factories import records, viewers
from tests.support import product

pytestmark = pytest.mark.django_db

FOR_ALL = {
    "clocks.queries.calendar": "bank holidays, the same for everybody",
    "partnership.queries.naming.glossary": "the words that serve all partnerships",
    "partnership.queries.agencies.directory": "for who may add an agency to a partnership: so that none is entered twice",
    "partnership.queries.scope.held": "the places of one's own roles",
    **{
        f"benchmarks.queries.{name}": "published for all the world"
        for name in (
            "places.places",
            "rows.releases",
            "rows.measures",
            "rows.published",
            "places.neighbour_rows",
            "rows.neighbour_sets",
        )
    },
    "benchmarks.queries.rows.unplaced": "files of public figures that wait",
    "workbench.queries.preferences.mail_preference": "what one wants mailed oneself",
}
PLACES = (Scope.PARTNERSHIP, Scope.GROUP, Scope.AGENCY)


def without_a_place():
    """Every role in every kind of place: without the place, in one nobody has heard of, and no role at all."""
    for words, place in (("no place", None), ("an unknown place", uuid7())):
        grants = [Grant(role.code, scope, place) for role in ROLES.values() for scope in PLACES]
        yield words, viewers.viewer(*grants, person_id=uuid7())
    yield "no role", viewers.stranger()


def asked():
    """Every query that needs no more than the viewer."""
    for module in product.loaded("queries"):
        for name, function in product.public_functions(module):
            if getattr(function, "gt_reads", False):
                rest = list(inspect.signature(function).parameters.values())[1:]
                if all(each.default is not each.empty for each in rest):
                    yield f"{module.__name__.removeprefix('goldenthread.')}.{name}", function


def told(answer):
    """What an answer holds of rows; a condition is at fault when it is empty, for an empty condition holds of everything."""
    if isinstance(answer, Q):
        return "" if answer else "a condition that holds of everything"
    if isinstance(answer, QuerySet):
        return list(answer[:3])
    if isinstance(answer, Mapping):
        return [value for value in answer.values() if value]
    if is_dataclass(answer):
        return [value for value in vars_of(answer) if value]
    return "" if callable(answer) else answer


def vars_of(answer):
    return [getattr(answer, each.name) for each in fields(answer)]


def test_a_role_without_a_place_reads_nothing(filled):
    faults = set()
    for where, viewer in without_a_place():
        for name, function in asked():
            try:
                found = told(function(viewer))
            except (NotAllowed, NotFound):
                continue
            if found and name not in FOR_ALL:
                faults.add(f"{name} tells somebody with {where} {found!r:.150}")
    assert not faults, "\n".join(sorted(faults))


def test_who_holds_a_role_there_reads_what_the_others_may_not(filled):
    """Else the test above would prove nothing."""
    manager, answers = viewers.business_manager(filled), set()
    for name, function in asked():
        found = function(manager)
        if isinstance(found, QuerySet) and found.exists():
            answers.add(name.split(".")[0])
    assert answers >= {"evidence", "finance", "partnership", "plans", "reports", "thread"}


def test_a_condition_for_everything_keeps_its_meaning_beside_what_break_glass_opened(filled, kept_registries):
    """`Q() | x` is `x`: who sees all of a walled kind must not see less for having opened one record."""
    kind = records.kind(
        "sample.walled", prefix="WLD", walled=True, visible=lambda viewer: Q(), view=Permission.PARTNERSHIP_VIEW
    )
    seen, opened = (records.record("sample.walled", partnership=filled) for _ in range(2))
    viewer = viewers.administrator(opened=frozenset({opened.pk}))
    assert set(spine.visible(viewer, kind=kind.code)) == {seen, opened}
