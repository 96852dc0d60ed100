from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blog", "0005_longer_summaries")]

    operations = [
        migrations.AddIndex(
            model_name="post",
            index=models.Index(fields=["-published_at"], name="blog_post_published"),
        ),
    ]
