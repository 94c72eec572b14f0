from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "selvstyrt.apps.people"
    label = "people"
    verbose_name = "people"
