"""`manage.py rebuild_search`: what readers' search keeps, made anew from what is public."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.services import searching


class Command(BaseCommand):
    help = _("Makes the index of the readers’ search anew. The site may run meanwhile: readers go on finding.")

    def handle(self, *args: Any, **options: Any) -> None:
        kept = searching.rebuild()
        self.stdout.write(ngettext("%(number)d text can be found.", "%(number)d texts can be found.", kept) % {"number": kept})
