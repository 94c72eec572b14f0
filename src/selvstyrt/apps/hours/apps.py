from django.apps import AppConfig


class HoursConfig(AppConfig):
    name = "selvstyrt.apps.hours"
    label = "hours"
    verbose_name = "hours"
