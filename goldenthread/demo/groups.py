"""For whom is it worse? Numbers by sex, age, ethnicity and disability, with how many people each group has."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from goldenthread.demo.accounts import People
from goldenthread.demo.bodies import Known
from goldenthread.demo.telling import teller, told
from goldenthread.evidence import operations
from goldenthread.evidence.keeping import Given
from goldenthread.evidence.rules import cuts
from goldenthread.foundation.periods import Period

_SUPPLIED, _SIGNED = 20, 28
"""Days after the period, and of that month, on which the numbers came in and were signed off."""


def tell(known: Known, people: People) -> None:
    """Keep the groups of both partnerships, of which only the totals and one breakdown are published."""
    whole = told("groups")
    for slug, place in whole["places"].items():
        known.place = slug
        who: dict[str, Any] = {"by": teller(known), "at": known.at, "partnership": known.here}
        for name, counts in place["people"].items():
            operations.keep_group_populations(
                **who,
                dimension=name,
                year=whole["year"],
                counts=dict(zip(whole["groups"][name], counts, strict=True)),
                source=whole["source"],
                vintage=whole["vintage"],
            )
        made = operations.supply_many(**who, figures=list(_figures(known, whole, place)))
        signed = date.fromordinal(whole["day"].toordinal() + _SUPPLIED).replace(day=_SIGNED)
        person = people.persons["qa_officer"]
        operations.sign_off_many(by=who["by"], at=who["at"], readings=made, person=person, on=signed)


def _figures(known: Known, whole: dict[str, Any], place: dict[str, Any]) -> Iterator[tuple[str, Given]]:
    supplier = known.agency(place["by"])
    assert supplier is not None  # noqa: S101 - the key stands in the file
    for code in (code for code in place if code not in ("by", "people")):
        for name, counts in place[code].items():
            real = name in whole["real"].get(code, ())
            for group, count in zip(whole["groups"][name], counts, strict=True):
                yield (
                    code,
                    Given(
                        period=Period(whole["day"], whole["day"]),
                        numerator=Decimal(count),
                        denominator=None,
                        cut=cuts.cut({name: group}),
                        supplier=supplier,
                        supplied_on=date.fromordinal(whole["day"].toordinal() + _SUPPLIED),
                        coverage=None,
                        source=whole["published"] if real else whole["illustrative"],
                        illustrative=not real,
                    ),
                )
