"""The demonstration's pages about the site: written by its editor, copied and translated by its translator, published."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from articles.models import HomePage, InformationPage, User

from . import content
from .content import SOURCE
from .newsroom import copy_into


def write_information(people: Mapping[str, User]) -> None:
    """One page of each kind in every language."""
    home = HomePage.objects.get(locale__language_code=SOURCE)
    for kind in content.information(SOURCE):
        source = InformationPage(kind=kind, slug=kind, live=False, owner=people["editor"])
        _write(source, SOURCE)
        home.add_child(instance=source)
        _publish(source, written_by=people["editor"], published_by=people["editor"])
        for language, _name in settings.LANGUAGES:
            if language != SOURCE:
                page = copy_into(source, language, people["translator"])
                _write(page, language)
                _publish(page, written_by=people["translator"], published_by=people["editor"])


def _write(page: InformationPage, language: str) -> None:
    words = content.information(language)[page.kind]
    page.title, page.introduction = words["title"], words["introduction"]
    setattr(page, "body", content.information_json(page.kind, language))  # noqa: B010 - the field takes JSON


def _publish(page: InformationPage, *, written_by: User, published_by: User) -> None:
    page.full_clean()
    page.save_revision(user=written_by, log_action=True).publish(user=published_by)
