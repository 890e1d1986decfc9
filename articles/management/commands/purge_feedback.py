"""Deletes what need not be kept any longer of readers' reports. Run once a day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from articles.services import feedback


class Command(BaseCommand):
    help = "Deletes reader reports that were answered or closed longer ago than the review policy keeps them (Settings, “Review policy”)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{feedback.purge()} settled reader reports deleted.")
