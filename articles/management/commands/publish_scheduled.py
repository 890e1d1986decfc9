"""Wagtail's timetable, on which nothing that fails holds anything else up, and nothing goes live that the gate refuses."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.management.commands import publish_scheduled
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)


class Command(publish_scheduled.Command):
    help = (
        "Takes down what has expired and publishes what is due. A revision that may not go live, for example because its "
        "sign-off was withdrawn, is logged and loses its place on the timetable; one that fails is logged and tried again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        for model in [Page, *(model for model in apps.get_models() if _has_a_timetable(model))]:
            for item in model.objects.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at"):
                _undisturbed(_expire, item, f"{model._meta.verbose_name} {item.pk}, “{item}”")
        for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at"):
            _undisturbed(_publish, revision, f"{revision.content_type.name} {revision.object_id}, “{revision.object_str}”")


def _has_a_timetable(model: type[Any]) -> bool:
    return issubclass(model, DraftStateMixin) and not issubclass(model, Page)


def _undisturbed(act: Callable[[Any, str], None], item: Any, name: str) -> None:
    """All of it or nothing, and the others in any case: whatever goes wrong is in the log, and the item waits for next time."""
    try:
        with transaction.atomic():
            act(item, name)
    except Exception:
        logger.exception("The timetable failed for %s. It will be tried again.", name)


def _expire(item: Any, name: str) -> None:
    try:
        with transaction.atomic():
            item.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    except ValidationError as refusal:
        logger.warning("Not taken down on time: %s. %s", name, " ".join(refusal.messages))


def _publish(revision: Revision, name: str) -> None:
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except ValidationError as refusal:
        logger.warning("Not published on time: %s. %s", name, " ".join(refusal.messages))
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
