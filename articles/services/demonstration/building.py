"""Building the demonstration, through the same services as people use: drafts, translations, reviews, sign-offs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from modeltranslation.utils import build_localized_fieldname
from wagtail.images.models import Filter
from wagtail.models import Page, Site

from articles.domain.signoffs import Meaning
from articles.models import (
    ArticleImage,
    ArticlePage,
    ConditionCode,
    ConditionPage,
    Disclaimer,
    GlossaryTerm,
    HomePage,
    Notice,
    ReviewerProfile,
    RiskFactor,
    SiteSettings,
    User,
    VocabularyEntry,
)
from articles.services import reviews

from . import content
from .accounts import demonstration_password, ensure_accounts, refuse_outside_demonstrations
from .content import SOURCE
from .information import write_information
from .newsroom import Newsroom, copy_into
from .panel import Panel
from .state import DatabaseState, database_state

Progress = Callable[[str], None]
AnyEntry = TypeVar("AnyEntry", bound=VocabularyEntry)
LANGUAGES = [code for code, _name in settings.LANGUAGES]


class OtherContentError(Exception):
    """The database holds somebody's work."""


def build(progress: Progress = lambda _message: None) -> None:
    """Fills an empty database with the demonstration, or completes nothing but the accounts of one that has it.

    All of it or none: an interrupted run leaves an empty database. Raises OtherContentError where there is other content,
    ImproperlyConfigured under production settings.
    """
    refuse_outside_demonstrations()
    state = database_state()
    if state is DatabaseState.OTHER:
        raise OtherContentError
    with transaction.atomic():
        progress("Accounts")
        people = ensure_accounts(demonstration_password())
        if state is DatabaseState.EMPTY:
            _build_content(people, progress)


def _build_content(people: Mapping[str, User], progress: Progress) -> None:
    ground = lay_ground(people, progress)
    newsroom = Newsroom(people, ground.panel, ground.images, ground.factors, progress)
    progress("Article, with what was added to it later")
    article = newsroom.write_article(ground.condition)
    progress("A second article, on its way into other languages")
    newsroom.write_second_article(ground.condition)
    Notice.objects.filter(read_at__isnull=True).update(read_at=timezone.now())  # what was told meanwhile is no news
    progress("A change that waits for review")
    _waiting_change(article, people["editor"])


@dataclass(frozen=True, slots=True)
class Ground:
    """What articles stand on and choose from: a condition in every language, reviewers, pictures and risk factors."""

    condition: ConditionPage
    panel: Panel
    images: Mapping[str, int]
    factors: Mapping[str, int]


def lay_ground(people: Mapping[str, User], progress: Progress) -> Ground:
    """Everything of the demonstration but its articles."""
    progress("Vocabulary: glossary, risk factors, disclaimer, reviewer")
    images = _images(people["editor"])
    panel = _panel(people)
    factors = _vocabulary(people["editor"], panel)
    _settings()
    progress("Home pages")
    _home_pages(people["editor"])
    progress("Pages about the site")
    write_information(people)
    condition = _condition(people["editor"])
    for language in LANGUAGES:
        if language != SOURCE:
            _translate_condition(condition, language, people)
    return Ground(condition, panel, images, factors)


def _images(owner: User) -> dict[str, int]:
    keys = {}
    for key, entry in content.shared()["images"].items():
        words = content.texts(SOURCE)["images"][key]
        with (content.DIRECTORY / entry["file"]).open("rb") as file:
            image = ArticleImage.objects.create(
                title=words["title"],
                description=words["description"],
                uploaded_by_user=owner,
                file=ImageFile(file, name=entry["file"]),
            )
        image.get_renditions(*(Filter(spec) for spec in ("max-165x165", "width-480|format-webp", "width-960|format-webp")))
        keys[key] = image.pk
    return keys


def _panel(people: Mapping[str, User]) -> Panel:
    """Appoints the invented reviewers."""
    appointed = {}
    for key, entry in content.shared()["reviewers"].items():
        account = people[entry["account"]]
        rights = {name: entry[name] for name in ("languages", "competences")}
        profile = _draft(ReviewerProfile, "reviewers", key, user=account, **rights)
        profile.save_revision(user=people["administrator"]).publish(user=people["administrator"])
        appointed.update({Meaning(competence): account for competence in entry["competences"]})
    return Panel(appointed, demonstration_password())


def _vocabulary(by: User, panel: Panel) -> dict[str, int]:
    """Writes every entry in all languages and has it signed; gives the risk factors' keys."""
    source, modifiable = content.texts(SOURCE), content.shared()["risk_factors"]
    entries = [
        *(_draft(GlossaryTerm, "glossary", key) for key in source["glossary"]),
        *(_draft(Disclaimer, "disclaimers", key) for key in source["disclaimers"]),
        *(_draft(RiskFactor, "risk_factors", key, modifiable=modifiable[key]) for key in modifiable),
    ]
    for entry in entries:
        entry.save_revision(user=by)
        panel.sign_entry(entry)
    return {entry.key: entry.pk for entry in entries if isinstance(entry, RiskFactor)}


def _draft(model: type[AnyEntry], table: str, key: str, **values: Any) -> AnyEntry:
    """A new entry, written in all languages."""
    for language in LANGUAGES:
        for field, text in content.texts(language)[table][key].items():
            values[build_localized_fieldname(field, language)] = _text(text)
    entry = model(key=key, live=False, **values)
    entry.full_clean()
    entry.save()
    return entry


def _settings() -> None:
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.update_or_create(
        site=site, defaults={"demonstration": True, "default_disclaimer": Disclaimer.objects.get(key="general")}
    )


def _home_pages(by: User) -> None:
    for page in HomePage.objects.select_related("locale"):
        words = content.texts(page.locale.language_code)["home"]
        page.title, page.introduction = words["title"], words["introduction"]
        _publish(page, written_by=by, published_by=by)


def _condition(by: User) -> ConditionPage:
    shared, words = content.shared()["condition"], content.texts(SOURCE)["condition"]
    page = ConditionPage(
        title=words["title"], slug=shared["slug"], also_known_as=_text(words["also_known_as"]), live=False, owner=by
    )
    page.codes = [ConditionCode(sort_order=order, **code) for order, code in enumerate(shared["codes"])]
    HomePage.objects.get(locale__language_code=SOURCE).add_child(instance=page)
    _publish(page, written_by=by, published_by=by)
    return page


def _waiting_change(article: ArticlePage, by: User) -> None:
    """Submits a change of the source edition that nobody has signed, for a newcomer to review."""
    draft = article.get_latest_revision_as_object()
    for field, text in content.shared()["waiting_change"].items():
        setattr(draft, field, text)
    draft.full_clean()
    draft.save_revision(user=by, log_action=True)
    reviews.submit(article, by)


def _translate_condition(source: ConditionPage, language: str, people: Mapping[str, User]) -> None:
    words = content.texts(language)["condition"]
    page = copy_into(source, language, people["translator"])
    page.title, page.also_known_as = words["title"], _text(words["also_known_as"])
    _publish(page, written_by=people["translator"], published_by=people["editor"])


def _publish(page: Page, *, written_by: User, published_by: User) -> None:
    page.full_clean()
    page.save_revision(user=written_by, log_action=True).publish(user=published_by)


def _text(value: str | list[str]) -> str:
    """A text as its field keeps it: lists of names one on each line."""
    return "\n".join(value) if isinstance(value, list) else value.strip()
