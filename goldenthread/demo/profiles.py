"""Profiles of the demonstration: an outcomes framework and a spotlight."""

from typing import Any

from goldenthread.demo.bodies import Known
from goldenthread.demo.telling import teller, told
from goldenthread.evidence import queries as evidence
from goldenthread.foundation.periods import Period
from goldenthread.performance import operations, queries


def tell(known: Known) -> None:
    """Make the profiles of both partnerships, of the indicators they keep."""
    for slug, every in told("profiles").items():
        known.place = slug
        who: dict[str, Any] = {"by": teller(known), "at": known.at}
        kept = set(evidence.indicators(who["by"], known.here).values_list("code", flat=True))
        for one in every:
            made = operations.add_profile(
                **who,
                partnership=known.here,
                form=one["form"],
                title=one["title"],
                lede=one["lede"],
                question=one["question"],
                period=Period(one["from"], one["to"]),
                illustrative=True,
            )
            for section in one["sections"]:
                indicators = [code for code in section["indicators"] if code in kept]
                operations.put_section(
                    **who,
                    profile=made,
                    seen=queries.profile(who["by"], made).edition,
                    title=section["title"],
                    shape=section["shape"],
                    asks=section.get("asks", ""),
                    indicators=indicators,
                )
            _say(who, made, one)


def _say(who: dict[str, Any], made: Any, one: dict[str, Any]) -> None:
    if one.get("narrative"):
        row = queries.profile(who["by"], made)
        said = {"title": row.title, "lede": row.lede, "question": row.question, "narrative": one["narrative"]}
        operations.change_profile(**who, profile=made, seen=row.edition, period=row.period, **said)
