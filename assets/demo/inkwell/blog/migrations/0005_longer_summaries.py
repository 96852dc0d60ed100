from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blog", "0004_post_reading_minutes")]

    operations = [
        migrations.AlterField(
            model_name="post",
            name="summary",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
    ]
