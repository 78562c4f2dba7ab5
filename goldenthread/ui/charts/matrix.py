"""Names sorted into a grid, such as variation against target: where to look first?"""

from collections.abc import Sequence

from goldenthread.ui.charts import svg
from goldenthread.ui.charts.bars import cut, wrapped
from goldenthread.ui.charts.model import Chart, MatrixRow, Table

LINE, MOST = 17, 6


def matrix(title: str, columns: Sequence[str], rows: Sequence[MatrixRow], *, description: str = "") -> Chart:
    """Draw how many names stand in each cell, and on the wide picture which; every name is in the table.

    Raises `ValueError` where a row has other than one cell a column.
    """
    if not columns or not rows:
        raise ValueError("A matrix needs a column and a row.")
    for row in rows:
        if len(row.cells) != len(columns):
            raise ValueError(f"The row {row.name} has {len(row.cells)} cells for {len(columns)} columns.")
    words = description or _describe(columns, rows)
    wide = _draw(title, words, columns, rows, width=760, css="gt-chart__wide")
    narrow = _draw(title, words, columns, rows, width=360, css="gt-chart__narrow")
    table = [[row.name, *(", ".join(cell) or "–" for cell in row.cells)] for row in rows]
    return Chart(wide, narrow, title, words, Table(["", *columns], table))


def _describe(columns: Sequence[str], rows: Sequence[MatrixRow]) -> str:
    told = []
    for row in rows:
        parts = [f"{len(cell)} {column.lower()}" for column, cell in zip(columns, row.cells, strict=True) if cell]
        if parts:
            told.append(f"{row.name}: {', '.join(parts)}.")
    return " ".join(told) or "Nothing stands in the matrix."


def _draw(
    title: str, words: str, columns: Sequence[str], rows: Sequence[MatrixRow], *, width: int, css: str
) -> svg.Markup:
    named = width > 500
    head = 150 if named else 104
    across = (width - head - 2) / len(columns)
    parts: list[str] = []
    for place, column in enumerate(columns):
        letters = max(int(across / 6.4), 4)
        parts += wrapped(column, head + across * (place + 0.5), 22, anchor="middle", most=letters, bold=True)
    top = 40.0
    for row in rows:
        cells = [_lines(cell, max(int((across - 18) / 6.2), 4)) if named else [] for cell in row.cells]
        height = max(46.0, 36.0 + LINE * max(len(lines) for lines in cells))
        parts.append(svg.signal_marker(row.signal, 10, top + 22, 5.2))
        parts += wrapped(row.name, 22, top + 26, anchor="start", most=int((head - 26) / 6.4), bold=True)
        for place, (cell, lines) in enumerate(zip(row.cells, cells, strict=True)):
            x, colour = head + across * place, svg.SIGNALS[row.signal]
            parts.append(svg.rect(x + 1, top + 1, across - 2, height - 2, svg.BAND if cell else "#fff", svg.GRID))
            if cell and named:
                parts.append(svg.text(x + 10, top + 24, len(cell), colour=colour, bold=True, size=18))
            elif cell:
                parts.append(
                    svg.text(x + across / 2, top + 30, len(cell), anchor="middle", colour=colour, bold=True, size=20)
                )
            parts += [svg.text(x + 10, top + 42 + LINE * line, text, colour=svg.INK) for line, text in enumerate(lines)]
        top += height
    return svg.picture(parts, width=width, height=int(top + 4), title=title, description=words, css=css)


def _lines(names: Sequence[str], letters: int) -> list[str]:
    """Return the names of a cell on lines of so many letters, two lines a name; of many names the first, and how many more."""
    shown = list(names) if len(names) <= MOST + 1 else names[:MOST]
    lines = [cut(line, letters) for name in shown for line in _broken(name, letters)]
    return lines if len(shown) == len(names) else [*lines, f"and {len(names) - MOST} more"]


def _broken(name: str, letters: int) -> list[str]:
    if len(name) <= letters:
        return [name]
    first = name[: letters + 1].rpartition(" ")[0] or name[:letters]
    return [first, name[len(first) :].strip()]
