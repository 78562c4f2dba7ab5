"""What the forms of the area share."""

from typing import Any

from goldenthread.ui.forms import Form


def initial_of(row: Any, form: type[Form], **more: Any) -> dict[str, Any]:
    """Return the stored values of a row for its edit form."""
    values = {name: getattr(row, name, None) for name in form.base_fields}
    return {**values, "edition": getattr(row, "edition", None), **more}


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
