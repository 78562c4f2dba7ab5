"""The newest quarter of the demonstration: a call that an invented agency answers, and figures released to the public."""

from dataclasses import replace
from datetime import date
from typing import Any

from goldenthread.access.identity import viewer_for
from goldenthread.access.roles import Scope
from goldenthread.access.viewer import Grant
from goldenthread.demo.accounts import DOMAIN, HOME, People
from goldenthread.demo.bodies import Known
from goldenthread.demo.telling import teller
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.releases import operations as releases
from goldenthread.returns import operations, queries

_ASKED = ("self_harm_ae", "custody_overnight", "re_referrals")
_DUE_IN = 16  # days from the day of loading
_YEARS = ("2014-15", "2015-16", "2016-17", "2017-18")


def tell(known: Known, people: People) -> None:
    """Call for the quarter before the day of loading, half filled by the invented agency; release four years of referrals."""
    known.place = HOME
    _call(known)
    _release(known)


def _call(known: Known) -> None:
    invented, day = known.agencies["invented"], london_day(known.at)
    by = teller(known)
    by = replace(by, grants=(*by.grants, Grant("data_supplier", Scope.AGENCY, invented, frozenset({known.here}))))
    who: dict[str, Any] = {"by": by, "at": known.at}
    quarter = _quarter_before(day)
    call = operations.start_call(
        **who,
        partnership=known.here,
        period=quarter,
        title=f"Data for {quarter.name} (invented)",
        due_on=date.fromordinal(day.toordinal() + _DUE_IN),
        grace=2,
        illustrative=True,
    )
    operations.ask(**who, call=call, agency=invented, indicators=_ASKED)
    (answer,) = operations.send_call(**who, call=call)
    first = queries.sheet(by, answer).rows[0]
    typed = {first.line.pk: (first.line.edition, {"cells": {"": ("31", "")}, "note": "Invented."})}
    operations.keep_lines(**who, answer=answer, lines=typed)


def _release(known: Known) -> None:
    chair = viewer_for(f"independent.chair{DOMAIN}", through="command")
    edition = releases.prepare(
        by=teller(known),
        at=known.at,
        partnership=known.here,
        title="Referrals to children's social care",
        audience="public",
        indicators=["referrals"],
        periods=[year_from_april(name) for name in _YEARS],
    )
    releases.set_out(by=chair, at=known.at, edition=edition, why="Published nationally already; no group is small.")


def _quarter_before(day: date) -> Period:
    """The last whole quarter, from April, before a day."""
    month = (day.month - 1) // 3 * 3 + 1
    end = date.fromordinal(date(day.year, month, 1).toordinal() - 1)
    return Period(date(end.year, end.month - 2, 1), end)
