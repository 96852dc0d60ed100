from django.contrib import admin

from . import models

admin.site.register([models.Customer, models.Product, models.Coupon, models.Order, models.OrderLine])
