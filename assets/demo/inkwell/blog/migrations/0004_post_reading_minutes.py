from django.db import migrations, models


def count_words(apps, schema_editor):
    Post = apps.get_model("blog", "Post")
    posts = list(Post.objects.only("id", "body"))
    for post in posts:
        post.reading_minutes = max(1, len(post.body.split()) // 40)
    Post.objects.bulk_update(posts, ["reading_minutes"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("blog", "0003_tag")]

    operations = [
        migrations.AddField(
            model_name="post",
            name="reading_minutes",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.RunPython(count_words, migrations.RunPython.noop),
    ]
