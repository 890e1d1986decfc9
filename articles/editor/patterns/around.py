"""What stands around every page, as partials ask for it."""

from __future__ import annotations

from itertools import cycle
from types import SimpleNamespace

from django.conf import settings
from django.utils.translation import gettext as _

from articles.models import InformationPage
from articles.presentation.languages import language_label
from articles.presentation.switch import Status


def frame(language: str) -> SimpleNamespace:
    """What partials ask the frame of a page for."""
    labels = [language_label(code) for code, _name in settings.LANGUAGES]
    alternates = [
        SimpleNamespace(
            language=label, address=f"/{label.code}/", title=_("Health answers"), current=label.code == language, status=status
        )
        for label, status in zip(labels, cycle(Status), strict=False)
    ]
    information = [
        SimpleNamespace(kind=kind.value, label=kind.label, address=f"/{language}/{kind.value}/")
        for kind in (InformationPage.Kind.HOW_WE_REVIEW, InformationPage.Kind.CONTACT)
    ]
    return SimpleNamespace(
        language=language_label(language),
        alternates=alternates,
        switch=alternates,
        home_address=f"/{language}/",
        demonstration=True,
        canonical=f"/{language}/example/",
        information=information,
        how_we_review=information[0].address,
        contact=information[-1].address,
    )


def stand_in() -> SimpleNamespace:
    """Another language's edition in place of the missing one."""
    labels = [language_label(code) for code, _name in settings.LANGUAGES[1:3]]
    others = [SimpleNamespace(language=label, address=f"/{label.code}/") for label in labels]
    return SimpleNamespace(wanted=labels[0].endonym, shown=labels[1].endonym, others=others)
