"""Wagtail's timetable, on which one edition that is refused holds no other up."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.management.commands import publish_scheduled
from wagtail.models import Revision


class Command(publish_scheduled.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dryrun"]:
            for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at"):
                try:
                    revision.publish(log_action="wagtail.publish.scheduled")
                except ValidationError as refusal:
                    self.stderr.write(f"Not published: {revision.object_str}. {' '.join(refusal.messages)}")
                    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        super().handle(*args, **options)
