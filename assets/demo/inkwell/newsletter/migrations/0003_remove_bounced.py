from django.db import migrations


def remove_bounced(apps, schema_editor):
    """Rows go for good: there is no way back but a savepoint."""
    apps.get_model("newsletter", "Subscriber").objects.filter(bounced=True).delete()


class Migration(migrations.Migration):
    dependencies = [("newsletter", "0002_delivery")]

    operations = [migrations.RunPython(remove_bounced)]
