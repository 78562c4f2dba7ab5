"""The addresses of the area, under /assurance/."""

from django.urls import path

from goldenthread.assurance.views import answering, asking, enquiries, exceptions, judging, signals

app_name = "assurance"
urlpatterns = [
    path("", enquiries.calls, name="calls"),
    path("reports/", enquiries.reports, name="reports"),
    path("asked-of-us/", enquiries.asked_of_us, name="asked_of_us"),
    path("signals/", signals.to_look_at, name="signals"),
    path("signals/looked-at/", signals.looked_at, name="looks"),
    path("signals/note/", signals.note, name="note"),
    path("signals/<uuid:pk>/", signals.signal, name="signal"),
    path("signals/of/<uuid:pk>/work-out/", signals.work_out, name="work_out"),
    path("exceptions/", exceptions.exceptions, name="exceptions"),
    path("exceptions/report/<uuid:pk>/", exceptions.report, name="report_exception"),
    path("exceptions/of/<uuid:pk>/", exceptions.of_quarter, name="exceptions_of"),
    path("exceptions/<uuid:pk>/", exceptions.exception, name="exception"),
    path("exceptions/<uuid:pk>/decide/", exceptions.decide, name="decide"),
    path("exceptions/<uuid:pk>/take-back/", exceptions.take_back, name="take_back"),
    path("ask/<uuid:pk>/<slug:kind>/", asking.ask, name="ask"),
    path("<uuid:pk>/", enquiries.enquiry, name="enquiry"),
    path("<uuid:pk>/withdraw/", asking.withdraw, name="withdraw"),
    path("<uuid:pk>/write/<slug:part>/", answering.write, name="write"),
    path("<uuid:pk>/send/", answering.send, name="send"),
    path("<uuid:pk>/came-otherwise/", answering.record, name="record_answer"),
    path("<uuid:pk>/accept/", judging.accept, name="accept"),
    path("<uuid:pk>/ask-again/", judging.ask_again, name="ask_again"),
]
