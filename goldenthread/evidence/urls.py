"""The addresses of the area, under /evidence/."""

from django.urls import path

from goldenthread.evidence.views import choosing, indicators, intakes, said, supplying
from goldenthread.evidence.views.indicator import charting, containing, figure, page, populations, targets

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
    path("files/people/new/", intakes.new_people, name="bring_in_people"),
    path("files/<uuid:pk>/", intakes.one, name="intake"),
    path("files/<uuid:pk>/lines/<int:line>/", intakes.mend, name="mend"),
    path("files/<uuid:pk>/sign-off/", intakes.sign_off, name="sign_off_intake"),
    path("workbook/<uuid:place>/", intakes.template, name="template"),
    path("workbook/people/<uuid:place>/", intakes.people_template, name="people_template"),
    path("place/", said.context, name="context"),
    path("<uuid:pk>/", page.one, name="indicator"),
    path("<uuid:pk>/figure/", figure.figure, name="figure"),
    path("<uuid:pk>/change/", choosing.change, name="change"),
    path("<uuid:pk>/meaning/", choosing.redefine, name="redefine"),
    path("<uuid:pk>/chart/", charting.chart, name="chart"),
    path("<uuid:pk>/usual-range/", charting.rebase, name="rebase"),
    path("<uuid:pk>/usual-range/<uuid:rebase>/take-back/", charting.remove_rebase, name="remove_rebase"),
    path("<uuid:pk>/part-of/", containing.declare, name="declare_containment"),
    path("part-of/<uuid:pk>/take-back/", containing.withdraw, name="withdraw_containment"),
    path("<uuid:pk>/targets/set/", targets.set_target, name="set_target"),
    path("<uuid:pk>/targets/accept/", targets.accept_shortfall, name="accept_shortfall"),
    path("targets/<uuid:pk>/change/", targets.change_target, name="change_target"),
    path("targets/<uuid:pk>/end/", targets.end_target, name="end_target"),
    path("targets/accepted/<uuid:pk>/end/", targets.end_shortfall, name="end_shortfall"),
    path("people/", populations.every, name="group_populations"),
    path("people/add/", populations.add, name="keep_group_populations"),
    path("people/<uuid:pk>/remove/", populations.remove, name="remove_group_population"),
    path("<uuid:pk>/retire/", choosing.retire, name="retire"),
    path("<uuid:pk>/supply/", supplying.supply, name="supply"),
    path("<uuid:pk>/complete/", supplying.complete, name="complete"),
    path("<uuid:pk>/printed/add/", said.keep_claim, name="keep_claim"),
    path("<uuid:pk>/published/add/", said.add_benchmark, name="add_benchmark"),
]
