"""Addresses of the partnership area."""

from django.urls import path

from goldenthread.partnership.views import partnerships

app_name = "partnership"
urlpatterns = [
    path("<uuid:id>/", partnerships.partnership, name="partnership"),
    path("agencies/<uuid:id>/", partnerships.agency, name="agency"),
    path("groups/<uuid:id>/", partnerships.group, name="group"),
    path("memoranda/<uuid:id>/", partnerships.memorandum, name="memorandum"),
    path("arrangements/<uuid:id>/", partnerships.arrangements, name="arrangements"),
]
