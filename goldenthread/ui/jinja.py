"""The Jinja environment that every page of ours is made with."""

from typing import Any

from django.template import TemplateDoesNotExist
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from goldenthread.foundation import text
from goldenthread.ui.forms.params import by_style, govuk, tight
from goldenthread.ui.forms.summary import errors_of
from goldenthread.ui.words import short, shown


class JinjaPages(Jinja2):
    """Jinja for names that end in ``.jinja``, found in each area's ``templates``; all else is left to Django's engine."""

    app_dirname = "templates"

    def get_template(self, template_name: str) -> Any:
        """Return the template, if it is one of ours."""
        if not template_name.endswith(".jinja"):
            raise TemplateDoesNotExist(template_name, backend=self)
        return super().get_template(template_name)


def address(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a page: ``url("partnership:agency", id)``, ``url("…", pk=id)`` or with ``kwargs={…}``."""
    given = kwargs.pop("kwargs", None) or kwargs
    return reverse(name, args=args or kwargs.pop("args", None), kwargs=given or None)


def environment(**options: Any) -> Environment:
    """Return the environment: our templates, the GOV.UK macros, and the few globals and filters that pages use."""
    loader = options.pop("loader")
    govuk_macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    env = Environment(loader=ChoiceLoader([loader, govuk_macros]), **options)  # noqa: S701 - Django passes autoescape=True
    env.globals.update(static=static, url=address, govuk_field=govuk, errors_of=errors_of)
    env.filters.update(
        long_date=text.long_date,
        short_date=text.short_date,
        moment=text.moment,
        listed=text.listed,
        counted=text.counted,
        grouped=text.grouped,
        shown=shown,
        short=short,
        by_style=by_style,
        tight=tight,
    )
    return env
