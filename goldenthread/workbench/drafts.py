"""Drafts for the forms of areas: what was typed comes back, with a notice that says when it was kept.

    kept = drafts.restore(request, "assurance.risk", str(risk.id))
    form = RiskForm(request.POST or kept.data or None, initial=…)

and in the template, inside the form, ``{{ draft_bar(kept) }}`` from ``workbench/draft.jinja``. After the operation succeeded:
``drafts.sent(request, kept)``.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from goldenthread.access.guards import viewer_of
from goldenthread.foundation import clock
from goldenthread.workbench.operations.drafts import drop_draft
from goldenthread.workbench.queries import drafts as queries


@dataclass(frozen=True, slots=True)
class Kept:
    """A form's draft: when it was kept and what was typed, or nothing yet."""

    form: str
    about: str
    back: str
    title: str = ""
    kept_at: datetime | None = None
    data: QueryDict = field(default_factory=QueryDict)

    @property
    def address(self) -> str:
        """Where the form's fields are kept while they are typed."""
        return reverse("workbench:keep_draft", args=self._args)

    @property
    def drop_address(self) -> str:
        """Where the draft is thrown away."""
        return reverse("workbench:drop_draft", args=self._args)

    @property
    def notice(self) -> str:
        """The sentence over a form that shows a draft."""
        return f"This is your draft of {clock.london(self.kept_at):%H:%M}." if self.kept_at else ""

    @property
    def _args(self) -> list[str]:
        return [self.form, self.about] if self.about else [self.form]


def restore(request: HttpRequest, form: str, about: str = "", *, title: str = "") -> Kept:
    """Return what the viewer typed into this form and did not send; empty when the page is being sent.

    ``title`` says on the list of drafts which form it is.
    """
    back = request.get_full_path()
    found = queries.draft(viewer_of(request), form, about) if request.method == "GET" else None
    if found is None:
        return Kept(form, about, back, title)
    data = QueryDict(mutable=True)
    for name, values in found.content.items():
        data.setlist(name, values)
    return Kept(form, about, back, title, found.kept_at, data)


def sent(request: HttpRequest, kept: Kept) -> None:
    """Forget the draft: the form was sent."""
    drop_draft(by=viewer_of(request), at=clock.now(), form=kept.form, about=kept.about)
