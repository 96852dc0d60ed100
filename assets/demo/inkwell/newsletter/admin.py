from django.contrib import admin

from . import models

admin.site.register([models.Subscriber, models.Issue, models.Delivery])
