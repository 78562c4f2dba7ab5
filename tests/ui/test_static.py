"""What we ship to browsers: nothing reserved for GOV.UK, nothing from elsewhere, licences beside it."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.templatetags.static import static

import goldenthread.ui

STATIC = Path(goldenthread.ui.__file__).parent / "static" / "ui"
STYLES = [STATIC / "theme.css", STATIC / "more.css", *(STATIC / "vendor").glob("*.css")]


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.name)
def test_a_stylesheet_has_no_crown_no_reserved_font_and_loads_nothing(file):
    css = file.read_text()

    for word in (
        "Transport",
        "crest",
        "/assets/",
        "@font-face",
        "@import",
        "sourceMappingURL",
        "url(http",
        "url(//",
        "url(/",
    ):
        assert word not in css, word
    assert css.count("{") == css.count("}")


def test_the_licences_stand_beside_what_we_took():
    for name in ("LICENCE-govuk-frontend.txt", "LICENCE-moj-frontend.txt"):
        text = (STATIC / "vendor" / name).read_text()
        assert "Permission is hereby granted" in text
        assert "Crown Copyright" in text


def test_a_static_file_has_an_address_without_being_collected():
    assert static("ui/theme.css") == "/static/ui/theme.css"
    assert finders.find("ui/theme.css")


@pytest.mark.django_db
def test_files_are_served(client):
    for name in ("ui/theme.css", "ui/vendor/govuk-frontend.js", "ui/app.js", "ui/mark.svg"):
        answer = client.get(static(name))
        assert answer.status_code == 200
        answer.close()


def test_collected_files_are_hashed_and_each_reference_is_found(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)

    assert re.fullmatch(r"/static/ui/theme\.[0-9a-f]{12}\.css", static("ui/theme.css"))
    assert list((tmp_path / "ui").glob("theme.*.css.gz"))


def test_every_own_class_that_a_template_uses_is_styled():
    styled = "".join(file.read_text() for file in STYLES)
    areas = Path(goldenthread.ui.__file__).parents[1]
    used = {
        (name, file.relative_to(areas).as_posix())
        for file in [*areas.glob("*/templates/**/*.jinja"), *areas.glob("*/templates/**/*.html")]
        for value in re.findall(r'class="([^"]*)"', re.sub(r"{[%{].*?[%}]}", " ", file.read_text()))
        for name in value.split()
        if re.fullmatch(r"gt-[a-z0-9_-]*[a-z0-9]", name)
    }
    known = set(re.findall(r"\.(gt-[a-z0-9_-]+)", styled))

    missing = sorted(f"{file} uses {name}" for name, file in used if name not in known)
    assert not missing, "Style these in goldenthread/ui/static/ui/more.css, or use a class that exists:\n" + "\n".join(
        missing
    )


def test_paper_does_not_carry_the_addresses_of_our_own_pages():
    ours = (STATIC / "more.css").read_text(encoding="utf-8")
    assert '.govuk-link[href^="/"]::after { content: none; }' in ours.split("@media print", 1)[1]
