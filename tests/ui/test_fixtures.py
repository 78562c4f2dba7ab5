"""The GOV.UK macros make what GOV.UK Frontend itself makes: every example that comes with it."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, PackageLoader, PrefixLoader

EXAMPLES = json.loads((Path(__file__).parent / "fixtures" / "govuk_frontend.json").read_text())
ENVIRONMENT = Environment(
    loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}), autoescape=True
)


class Tokens(HTMLParser):
    """The tokens of some HTML, in which white space and the order of attributes do not count."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, *sorted((name, " ".join((value or "").split())) for name, value in attrs)))

    def handle_endtag(self, tag):
        self.found.append((f"/{tag}",))

    def handle_data(self, data):
        if words := " ".join(data.split()):
            self.found.append(words)


def macro(component):
    name = "govuk" + "".join(part.title() for part in component.split("-"))
    return getattr(ENVIRONMENT.get_template(f"govuk_frontend_jinja/components/{component}/macro.html").module, name)


def test_there_are_657_examples():
    assert sum(len(examples) for examples in EXAMPLES.values()) == 657


@pytest.mark.parametrize("component", EXAMPLES)
def test_every_example_matches(component):
    make = macro(component)
    different = [
        name for name, options, html in EXAMPLES[component] if Tokens(str(make(options))).found != Tokens(html).found
    ]

    assert different == []
