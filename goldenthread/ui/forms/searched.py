"""One of many: a part of the name is typed, "Find" shows at most twenty, one is picked. It works without a script.

Where there are few to choose from, they are simply listed. "Find" sends the form without acting on it, so nothing typed is lost.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from goldenthread.ui.forms.fields import ChoiceField, ModelChoiceField

FEW, MOST = 25, 20
FIND = "gt-find"
TEXT, SOUGHT = "-text", "-sought"
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a field has to choose from: ``many`` when it must be searched for, then ``more`` if not all that was found is shown."""

    many: bool
    pairs: tuple[Pair, ...]
    more: bool = False


def asked(name: str, data: Any) -> bool:
    """Say whether what was sent asks to find, rather than to save: "Find" was pressed, or the words were changed since."""
    text = words(data, name + TEXT)
    return data.get(FIND) == name or (text != "" and text != words(data, name + SOUGHT))


def words(data: Any, name: str) -> str:
    """Return typed words, without what cannot be searched for."""
    return str(data.get(name) or "").replace("\x00", "").strip()[:100]


class SearchedField(ModelChoiceField):
    """One row of a queryset the view sets, however many there are. ``search`` names the columns that are looked in.

    ``besides`` are answers that are no rows, such as "The whole installation".
    """

    def __init__(
        self,
        label: str,
        *,
        search: Sequence[str] = ("name",),
        label_of: Callable[[Any], str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(label, **options)
        self.search = tuple(search)
        self.label_of = label_of
        self.nothing = options.get("empty", "None of them")
        self.besides: tuple[Pair, ...] = ()

    def to_python(self, value: Any) -> Any:
        """Return the chosen row, or the code of an answer that stands beside the rows."""
        return value if value in dict(self.besides) else super().to_python(value)

    def label_from_instance(self, obj: Any) -> str:
        """Return the words of a choice."""
        return self.label_of(obj) if self.label_of else str(getattr(obj, "name", obj))

    def offer(self, text: str, chosen: str) -> Offer:
        """Return what to choose from: all when they are few, else what is chosen and what ``text`` finds."""
        first = list(self._rows()[: FEW + 1])
        if len(first) <= FEW:
            return Offer(False, (*self._pairs(first), *self.besides))
        found = list(self._narrowed(text)[: MOST + 1]) if text else []
        kept = self._pairs(self._stored(chosen))
        rest = tuple(pair for pair in self._pairs(found[:MOST]) if pair not in kept)
        return Offer(True, (*kept, *rest, *self.besides), len(found) > MOST)

    def _rows(self) -> Any:
        return () if self.queryset is None else self.queryset

    def _pairs(self, rows: Sequence[Any]) -> tuple[Pair, ...]:
        return tuple((str(self.prepare_value(row)), self.label_from_instance(row)) for row in rows)

    def _stored(self, chosen: str) -> list[Any]:
        try:
            wanted = chosen and chosen not in dict(self.besides)
            return list(self._rows().filter(pk=chosen)[:1]) if wanted else []
        except (ValidationError, ValueError):
            return []

    def _narrowed(self, text: str) -> Any:
        rows = self._rows()
        for word in text.split()[:6]:
            condition = Q()
            for column in self.search:
                condition |= Q(**{f"{column}__icontains": word})
            rows = rows.filter(condition)
        return rows


class SearchedChoiceField(ChoiceField):
    """One of many answers that are no rows of one table, such as a partnership, a group or an agency."""

    nothing = "None of them"

    def offer(self, text: str, chosen: str) -> Offer:
        """Return what to choose from: all when they are few, else what is chosen and what ``text`` finds."""
        choices: Any = self.choices
        every = [(str(value), str(name)) for value, name in choices if value != ""]
        if len(every) <= FEW:
            return Offer(False, tuple(every))
        parts = text.lower().split()[:6]
        found = [pair for pair in every if parts and all(part in pair[1].lower() for part in parts)]
        kept = tuple(pair for pair in every if pair[0] == chosen)
        rest = tuple(pair for pair in found[:MOST] if pair not in kept)
        return Offer(True, (*kept, *rest), len(found) > MOST)
