"""What can be wrong with the money, for the nightly data checks."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from django.urls import reverse

from goldenthread.access.eyes import SCRUTINEER
from goldenthread.access.viewer import Viewer
from goldenthread.finance import queries, rules
from goldenthread.finance.models import Commitment, FinancialYear
from goldenthread.foundation.text import counted, listed
from goldenthread.workbench.checks import DataCheck, Found, Severity


def _found(year: FinancialYear, key: str, detail: str) -> Found:
    return Found(
        f"{key}:{year.pk}",
        f"Accounts of {year.period.name}",
        detail,
        record=year.pk,
        partnership=year.partnership_id,
        address=reverse("finance:year", args=[year.pk]),
    )


def promises_broken(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield the years in which a contribution was not held level although partners had promised it."""
    known = {each.pk: each for each in queries.years(viewer)}
    for promise in Commitment.objects.filter(partnership__in={each.partnership_id for each in known.values()}):
        broken: dict[FinancialYear, list[str]] = {}
        for (who, _), years in queries.levels(viewer, promise.partnership_id).items():
            kept = [(year, amount) for year, amount in years if promise.start <= year.end and year.start <= promise.end]
            for (_, before), (year, after) in pairwise(kept):
                if not rules.kept_level(before, after):
                    broken.setdefault(year, []).append(
                        f"{who} from {rules.in_words(before)} to {rules.in_words(after)}"
                    )
        for year, names in broken.items():
            yield _found(year, f"level:{promise.pk}", f"{promise.words}. Changed: {listed(sorted(names))}.")


def never_signed_off(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield the years that ended more than six months ago and are not signed off."""
    for year in queries.years(viewer).filter(signed_off_at__isnull=True, end__lt=on):
        months = (on.year - year.end.year) * 12 + on.month - year.end.month
        if months > 6:
            yield _found(year, "unsigned", f"It ended {counted(months, 'month')} ago.")


def printed_unexplained(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield the years with a printed total that differs from the lines without an explanation."""
    for year in queries.years(viewer).filter(printed__explained="").distinct():
        differing = [each for each in queries.account(viewer, year.pk).printed if each.difference]
        unexplained = [rules.TOTALS[each.row.what].lower() for each in differing if not each.row.explained]
        if unexplained:
            yield _found(year, "printed", f"Not explained: {listed(unexplained)}.")


CHECKS = (
    DataCheck(
        "finance.level",
        "A contribution was not held level",
        Severity.LOOK,
        "Partners promised each other to hold their contributions for some years.",
        "Ask the partner, and note what was agreed on the line.",
        promises_broken,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "finance.unsigned",
        "A year of accounts was never signed off",
        Severity.LOOK,
        "The yearly report must give the costs of the year; until the year is signed off they can change.",
        "Check the year with the agency that keeps the books, and have it signed off.",
        never_signed_off,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "finance.printed",
        "A printed total differs and nobody has said why",
        Severity.NOTE,
        "Readers compare the report with what was printed before.",
        "Open the year and explain the difference beside the printed total.",
        printed_unexplained,
        eyes=SCRUTINEER,
    ),
)
