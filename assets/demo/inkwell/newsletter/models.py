from django.db import models


class Subscriber(models.Model):
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    bounced = models.BooleanField(default=False)
    joined_at = models.DateTimeField()

    def __str__(self):
        return self.email


class Issue(models.Model):
    subject = models.CharField(max_length=200)
    body = models.TextField()
    sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return self.subject


class Delivery(models.Model):
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="deliveries")
    opened = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "deliveries"

    def __str__(self):
        return f"{self.issue_id} to {self.subscriber_id}"
