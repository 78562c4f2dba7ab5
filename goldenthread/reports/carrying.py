"""What a new report takes from the last one: its text, the names of figures in it, and its order."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.reports.content import Required


@dataclass(frozen=True, slots=True)
class Laid:
    """A section of a new report. ``carried``: its text comes from the last one, so that somebody has to read it."""

    code: str
    heading: str
    text: str = ""
    plain: str = ""

    @property
    def carried(self) -> bool:
        """Whether there is anything from the last report in it."""
        return bool(self.text or self.plain)


def lay_out(asked: Sequence[Required], before: Sequence[Laid], was_called: dict[str, str]) -> list[Laid]:
    """Return the sections of a new report in the order of the last: what is asked now, and what it had besides.

    A section that is no longer asked for stays as one of the partnership's own if there is anything in it. One that is asked
    for now stands after the one before it in what is asked. ``was_called`` are the headings of the last content set: a heading
    that somebody changed is kept, else the one of today is taken.
    """
    today = {each.code: each for each in asked}
    laid = [_today(each, today, was_called) for each in before if each.code in today or not each.code or each.carried]
    for place, each in enumerate(asked):
        if all(one.code != each.code for one in laid):
            earlier = {one.code for one in asked[:place]}
            after = max((at for at, one in enumerate(laid) if one.code in earlier), default=-1)
            laid.insert(after + 1, Laid(each.code, each.heading))
    return laid


def _today(each: Laid, today: dict[str, Required], was_called: dict[str, str]) -> Laid:
    if each.code not in today:
        return Laid("", each.heading, each.text, each.plain)
    untouched = each.heading == was_called.get(each.code)
    return Laid(each.code, today[each.code].heading if untouched else each.heading, each.text, each.plain)
