from django.apps import apps


def test_the_area_is_installed_with_its_contents_page() -> None:
    from goldenthread.self_assessment import registration

    assert apps.get_app_config("self_assessment").module.__name__ in registration.__name__
