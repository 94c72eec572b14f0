from django.apps import AppConfig


class SchemesConfig(AppConfig):
    name = "selvstyrt.apps.schemes"
    label = "schemes"
    verbose_name = "schemes"
