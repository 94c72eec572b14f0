"""Addresses of the supplier directory."""

from django.urls import path

from selvstyrt.faces.web.open.suppliers import views, views_contact

urlpatterns = [
    path("leverandorer/", views.suppliers, name="open_suppliers"),
    path("leverandorer/sammenlign/", views.compare, name="open_suppliers_compared"),
    path("leverandorer/<slug:slug>/", views.one, name="open_supplier"),
    path("leverandorer/<slug:slug>/kontakt/", views_contact.contact, name="open_supplier_contact"),
    path("leverandorer/<slug:slug>/kontakt/<uuid:uid>/", views_contact.receipt, name="open_supplier_receipt"),
]
