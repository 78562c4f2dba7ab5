"""A question about records, put into words of the database once and asked of many columns.

What a viewer may know of is the longest condition there is, and a page asks it of many tables. Putting it into words takes
longer than the database takes to answer, so it is done once for each set of rights (`queries.visible`), not in every query.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Self

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Expression, F, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler

from goldenthread.records.models import Record

_COLUMN = "(the column asked about)"
_NUMBERS = count(1)


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """ "Is the record named in this column among some records?": the words before and after the column, with their parameters.

    Without words before it, the answer is no whatever the column says.
    """

    before: str = ""
    after: str = ""
    first: tuple[Any, ...] = ()
    last: tuple[Any, ...] = ()

    @classmethod
    def about(cls, rows: QuerySet[Record]) -> Self:
        """Put into words whether a record is among ``rows``.

        Their tables get names that no other question has: a column of the query around it is never taken for one of these.
        """
        query = rows.order_by().filter(pk=RawSQL(_COLUMN, ())).query.exists()  # noqa: S611 - a mark, taken out again below
        number = next(_NUMBERS)
        query.change_aliases({alias: f"known{number}_{place}" for place, alias in enumerate(query.alias_map)})
        try:
            words, parameters = query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            return cls()
        before, after = words.split(_COLUMN)
        first = before.replace("%%", "").count("%s")
        return cls(f"EXISTS ({before}", f"{after})", tuple(parameters[:first]), tuple(parameters[first:]))


class Asked(Expression):
    """The condition that a question is answered with yes about the record named in a column, such as "pk" or "record"."""

    conditional = True
    output_field = BooleanField()

    def __init__(self, column: str, question: Question) -> None:
        super().__init__()
        self.column: Any = F(column)
        self.question = question

    def get_source_expressions(self) -> list[Any]:
        """Return the column."""
        return [self.column]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        """Take the column as the query around it names it."""
        (self.column,) = exprs

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        """Put the column between the words; raises Django's `EmptyResultSet` where the answer is always no."""
        asked = self.question
        if not asked.before:
            raise EmptyResultSet
        column, parameters = compiler.compile(self.column)
        return f"{asked.before}{column}{asked.after}", [*asked.first, *parameters, *asked.last]
