"""The addresses of the area, under /evidence/."""

from django.urls import path

from goldenthread.evidence.views import choosing, indicators, intakes, said, supplying
from goldenthread.evidence.views.indicator import charting, figure, page

app_name = "evidence"
urlpatterns = [
    path("", indicators.every, name="indicators"),
    path("choose/", choosing.choose, name="choose"),
    path("new/", choosing.new, name="new"),
    path("figures/", indicators.readings, name="readings"),
    path("figures/<uuid:pk>/restate/", supplying.restate, name="restate"),
    path("figures/<uuid:pk>/sign-off/", supplying.sign_off, name="sign_off"),
    path("printed/", said.claims, name="claims"),
    path("printed/<uuid:pk>/explain/", said.explain, name="explain_claim"),
    path("printed/<uuid:pk>/remove/", said.remove_claim, name="remove_claim"),
    path("files/", intakes.every, name="intakes"),
    path("files/new/", intakes.new, name="bring_in"),
    path("files/<uuid:pk>/", intakes.one, name="intake"),
    path("files/<uuid:pk>/lines/<int:line>/", intakes.mend, name="mend"),
    path("files/<uuid:pk>/sign-off/", intakes.sign_off, name="sign_off_intake"),
    path("workbook/<uuid:place>/", intakes.template, name="template"),
    path("place/", said.context, name="context"),
    path("<uuid:pk>/", page.one, name="indicator"),
    path("<uuid:pk>/figure/", figure.figure, name="figure"),
    path("<uuid:pk>/change/", choosing.change, name="change"),
    path("<uuid:pk>/meaning/", choosing.redefine, name="redefine"),
    path("<uuid:pk>/chart/", charting.chart, name="chart"),
    path("<uuid:pk>/usual-range/", charting.rebase, name="rebase"),
    path("<uuid:pk>/usual-range/<uuid:rebase>/take-back/", charting.remove_rebase, name="remove_rebase"),
    path("<uuid:pk>/retire/", choosing.retire, name="retire"),
    path("<uuid:pk>/supply/", supplying.supply, name="supply"),
    path("<uuid:pk>/complete/", supplying.complete, name="complete"),
    path("<uuid:pk>/printed/add/", said.keep_claim, name="keep_claim"),
    path("<uuid:pk>/published/add/", said.add_benchmark, name="add_benchmark"),
]
