"""Standard library and the project's own Django only; Python 3.8+, Django 3.2 to 6.1. Writes nothing."""
