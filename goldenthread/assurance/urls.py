"""The addresses of the area, under /assurance/."""

from django.urls import path

from goldenthread.assurance.views import answering, asking, enquiries, judging

app_name = "assurance"
urlpatterns = [
    path("", enquiries.calls, name="calls"),
    path("reports/", enquiries.reports, name="reports"),
    path("asked-of-us/", enquiries.asked_of_us, name="asked_of_us"),
    path("ask/<uuid:pk>/<slug:kind>/", asking.ask, name="ask"),
    path("<uuid:pk>/", enquiries.enquiry, name="enquiry"),
    path("<uuid:pk>/withdraw/", asking.withdraw, name="withdraw"),
    path("<uuid:pk>/write/<slug:part>/", answering.write, name="write"),
    path("<uuid:pk>/send/", answering.send, name="send"),
    path("<uuid:pk>/came-otherwise/", answering.record, name="record_answer"),
    path("<uuid:pk>/accept/", judging.accept, name="accept"),
    path("<uuid:pk>/ask-again/", judging.ask_again, name="ask_again"),
]
