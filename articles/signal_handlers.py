"""What happens by itself when something is saved."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_save
from wagtail.models import Page

from .models import ArticlePage
from .services.publishing import refuse_incomplete


def _before_saving_a_page(sender: type[Page], instance: Page, raw: bool, update_fields: Any, **_kwargs: Any) -> None:
    if not raw and issubclass(sender, Page):
        refuse_incomplete(instance, update_fields)


def register() -> None:
    # Page, too: saving a row through the base class does not call the subclass's `save`.
    for model in (Page, ArticlePage):
        pre_save.connect(_before_saving_a_page, sender=model, dispatch_uid=f"refuse_incomplete_{model.__name__}")
