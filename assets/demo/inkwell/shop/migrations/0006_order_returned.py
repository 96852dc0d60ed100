from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0005_order_number")]

    operations = [
        migrations.AlterField(
            model_name="order",
            name="status",
            field=models.CharField(
                choices=[("new", "New"), ("paid", "Paid"), ("sent", "Sent"), ("returned", "Returned")],
                default="new",
                max_length=12,
            ),
        ),
    ]
