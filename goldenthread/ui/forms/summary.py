"""The list of errors at the top of a page, each with a link to the first thing to mend."""

from django.forms import BaseForm, BoundField, CheckboxSelectMultiple, RadioSelect

from goldenthread.ui.forms.dates import DateBoxes


def anchor(field: BoundField) -> str:
    """Return the id of the control that an error of ``field`` should lead to."""
    widget = field.field.widget
    base = field.auto_id or field.html_name
    if isinstance(widget, DateBoxes):
        return f"{base}-{widget.wrong_box(field.errors.data) if field.errors else 'day'}"
    offer = getattr(field.field, "offer", None)
    if offer is not None and offer("", "").many:
        return base
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return f"{base}_0"
    return base


def errors_of(form: BaseForm) -> list[dict[str, str]]:
    """Return every error of a bound form as ``{"text", "href"}``, in the order of the fields; the form's own first."""
    found = [{"text": str(error)} for error in form.non_field_errors()]
    for field in form:
        target = f"#{anchor(field)}" if not field.is_hidden else ""
        for error in field.errors:
            found.append({"text": str(error), "href": target} if target else {"text": str(error)})
    return found
