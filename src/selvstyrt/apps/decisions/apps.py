from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "selvstyrt.apps.decisions"
    label = "decisions"
    verbose_name = "decisions"
