"""Brings the demo project one step further in its life: migrates to a point, then adds rows as of that point.

    python fill.py early|before-removal|today       (in the project's folder, with its own Python)

Says what it does as JSON lines on stdout. The same rows every time, apart from their dates.
"""

import datetime
import json
import os
import random
import sys

import words

MIGRATIONS = {
    "early": [("blog", "0003_tag"), ("shop", "0003_product_stock"), ("newsletter", "0002_delivery")],
    "before-removal": [("blog", "0005_longer_summaries"), ("shop", "0005_order_number")],
    "today": [("newsletter", "0003_remove_bounced")],
}
ROWS = {
    "early": {"posts": 380, "comments": 2200, "customers": 900, "orders": 1500, "subscribers": 2400, "issues": 9},
    "before-removal": {"posts": 190, "comments": 1500, "customers": 500, "orders": 900, "subscribers": 700, "issues": 4},
    "today": {"posts": 12, "comments": 140, "customers": 40, "orders": 110, "subscribers": 60, "issues": 1},
}
DAYS_AGO = {"early": (720, 120), "before-removal": (120, 6), "today": (6, 0)}


def say(step, subject, done=None, total=None):
    sys.stdout.write(json.dumps({"step": step, "subject": subject, "done": done, "total": total}) + "\n")
    sys.stdout.flush()


def main(stage):
    sys.path.insert(0, os.getcwd())
    os.environ["DJANGO_SETTINGS_MODULE"] = "inkwell.settings"
    import django
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    django.setup()
    if stage == "early":
        for app in ("contenttypes", "auth", "admin", "sessions"):
            say("migrating", app)
            call_command("migrate", app, verbosity=0)
    for app, name in MIGRATIONS[stage]:
        say("migrating", app + "." + name)
        call_command("migrate", app, name, verbosity=0)
    # The models as they were then: today's have columns that are not there yet.
    loader = MigrationExecutor(connection).loader
    apps = loader.project_state(list(loader.applied_migrations)).apps
    with transaction.atomic():
        Filler(apps, stage).fill()


class Filler:
    def __init__(self, apps, stage):
        self.model = lambda app, name: apps.get_model(app, name)
        self.stage = stage
        self.want = ROWS[stage]
        self.random = random.Random("inkwell " + stage)
        self.now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
        self.done = 0
        self.total = sum(self.want.values()) * 2

    def fill(self):
        if self.stage == "early":
            self.add_basics()
        if self.stage == "before-removal":
            self.save("shop", "Coupon", [{"code": code, "percent": percent} for code, percent in words.COUPONS])
        self.add_posts()
        self.add_orders()
        self.add_newsletter()

    def add_basics(self):
        self.save("blog", "Author", [
            {"name": name, "email": self.email(name, "inkwell.example", index), "about": self.pick(words.SENTENCES)}
            for index, name in enumerate(words.NAMES[:12])
        ])
        self.save("blog", "Category", [{"name": name, "slug": slug} for name, slug in words.CATEGORIES])
        self.save("blog", "Tag", [{"name": name} for name in words.TAGS])
        self.save("shop", "Product", [
            {
                "title": title,
                "isbn": "978-0-{:05}-{:03}-{}".format(self.random.randrange(100000), index, index % 10),
                "price": "{}.{:02}".format(self.random.randrange(6, 60), self.pick((0, 50, 90, 99))),
                "stock": self.random.randrange(0, 240),
            }
            for index, title in enumerate(
                "{} {}".format(first, second) for first in words.TITLE_STARTS for second in words.TITLE_ENDS
            )
        ])

    def add_posts(self):
        authors, categories, tags = (self.ids("blog", name) for name in ("Author", "Category", "Tag"))
        first = self.model("blog", "Post").objects.count()
        known = {field.name for field in self.model("blog", "Post")._meta.fields}
        posts = []
        for index in range(self.want["posts"]):
            title = "{} {}".format(self.pick(words.TITLE_STARTS), self.pick(words.TITLE_ENDS))
            body = "\n\n".join(self.paragraph() for _ in range(self.random.randrange(2, 6)))
            post = {
                "title": title,
                "slug": "-".join(title.lower().split() + [str(first + index + 1)]),
                "author_id": self.pick(authors),
                "category_id": self.pick(categories),
                "summary": body.split(". ")[0][:150],
                "body": body,
                "published_at": None if index % 19 == 7 else self.when(),
            }
            if "reading_minutes" in known:
                post["reading_minutes"] = max(1, len(body.split()) // 40)
            posts.append(post)
        made = self.save("blog", "Post", posts)
        through = self.model("blog", "Post").tags.through
        through.objects.bulk_create(
            through(post_id=post.pk, tag_id=tag) for post in made for tag in self.random.sample(tags, 3)
        )
        everything = self.ids("blog", "Post")
        self.save("blog", "Comment", [
            {
                "post_id": self.pick(everything),
                "name": self.pick(words.NAMES),
                "text": self.pick(words.COMMENTS),
                "written_at": self.when(),
                "approved": self.random.random() > 0.06,
            }
            for _ in range(self.want["comments"])
        ])

    def add_orders(self):
        Order = self.model("shop", "Order")
        known = {field.name for field in Order._meta.fields}
        start = self.model("shop", "Customer").objects.count()
        self.save("shop", "Customer", [
            dict(self.person("mail.example", start + index), city=self.pick(words.CITIES), joined_at=self.when())
            for index in range(self.want["customers"])
        ])
        customers = self.ids("shop", "Customer")
        coupons = self.ids("shop", "Coupon") if "coupon" in known else []
        first = Order.objects.count()
        orders = []
        for index in range(self.want["orders"]):
            order = {
                "customer_id": self.pick(customers),
                "status": self.pick(("new", "paid", "paid", "sent", "sent", "sent")),
                "placed_at": self.when(),
            }
            if coupons and index % 9 == 0:
                order["coupon_id"] = self.pick(coupons)
            if "number" in known:
                order["number"] = "{:%y%m}-{:05}".format(order["placed_at"], first + index + 1)
            orders.append(order)
        products = list(self.model("shop", "Product").objects.values_list("pk", "price"))
        lines = []
        for order in self.save("shop", "Order", orders):
            for product, price in self.random.sample(products, self.random.choice((1, 1, 2, 2, 3))):
                quantity = self.pick((1, 1, 1, 2, 5))
                lines.append({"order_id": order.pk, "product_id": product, "quantity": quantity, "price": price})
        self.save("shop", "OrderLine", lines)

    def add_newsletter(self):
        start = self.model("newsletter", "Subscriber").objects.count() + (1000 if self.stage == "today" else 0)
        readers = self.save("newsletter", "Subscriber", [
            dict(
                self.person("letters.example", start + index),
                joined_at=self.when(),
                bounced=self.stage != "today" and index % 8 == 3,
            )
            for index in range(self.want["subscribers"])
        ])
        issues = self.save("newsletter", "Issue", [
            {
                "subject": "{} {}".format(self.pick(words.TITLE_STARTS), self.pick(words.TITLE_ENDS)),
                "body": self.paragraph(),
                "sent_at": self.when(),
            }
            for _ in range(self.want["issues"])
        ])
        deliveries = []
        for issue in issues:
            for reader in self.random.sample(readers, min(len(readers), 170)):
                opened = self.random.random() < 0.42
                deliveries.append({"issue_id": issue.pk, "subscriber_id": reader.pk, "opened": opened})
        self.save("newsletter", "Delivery", deliveries)

    def save(self, app, name, rows):
        model = self.model(app, name)
        made = model.objects.bulk_create([model(**row) for row in rows], batch_size=500)
        self.done += len(rows)
        say("filling", model._meta.db_table, self.done, max(self.done, self.total))
        return made

    def ids(self, app, name):
        return list(self.model(app, name).objects.order_by("pk").values_list("pk", flat=True))

    def pick(self, of):
        return self.random.choice(of)

    def paragraph(self):
        return " ".join(self.random.sample(words.SENTENCES, 4))

    def person(self, host, number):
        name = self.pick(words.NAMES)
        return {"name": name, "email": self.email(name, host, number)}

    def email(self, name, host, number):
        plain = "".join(letter for letter in name.lower() if "a" <= letter <= "z") or "reader"
        return "{}.{}@{}".format(plain, number, host)

    def when(self):
        oldest, newest = DAYS_AGO[self.stage]
        return self.now - datetime.timedelta(seconds=self.random.randrange(newest * 86400, oldest * 86400 + 1))


if __name__ == "__main__":
    main(sys.argv[1])
