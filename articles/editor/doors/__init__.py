"""Login, second factor, and confirming who one is: django-allauth's ceremonies, in this project's words and under its counts."""
