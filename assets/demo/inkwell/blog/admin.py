from django.contrib import admin

from . import models

admin.site.register([models.Author, models.Category, models.Tag, models.Post, models.Comment])
