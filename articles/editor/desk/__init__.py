"""The review desk in Wagtail's admin: the place where reviewers live. Works without JavaScript."""
