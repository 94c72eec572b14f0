"""Time that was entered by mistake can be withdrawn."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("timesheets", "0002_resting_start")]

    operations = [
        migrations.AlterField(
            model_name="timeentry",
            name="state",
            field=models.CharField(
                choices=[
                    ("submitted", "sendt"),
                    ("approved", "godkjent"),
                    ("returned", "sendt tilbake"),
                    ("replaced", "erstattet"),
                    ("withdrawn", "trukket"),
                ],
                default="submitted",
                max_length=10,
            ),
        ),
    ]
