"""What happens by itself when something is saved, submitted or taken out of review."""

from __future__ import annotations

from functools import partial
from typing import Any

from allauth.account.signals import authentication_step_completed
from django.apps import apps
from django.contrib.auth.signals import user_logged_in
from django.db import connections, transaction
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete, pre_migrate, pre_save
from django.http import HttpRequest
from wagtail.models import Locale, Page, PageViewRestriction, Revision, TaskState, WorkflowState
from wagtail.signals import (
    copy_for_translation_done,
    page_unpublished,
    post_page_move,
    pre_page_move,
    task_cancelled,
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from . import queries
from .models import (
    ArticleImage,
    ArticlePage,
    ConditionPage,
    ContentVersion,
    GlossaryTerm,
    HomePage,
    InformationPage,
    RiskFactor,
    SearchDocument,
    User,
    VocabularyEntry,
)
from .services import (
    content_version,
    contributions,
    entry_gate,
    gate,
    leaflets,
    picture_gate,
    places,
    reviews,
    searching,
    share_picture,
    staff_sessions,
    translations,
    translators,
    unsigned_gate,
)
from .services.saved_columns import touches_no_content


def _before_saving_a_page(sender: type[Page], instance: Page, raw: bool, update_fields: Any, **_kwargs: Any) -> None:
    if not raw and issubclass(sender, Page):
        gate.guard_page(instance, update_fields)


def _before_saving_unsigned_words(instance: Page, raw: bool, update_fields: Any, **_kwargs: Any) -> None:
    if not raw:
        unsigned_gate.guard_unsigned(instance, update_fields)


def _before_deleting_an_article(instance: ArticlePage, **_kwargs: Any) -> None:
    gate.guard_deletion(instance)


def _before_adding_a_page(instance: Page, raw: bool, **_kwargs: Any) -> None:
    if not raw:
        places.guard_new_page(instance)


def _before_moving_a_page(instance: Page, parent_page_after: Page, **_kwargs: Any) -> None:
    places.guard_move(instance, parent_page_after)


def _before_saving_a_language(instance: Locale, raw: bool, **_kwargs: Any) -> None:
    if not raw:
        places.guard_language(instance)


def _before_saving_an_entry(instance: VocabularyEntry, raw: bool, update_fields: Any, **_kwargs: Any) -> None:
    if not raw:
        entry_gate.guard_entry(instance, update_fields)


def _before_saving_a_picture(instance: ArticleImage, raw: bool, update_fields: Any, **_kwargs: Any) -> None:
    if not raw:
        picture_gate.guard_picture(instance, update_fields)


def _before_deleting_a_picture(instance: ArticleImage, **_kwargs: Any) -> None:
    picture_gate.guard_deletion_of_picture(instance)


def _after_saving_a_revision(instance: Revision, raw: bool, update_fields: Any, **_kwargs: Any) -> None:
    if not raw and (update_fields is None or "content" in update_fields):
        with transaction.atomic():
            reviews.revision_saved(instance)


def _after_submitting(instance: TaskState, user: Any, **_kwargs: Any) -> None:
    reviews.opened(instance, user)


def _after_cancelling(instance: TaskState, **_kwargs: Any) -> None:
    reviews.cancelled(instance)


def _after_copying_into_a_language(source_obj: Any, target_obj: Any, **_kwargs: Any) -> None:
    if isinstance(source_obj, ArticlePage) and isinstance(target_obj, ArticlePage):
        translations.begun(source_obj, target_obj)


def _after_saving_a_page(instance: Page, raw: bool, update_fields: Any, **_kwargs: Any) -> None:
    """On whatever path it went live. Rows that are saved through the base class are looked up."""
    if raw or not instance.live or touches_no_content(update_fields):
        return
    edition = instance if isinstance(instance, ArticlePage) else ArticlePage.objects.filter(pk=instance.pk).first()
    if edition is not None and not edition.alias_of_id:
        with transaction.atomic():
            translations.published(edition, contributions.person_at_work())


def _after_saving_an_entry(instance: VocabularyEntry, raw: bool, update_fields: Any, **_kwargs: Any) -> None:
    if not raw and instance.live and instance.needs_sign_off and (update_fields is None or "signed_languages" in update_fields):
        with transaction.atomic():
            translations.entry_published(instance, contributions.person_at_work())


def _keep_page_for_search(instance: Page, raw: bool, update_fields: Any, **_kwargs: Any) -> None:
    """Whether it went live or down, on whatever path."""
    if not raw and not touches_no_content(update_fields):
        searching.keep_pages([instance.pk])


def _keep_entry_for_search(instance: GlossaryTerm | RiskFactor, raw: bool, update_fields: Any, **_kwargs: Any) -> None:
    """What is kept is read from the row: this object may hold the words of a draft that was kept beside it."""
    if raw or touches_no_content(update_fields):
        return
    if isinstance(instance, GlossaryTerm):
        searching.keep_term(instance.pk)
    else:
        searching.keep_articles_listing(instance.pk)


def _after_deleting_a_risk_factor(instance: RiskFactor, **_kwargs: Any) -> None:
    searching.keep_articles_listing(instance.pk)


def _keep_subtree_for_search(instance: Page | PageViewRestriction, **_kwargs: Any) -> None:
    """A move gives it another condition; a restriction, or the end of one, hides or shows it."""
    searching.keep_below(instance.page if isinstance(instance, PageViewRestriction) else instance)


def _fill_search(**kwargs: Any) -> None:
    try:
        kwargs["apps"].get_model("articles", SearchDocument.__name__)
    except LookupError:  # migrated to a state before it
        return
    searching.rebuild_if_empty()


def _before_migrating(using: str, plan: Any, **_kwargs: Any) -> None:
    if plan:
        content_version.loosen(connections[using])


def _after_migrating(using: str, **kwargs: Any) -> None:
    try:
        kwargs["apps"].get_model("articles", ContentVersion.__name__)
    except LookupError:  # migrated to a state before it
        return
    content_version.ensure(connections[using])


def _after_adding_a_home_page(instance: HomePage, raw: bool, created: bool, **_kwargs: Any) -> None:
    if created and not raw:
        translators.ensure_group(instance)


def _after_it_is_gone(instance: Page, **_kwargs: Any) -> None:
    """Nobody could open its leaflets and its picture any more. Here they are thrown away."""
    edition = instance.pk
    for made in (leaflets, share_picture):
        transaction.on_commit(partial(made.forget, edition), robust=True)


def _after_a_step_of_login(request: HttpRequest, user: User, method: str, **_kwargs: Any) -> None:
    """django-allauth saw a password or a second factor, at a login or again in a session."""
    if method == "mfa":
        request.__dict__["second_factor_of"] = user.pk
        staff_sessions.prove(request.session, user)


def _after_login(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Only a second factor that was shown in the same step counts: none from a session before."""
    staff_sessions.begin(request.session)
    if request.__dict__.get("second_factor_of") == user.pk:
        staff_sessions.prove(request.session, user)


def _instead_of_wagtails_mail(**_kwargs: Any) -> None:
    """Takes the place of Wagtail's mail, which would say the same as `services.messages` a second time, in the sender's
    language. Wagtail's apps are set up after ours, and a signal keeps the first receiver of a name."""


def _register_gates() -> None:
    # Page, too: saving a row through the base class does not call the subclass's `save`.
    for model in (Page, ArticlePage):
        pre_save.connect(_before_saving_a_page, sender=model, dispatch_uid=f"gate_{model.__name__}")
        post_save.connect(_after_saving_a_page, sender=model, dispatch_uid=f"in_step_{model.__name__}")
    for entry in queries.SIGNED_VOCABULARY.values():
        pre_save.connect(_before_saving_an_entry, sender=entry, dispatch_uid=f"gate_{entry.__name__}")
        post_save.connect(_after_saving_an_entry, sender=entry, dispatch_uid=f"in_step_{entry.__name__}")
    for model in (ArticlePage, ConditionPage, InformationPage):
        pre_save.connect(_before_adding_a_page, sender=model, dispatch_uid=f"place_{model.__name__}")
    for model in (HomePage, ConditionPage, InformationPage):
        pre_save.connect(_before_saving_unsigned_words, sender=model, dispatch_uid=f"doses_{model.__name__}")
    pre_page_move.connect(_before_moving_a_page, dispatch_uid="gate_move")
    pre_save.connect(_before_saving_a_language, sender=Locale, dispatch_uid="gate_Locale")
    pre_delete.connect(_before_deleting_a_picture, sender=ArticleImage, dispatch_uid="gate_ArticleImage_deletion")
    pre_save.connect(_before_saving_a_picture, sender=ArticleImage, dispatch_uid="gate_ArticleImage")


def register() -> None:
    _register_gates()
    copy_for_translation_done.connect(_after_copying_into_a_language, dispatch_uid="basis")
    page_unpublished.connect(_after_it_is_gone, sender=ArticlePage, dispatch_uid="gone_unpublished")
    pre_delete.connect(_before_deleting_an_article, sender=ArticlePage, dispatch_uid="gate_deletion")
    post_delete.connect(_after_it_is_gone, sender=ArticlePage, dispatch_uid="gone_deleted")
    post_save.connect(_after_adding_a_home_page, sender=HomePage, dispatch_uid="group_of_translators")
    post_save.connect(_after_saving_a_revision, sender=Revision, dispatch_uid="contributions")
    for model in (Page, ArticlePage, ConditionPage):
        post_save.connect(_keep_page_for_search, sender=model, dispatch_uid=f"search_{model.__name__}")
    for told in (GlossaryTerm, RiskFactor):
        post_save.connect(_keep_entry_for_search, sender=told, dispatch_uid=f"search_{told.__name__}")
    post_delete.connect(_after_deleting_a_risk_factor, sender=RiskFactor, dispatch_uid="search_RiskFactor_deletion")
    post_page_move.connect(_keep_subtree_for_search, dispatch_uid="search_move")
    for changed in (post_save, post_delete):
        changed.connect(_keep_subtree_for_search, sender=PageViewRestriction, dispatch_uid="search_restriction")
    ours = apps.get_app_config("articles")
    pre_migrate.connect(_before_migrating, sender=ours, dispatch_uid="content_version_loosened")
    post_migrate.connect(_after_migrating, sender=ours, dispatch_uid="content_version_ensured")
    post_migrate.connect(_fill_search, sender=ours, dispatch_uid="search_filled")
    authentication_step_completed.connect(_after_a_step_of_login, dispatch_uid="second_factor")
    user_logged_in.connect(_after_login, dispatch_uid="staff_session")
    task_submitted.connect(_after_submitting, dispatch_uid="review_opened")
    task_cancelled.connect(_after_cancelling, dispatch_uid="review_cancelled")
    for signal, name in ((workflow_submitted, "submitted"), (workflow_rejected, "rejected"), (workflow_approved, "approved")):
        uid = f"workflow_state_{name}_email_notification"
        signal.connect(_instead_of_wagtails_mail, sender=WorkflowState, dispatch_uid=uid)
