"""The addresses of the area, under /plans/."""

from django.urls import path

from goldenthread.plans.views import reading

app_name = "plans"
urlpatterns = [
    path("", reading.plans, name="list"),
    path("<uuid:pk>/", reading.plan, name="plan"),
    path("<uuid:pk>/reviews/", reading.reviews, name="reviews"),
    path("item/<uuid:pk>/", reading.item, name="item"),
    path("event/<uuid:pk>/", reading.event, name="event"),
]
