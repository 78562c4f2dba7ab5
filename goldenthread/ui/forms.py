"""Forms as GOV.UK components."""

from django.forms.renderers import TemplatesSetting


class GovukRenderer(TemplatesSetting):
    """Renders a form and its fields through the GOV.UK macros."""
