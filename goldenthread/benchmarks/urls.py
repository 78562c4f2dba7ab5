"""The addresses of the area, under /benchmarks/."""

from django.urls import path

from goldenthread.benchmarks.views import bringing, looking

app_name = "benchmarks"
urlpatterns = [
    path("", looking.releases, name="releases"),
    path("releases/<uuid:pk>/", looking.release, name="release"),
    path("releases/<uuid:pk>/describe/", bringing.describe, name="describe"),
    path("measures/", looking.measures, name="measures"),
    path("measures/<str:code>/", looking.measure, name="measure"),
    path("neighbours/", looking.neighbours, name="neighbours"),
    path("neighbours/<uuid:pk>/date/", bringing.date_model, name="date_model"),
    path("files/new/", bringing.bring_in, name="bring_in"),
    path("files/<uuid:pk>/", looking.file, name="file"),
    path("files/<uuid:pk>/keep/", bringing.keep, name="keep"),
    path("files/<uuid:pk>/remove/", bringing.remove, name="remove"),
]
