"""The addresses of the area, under /quality/."""

from django.urls import path

from goldenthread.quality.views import (
    banks,
    building,
    editions,
    frameworks,
    ordering,
    overview,
    scales,
    sheets,
    weighing,
)

app_name = "quality"
urlpatterns = [
    path("", overview.one, name="overview"),
    path("banks/", banks.every, name="banks"),
    path("banks/library/", banks.library_page, name="library"),
    path("banks/library/<slug:code>/", banks.adopt, name="adopt"),
    path("banks/new/", banks.new, name="new_bank"),
    path("banks/<uuid:pk>/", banks.one, name="bank"),
    path("banks/<uuid:pk>/next/", editions.new, name="new_edition"),
    path("editions/<uuid:pk>/", editions.one, name="edition"),
    path("editions/<uuid:pk>/change/", editions.change, name="change_edition"),
    path("editions/<uuid:pk>/publish/", editions.publish, name="publish"),
    path("editions/<uuid:pk>/retire/", editions.retire, name="retire"),
    path("editions/<uuid:pk>/compare/<uuid:other>/", editions.compare, name="compare"),
    path("editions/<uuid:pk>/weights/", weighing.weights, name="weights"),
    path("editions/<uuid:pk>/workbook/", sheets.export, name="export"),
    path("editions/<uuid:pk>/import/", sheets.import_, name="import"),
    path("editions/<uuid:pk>/standards/new/", building.new_standard, name="new_standard"),
    path("standards/<uuid:pk>/", building.change_standard, name="change_standard"),
    path("standards/<uuid:pk>/move/", ordering.move_standard, name="move_standard"),
    path("standards/<uuid:pk>/place/", ordering.place_standard, name="place_standard"),
    path("standards/<uuid:pk>/remove/", building.remove_standard, name="remove_standard"),
    path("standards/<uuid:pk>/questions/new/", building.new_question, name="new_question"),
    path("questions/<uuid:pk>/", building.change_question, name="change_question"),
    path("questions/<uuid:pk>/move/", ordering.move_question, name="move_question"),
    path("questions/<uuid:pk>/place/", ordering.place_question, name="place_question"),
    path("questions/<uuid:pk>/remove/", building.remove_question, name="remove_question"),
    path("scales/", scales.every, name="scales"),
    path("scales/new/", scales.new, name="new_scale"),
    path("scales/<uuid:pk>/", scales.one, name="scale"),
    path("scales/<uuid:pk>/change/", scales.change, name="change_scale"),
    path("scales/<uuid:pk>/remove/", scales.remove, name="remove_scale"),
    path("frameworks/", frameworks.every, name="frameworks"),
    path("frameworks/new/", frameworks.new, name="new_framework"),
    path("frameworks/<uuid:pk>/version/", frameworks.version, name="new_version"),
    path("frameworks/<uuid:pk>/endorse/", frameworks.endorse, name="endorse"),
    path("frameworks/<uuid:pk>/", frameworks.one, name="framework"),
]
