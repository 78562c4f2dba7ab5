"""Addresses of background work."""

from django.urls import path

from goldenthread.jobs import views

app_name = "jobs"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/mail/", views.mails, name="mails"),
    path("jobs/mail/<uuid:mail_id>/", views.mail, name="mail"),
    path("jobs/mail/<uuid:mail_id>/send-again/", views.send_again, name="send_again"),
    path("jobs/<uuid:job_id>/", views.job, name="job"),
    path("jobs/<uuid:job_id>/run-again/", views.run_again, name="run_again"),
]
