"""How sure the rates behind a line are. Lines from before do not know, and so count as not confirmed.

SQLite makes the table anew, without its trigger; so the trigger is dropped before and made again after.
"""

from django.db import migrations, models

from selvstyrt.apps.journal.append_only import add_triggers, drop_triggers

TABLE = "payroll_payline"


class Migration(migrations.Migration):
    dependencies = [("payroll", "0002_append_only")]

    operations = [
        migrations.RunPython(drop_triggers(TABLE), add_triggers(TABLE)),
        migrations.AddField("payline", "certainty", models.CharField(blank=True, default="", max_length=6)),
        migrations.RunPython(add_triggers(TABLE), drop_triggers(TABLE)),
    ]
