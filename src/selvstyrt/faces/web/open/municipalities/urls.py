"""Addresses of counties and municipalities."""

from django.urls import path

from selvstyrt.faces.web.open.municipalities import addresses, views

__all__ = ["addresses", "urlpatterns"]  # addresses registers the converters

urlpatterns = [
    path("kommuner/", views.municipalities, name="open_municipalities"),
    path("kommuner/<municipality_number:number>-<slug:slug>/", views.one, name="open_municipality"),
    path("kommuner/<municipality_number:number>/", views.by_number, name="open_municipality_number"),
    path("kommuner/<county_number:number>/", views.by_county, name="open_municipality_county"),
    path("kommuner/<str:name>/", views.by_name, name="open_municipality_name"),
]
