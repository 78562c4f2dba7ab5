from django.apps import apps


def test_the_area_is_installed_with_its_contents_page() -> None:
    from goldenthread.case_audits import registration

    assert apps.get_app_config("case_audits").module.__name__ in registration.__name__
