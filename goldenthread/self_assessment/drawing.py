"""Charts of what a round says: by standard, by kind of agency, over the years. Each title is its reading."""

from decimal import Decimal

from goldenthread.self_assessment.queries import Analysis
from goldenthread.ui import charts
from goldenthread.ui.charts import Chart, Series


def standards(found: Analysis) -> Chart | None:
    """Draw the middle score of each standard; None where nothing counts."""
    known = [(f"{each.code} {each.title}", found.standards[each.code]) for each in found.asked.standards]
    drawn = [(name, value) for name, value in known if value is not None]
    if not drawn:
        return None
    least = min(drawn, key=lambda each: each[1])
    title = f"Lowest: {least[0]}, {least[1]:.0f}%"
    values = [float(value) for _, value in drawn]
    return charts.bar(title, [name for name, _ in drawn], values, unit="%", of="Standard", name="This year")


def kinds(found: Analysis) -> Chart | None:
    """Draw the middle of each kind of agency over all standards; None for fewer than two kinds."""
    drawn = []
    for name, (of, scores) in found.kinds.items():
        values = [value for value in scores.values() if value is not None]
        if values:
            drawn.append((f"{name} ({of})", float(sum(values, Decimal(0)) / len(values))))
    if len(drawn) < 2:
        return None
    drawn.sort(key=lambda each: each[1])
    title = f"Lowest: {drawn[0][0]}, {drawn[0][1]:.0f}%"
    means = [round(value, 1) for _, value in drawn]
    return charts.bar(title, [name for name, _ in drawn], means, unit="%", of="Kind of agency", name="All standards")


def years(found: Analysis) -> Chart | None:
    """Draw the middle of all returns year by year; None before there is a second year."""
    known = [value for _, value in found.years if value is not None]
    if len(known) < 2:
        return None
    change = known[-1] - known[0]
    words = "no change" if not round(change) else f"{abs(change):.0f} points {'higher' if change > 0 else 'lower'}"
    values = [None if value is None else float(value) for _, value in found.years]
    title = f"{found.years[-1][0]} beside {found.years[0][0]}: {words}"
    return charts.line(title, [year for year, _ in found.years], [Series("All standards", values)], unit="%")
