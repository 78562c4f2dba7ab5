"""Keeping what somebody has typed until it is sent. Drafts leave no line in the audit trail: nothing has been done yet."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.workbench import rules
from goldenthread.workbench.models import Draft

_NEVER = {"csrfmiddlewaretoken", "password", "draft_return", "draft_title"}


@writes
def keep_draft(
    *,
    by: Viewer,
    at: datetime,
    form: str,
    about: str = "",
    content: Mapping[str, Sequence[str]],
    title: str = "",
    address: str = "",
) -> Draft:
    """Keep the fields of a form exactly as typed; an earlier draft of the same form about the same thing is replaced.

    ``title`` and ``address`` say on the list of drafts which form it is and where to open it.
    """
    kept = {
        _storable(name): [_storable(value) for value in values]
        for name, values in content.items()
        if name not in _NEVER and "password" not in name
    }
    if not rules.draft_fits(len(json.dumps(kept))):
        raise RuleBroken("This is too long to keep as a draft. Save the form itself.")
    others = Draft.objects.filter(user_id=by.user_id).exclude(form=form, about=about).order_by("-kept_at")
    for old in others[rules.MAX_DRAFTS - 1 :]:
        old.delete()
    draft, _ = Draft.objects.update_or_create(
        user_id=by.user_id,
        form=form[:80],
        about=about[:80],
        defaults={"content": kept, "kept_at": at, "title": clean(title)[:120], "address": clean(address)[:300]},
    )
    return draft


@writes
def drop_draft(*, by: Viewer, at: datetime, form: str, about: str = "") -> None:
    """Delete a draft: the form was sent, or its writer does not want it any more."""
    Draft.objects.filter(user_id=by.user_id, form=form, about=about).delete()


@writes
def drop_old_drafts(*, by: Viewer, at: datetime) -> int:
    """Delete drafts nobody has touched for ninety days, and say how many."""
    count, _ = Draft.objects.filter(kept_at__lt=rules.drafts_kept_since(at)).delete()
    return count


def _storable(text: str) -> str:
    """Return text as typed, but for the one character that no database keeps."""
    return str(text).replace("\x00", "")
