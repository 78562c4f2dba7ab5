"""What a form begins with that was opened from a point on a chart or from a signal."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from goldenthread.access.viewer import Viewer
from goldenthread.assurance import keeping, presenters, queries
from goldenthread.assurance.models import Raised
from goldenthread.evidence import queries as evidence
from goldenthread.evidence import reaching
from goldenthread.evidence.rules.sheet import say
from goldenthread.evidence.steps import Spot
from goldenthread.foundation.errors import NotFound
from goldenthread.partnership import queries as partnerships


@dataclass(frozen=True, slots=True)
class Begun:
    """Where a form was opened from. ``named`` is what it is called, ``told`` what there is to say, ``question`` what to ask."""

    home: UUID
    place: str
    spot: Spot | None
    signal: Raised | None
    named: dict[str, Any]
    told: str = ""
    question: str = ""
    lede: str = ""
    suppliers: list[str] = field(default_factory=list)

    @property
    def points(self) -> list[Spot]:
        """The figures it is about."""
        return [self.spot] if self.spot else []

    @property
    def key(self) -> str:
        """The record that a draft of the form is kept under."""
        if self.signal is not None:
            return str(self.signal.pk)
        return str(self.spot.indicator if self.spot else self.home)

    @property
    def back(self) -> tuple[str, str] | None:
        """The words and the address of where it was opened from; None where that is a list."""
        if self.signal:
            return ("The signal", reverse("assurance:signal", args=[self.signal.pk]))
        if self.spot:
            return ("The indicator", reverse("evidence:indicator", args=[self.spot.indicator]))
        return None

    @property
    def agencies(self) -> list[str]:
        """The agencies it is about, to be asked: the one of the signal, or those that supplied the figure."""
        if self.signal is not None and self.signal.agency_id:
            return [str(self.signal.agency_id)]
        return self.suppliers


def begin(request: HttpRequest, viewer: Viewer, partnership: UUID) -> Begun:
    """Read what the address of a form says; raises `NotFound` for what nobody could be given."""
    place = dict(queries.places(viewer)).get(str(partnership))
    if place is None:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    spot = reaching.spot(partnership, request.GET)
    signal = _signal(viewer, partnership, request.GET.get("signal", ""))
    if spot is not None:
        return _about_point(viewer, partnership, place, spot, signal)
    if signal is not None:
        words = signal.words
        return Begun(
            partnership, place, None, signal, {"title": words[:250]}, words, presenters.asking_why(words), words
        )
    return Begun(partnership, place, None, None, {})


def all_groups(viewer: Viewer, partnership: UUID) -> list[Any]:
    """Return the groups of a partnership, for one to decide."""
    return list(partnerships.groups(viewer, partnership=partnership).order_by("name"))


def _about_point(viewer: Viewer, partnership: UUID, place: str, spot: Spot, signal: Raised | None) -> Begun:
    row, stood, when = evidence.indicator(viewer, spot.indicator), keeping.said(viewer, spot), say(spot.period)
    title = presenters.spot_words(row.name, spot.period, spot.cut)
    told = signal.words if signal else f"{row.name} was {stood} in {when}."
    question = presenters.question(row.question, row.name, stood, when)
    supplied = [str(pk) for pk in keeping.suppliers(viewer, spot)]
    return Begun(partnership, place, spot, signal, {"title": title}, told, question, f"{title}: {stood}.", supplied)


def _signal(viewer: Viewer, partnership: UUID, named: str) -> Raised | None:
    if not named:
        return None
    try:
        row = queries.signal(viewer, UUID(named))
    except ValueError as error:
        raise NotFound("There is no such signal.") from error
    if row.partnership_id != partnership:
        raise NotFound("There is no such signal in this partnership.")
    return row
