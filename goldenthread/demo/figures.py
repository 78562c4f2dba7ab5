"""Figures of the founding documents: who supplied them, who signed them off, and printed ones that differ."""

from datetime import date
from decimal import Decimal
from typing import Any

from goldenthread.demo.accounts import People
from goldenthread.demo.bodies import Known
from goldenthread.demo.telling import teller, told
from goldenthread.evidence import operations
from goldenthread.foundation.periods import Period


def tell(known: Known, people: People) -> None:
    """Keep the figures of both partnerships. They are signed off by the quality assurance officer of the demonstration."""
    for slug, one in told("figures").items():
        known.place = slug
        who: dict[str, Any] = {"by": teller(known), "at": known.at}
        key = {series["code"] for series in told("quarters")[slug]}
        for code in dict.fromkeys(each["code"] for each in [*one["figures"], *one["claims"]]):
            operations.choose_indicator(**who, partnership=known.here, code=code, key=code in key)
        for figure in one["figures"]:
            _figure(known, who, one, figure, people)
        for claim in one["claims"]:
            operations.keep_claim(
                **who,
                partnership=known.here,
                indicator=claim["code"],
                period=_period(claim),
                printed=Decimal(str(claim["printed"])),
                where=f"{one['report']}, {claim['where']}",
                why_differs=claim["why"],
            )


def _figure(
    known: Known, who: dict[str, Any], report: dict[str, Any], told_figure: dict[str, Any], people: People
) -> None:
    supplier = known.agency(told_figure["by"])
    assert supplier is not None  # noqa: S101 - the key stands in the file
    covered = told_figure.get("coverage")
    made = operations.supply(
        **who,
        partnership=known.here,
        indicator=told_figure["code"],
        period=_period(told_figure),
        numerator=told_figure["count"],
        denominator=told_figure.get("of"),
        supplier=supplier,
        supplied_on=report["supplied_on"],
        coverage=(covered[0], covered[1]) if covered else None,
        source=told_figure.get("source", report["report"]),
    )
    operations.sign_off(**who, reading=made, person=people.persons["qa_officer"], on=report["signed_on"])


def _period(told_figure: dict[str, Any]) -> Period:
    if "on" in told_figure:
        return Period(told_figure["on"], told_figure["on"])
    first = told_figure["year"]
    return Period(date(first, 4, 1), date(first + 1, 3, 31))
