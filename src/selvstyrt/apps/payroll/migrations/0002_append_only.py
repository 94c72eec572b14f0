"""The database refuses changes to rows that are only ever added."""

from django.db import migrations

from selvstyrt.apps.journal.append_only import add_triggers, drop_triggers

TABLE = "payroll_payline"


class Migration(migrations.Migration):
    dependencies = [("payroll", "0001_first")]

    operations = [migrations.RunPython(add_triggers(TABLE), drop_triggers(TABLE))]
