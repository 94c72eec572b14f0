from django.apps import AppConfig


class PayrollConfig(AppConfig):
    name = "selvstyrt.apps.payroll"
    label = "payroll"
    verbose_name = "payroll"
