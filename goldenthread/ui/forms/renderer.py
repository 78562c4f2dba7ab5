"""How Django turns a form into GOV.UK components."""

from django.forms.renderers import TemplatesSetting


class GovukRenderer(TemplatesSetting):
    """Renders a form and its fields through the GOV.UK macros, in our pages and in those of the sign-in library."""

    form_template_name = "ui/forms/form.jinja"
    field_template_name = "ui/forms/field.jinja"
