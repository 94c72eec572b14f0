from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "selvstyrt.apps.plans"
    label = "plans"
    verbose_name = "plans"
