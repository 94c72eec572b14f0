from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0007_year_plan"),
    ]

    operations = [
        migrations.AddField(
            model_name="planversion",
            name="cause",
            field=models.CharField(
                choices=[("draft", "et utkast"), ("yes", "et ja"), ("given", "en vakt er gitt")],
                default="draft",
                max_length=5,
            ),
        ),
    ]
