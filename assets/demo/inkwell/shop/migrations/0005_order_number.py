from django.db import migrations, models


def number_orders(apps, schema_editor):
    Order = apps.get_model("shop", "Order")
    orders = list(Order.objects.only("id", "placed_at"))
    for order in orders:
        order.number = f"{order.placed_at:%y%m}-{order.pk:05}"
    Order.objects.bulk_update(orders, ["number"], batch_size=400)


class Migration(migrations.Migration):
    dependencies = [("shop", "0004_coupon")]

    operations = [
        migrations.AddField(
            model_name="order",
            name="number",
            field=models.CharField(blank=True, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.RunPython(number_orders, migrations.RunPython.noop),
    ]
