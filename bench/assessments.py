"""A round of self-assessment over every partnership, agency and school there is: sent, one return opened, one answer saved."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from bench.sizes import Made
from goldenthread.access.roles import Scope
from goldenthread.access.viewer import Grant
from goldenthread.accounts.models import RoleGrant, User
from goldenthread.accounts.viewing import viewer_of_account
from goldenthread.foundation import clock
from goldenthread.quality import filling
from goldenthread.quality import operations as banks
from goldenthread.quality import queries as quality
from goldenthread.quality.rules.drafting import QuestionSpec, StandardSpec
from goldenthread.self_assessment import operations, queries

_STANDARDS, _QUESTIONS, _TIMES = 15, 19, 40


def measured(made: Made, user: User) -> Iterator[tuple[str, float]]:
    """Yield how long each took, in seconds: one answer and one page as the median of many."""
    places = made.partnerships[:4]
    grants = tuple(Grant("qa_officer", Scope.PARTNERSHIP, each, frozenset({each})) for each in places)
    viewer = replace(viewer_of_account(user, at=clock.now(), through="web"), grants=grants)
    edition = _edition(viewer, places[0])
    agencies = list(dict.fromkeys(each for place in places for each in made.agencies[place]))
    who: dict[str, Any] = {"by": viewer, "at": clock.now()}
    days = {"fill_by": made.today + timedelta(days=30), "sign_by": made.today + timedelta(days=45)}
    row = operations.start_round(
        **who, partnership=places[0], places=places, asked=edition, title="Everybody", year="Now", **days
    )
    operations.ask(**who, round=row, agencies=agencies)
    started = time.perf_counter()
    operations.send_round(**who, round=row)
    yield f"A round sent to {len(agencies)} agencies and schools", time.perf_counter() - started
    school = agencies[-1]
    sheet = queries.returns(viewer).get(round=row, agency=school)
    client = _school(made, school)
    count = _STANDARDS * _QUESTIONS
    address = reverse("self_assessment:return", args=[sheet.pk])
    yield f"A return of {count} questions opened, one standard", _median(lambda n: client.get(address))
    yield (
        f"A return of {count} questions opened, all on one page",
        _median(lambda n: client.get(f"{address}?standard=all")),
    )
    keep = reverse("self_assessment:keep", args=[sheet.pk])

    def save(number: int) -> Any:
        code = f"{number % _STANDARDS + 1}.{number // _STANDARDS + 1}"
        return client.post(keep, {f"value-{code}": "2", f"words-{code}": "So.", f"edition-{code}": "0"})

    yield "One answer saved", _median(save)
    board = Client()
    board.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = reverse("self_assessment:round", args=[row])
    yield "The page of the round", _median(lambda n: board.get(page))


def _edition(viewer: Any, place: UUID) -> UUID:
    who: dict[str, Any] = {"by": viewer, "at": clock.now()}
    made = banks.start_bank(
        **who, partnership=place, purpose="section_11", title="Everything", label="1", in_force_from=clock.today()
    )
    specs = [
        StandardSpec(
            str(number),
            f"Standard {number}",
            weight=Decimal(1),
            questions=tuple(
                QuestionSpec(
                    f"{number}.{place}", f"Is thing {place} of {number} so, and how do you know?", scale="zero_to_three"
                )
                for place in range(1, _QUESTIONS + 1)
            ),
        )
        for number in range(1, _STANDARDS + 1)
    ]
    filling.fill(quality.edition(viewer, made), specs)
    banks.publish(**who, edition=made)
    return made


def _school(made: Made, school: UUID) -> Client:
    lead = User.objects.create(email="school_lead@bench.example", name="school_lead", joined_at=made.at)
    given = {"granted_by": lead, "granted_at": made.at, "from_on": made.begun}
    RoleGrant.objects.create(user=lead, role="school_lead", scope="agency", place_id=school, **given)
    client = Client()
    client.force_login(lead, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _median(act: Any) -> float:
    taken = []
    for number in range(_TIMES):
        started = time.perf_counter()
        answer = act(number)
        taken.append(time.perf_counter() - started)
        if answer.status_code != 200:
            raise RuntimeError(f"The page answered {answer.status_code}.")
    return statistics.median(taken)
