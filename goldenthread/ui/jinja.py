"""The Jinja environment that every page of ours is made with."""

from typing import Any

from django.template import TemplateDoesNotExist
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader


class JinjaPages(Jinja2):
    """Jinja for names that end in ``.jinja``, found in each area's ``templates``; all else is left to Django's engine."""

    app_dirname = "templates"

    def get_template(self, template_name: str) -> Any:
        """Return the template, if it is one of ours."""
        if not template_name.endswith(".jinja"):
            raise TemplateDoesNotExist(template_name, backend=self)
        return super().get_template(template_name)


def environment(**options: Any) -> Environment:
    """Return the environment: our templates, the GOV.UK macros, and the few globals that pages use."""
    loader = options.pop("loader")
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    env = Environment(loader=ChoiceLoader([loader, govuk]), **options)  # noqa: S701 - Django passes autoescape=True
    env.globals.update(static=static, url=reverse)
    return env
