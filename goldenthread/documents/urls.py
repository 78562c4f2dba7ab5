"""Addresses of papers."""

from django.urls import path

from goldenthread.documents import views

app_name = "documents"
urlpatterns = [
    path("of/<uuid:record_id>/", views.of_record, name="of_record"),
    path("of/<uuid:record_id>/add/", views.add, name="add"),
    path("<uuid:document_id>/", views.document, name="document"),
    path("<uuid:document_id>/replace/", views.replace, name="replace"),
    path("<uuid:document_id>/change/", views.change, name="change"),
    path("<uuid:document_id>/withdraw/", views.withdraw, name="withdraw"),
    path("<uuid:document_id>/versions/<int:number>/", views.download, name="download"),
]
