"""The addresses of the area, under /finance/."""

from django.urls import path

from goldenthread.finance.views import beside, intakes, lines, years

app_name = "finance"
urlpatterns = [
    path("", years.years, name="years"),
    path("lines/", years.all_lines, name="lines"),
    path("new/", years.new, name="new"),
    path("<uuid:pk>/", years.year, name="year"),
    path("<uuid:pk>/keeper/", years.keeper, name="keeper"),
    path("<uuid:pk>/sign-off/", years.sign_off, name="sign_off"),
    path("<uuid:pk>/reopen/", years.reopen, name="reopen"),
    path("<uuid:pk>/files/", intakes.every, name="intakes"),
    path("<uuid:pk>/files/new/", intakes.new, name="bring_in"),
    path("<uuid:pk>/files/workbook/", intakes.template, name="template"),
    path("files/<uuid:pk>/", intakes.one, name="intake"),
    path("files/<uuid:pk>/lines/<int:line>/", intakes.mend, name="mend"),
    path("<uuid:pk>/ask/", years.ask, name="ask"),
    path("<uuid:pk>/add/<slug:kind>/", lines.add, name="add_line"),
    path("lines/<uuid:pk>/", lines.line, name="line"),
    path("lines/<uuid:pk>/change/", lines.change, name="change_line"),
    path("lines/<uuid:pk>/remove/", lines.remove, name="remove_line"),
    path("lines/<uuid:pk>/confirm/", lines.confirm, name="confirm"),
    path("lines/<uuid:pk>/enter/", lines.enter, name="enter"),
    path("entries/<uuid:pk>/take-back/", lines.reverse_entry, name="reverse"),
    path("<uuid:pk>/funds/add/", beside.add_fund, name="add_fund"),
    path("<uuid:pk>/funds/<uuid:fund>/", beside.change_fund, name="change_fund"),
    path("<uuid:pk>/in-kind/add/", beside.add_in_kind, name="add_in_kind"),
    path("in-kind/<uuid:pk>/", beside.change_in_kind, name="change_in_kind"),
    path("in-kind/<uuid:pk>/remove/", beside.remove_in_kind, name="remove_in_kind"),
    path("<uuid:pk>/printed/add/", beside.add_printed, name="add_printed"),
    path("printed/<uuid:pk>/remove/", beside.remove_printed, name="remove_printed"),
    path("<uuid:pk>/promise/", beside.promise, name="promise"),
    path("<uuid:pk>/promise/<uuid:promise>/remove/", beside.withdraw_promise, name="withdraw_promise"),
    path("<uuid:pk>/decisions/add/", beside.ask_question, name="ask_question"),
    path("decisions/<uuid:pk>/", beside.decide, name="decide"),
]
