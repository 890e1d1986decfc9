"""The admin's own API: what is refused is answered with a reason that a program can read.

`{"reason": …, "messages": [sentence, …]}`; 409 where parts are missing (`incomplete`), else 403: `not_signed_off`, `alias`,
`another_language`, `translation` (of a translation), `disclaimer_in_use`, `take_down_with_reason`, or `not_permitted` where
the person lacks the right.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.admin.api.actions.copy_for_translation import CopyForTranslationAPIActionSerializer
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page

from articles import queries
from articles.models import ArticlePage, User
from articles.models.forms import holds_articles
from articles.models.readiness import IncompleteEditionError
from articles.models.signing_words import GateError
from articles.models.translation_words import TranslationError
from articles.permissions import can_translate_into, has_right_to_publish
from articles.services import gate, places, translations


class RefusingPagesAPIViewSet(PagesAdminAPIViewSet):
    """Wagtail's, whose actions answer a refusal with 400, or with 403 and no reason."""

    def action_view(self, request: Request, pk: int, action_name: str) -> Response:
        page = self.get_object()
        asked = request.data if isinstance(request.data, Mapping) else {}  # Wagtail answers whatever else was sent
        try:
            _foresee(action_name, page, request.user, asked)
            with transaction.atomic():  # Wagtail changes timetables before it saves what the gate may refuse
                return super().action_view(request, pk, action_name)
        except (IncompleteEditionError, GateError) as refusal:
            return _answer(refusal)
        except ValidationError as answer:
            if isinstance(answer.__cause__, IncompleteEditionError | GateError):
                return _answer(answer.__cause__)
            raise
        except PermissionDenied:
            return _answer(GateError(page.title, [_("You may not do this here.")], reason="not_permitted"))


def register(router: WagtailAPIRouter) -> None:
    router.register_endpoint("pages", RefusingPagesAPIViewSet)


def _answer(refusal: gate.Refusal) -> Response:
    incomplete = isinstance(refusal, IncompleteEditionError)
    reason = "incomplete" if isinstance(refusal, IncompleteEditionError) else refusal.reason
    status = HTTPStatus.CONFLICT if incomplete else HTTPStatus.FORBIDDEN
    return Response({"reason": reason, "messages": refusal.messages}, status=status)


def _foresee(action: str, page: Page, user: User, asked: Mapping[str, Any]) -> None:
    """Raises what the gate would, where Wagtail refuses first and does not say why, or would not ask the gate at all."""
    match action:
        case "publish" if isinstance(page, ArticlePage) and has_right_to_publish(user, page):
            gate.guard_edition(page.get_latest_revision_as_object())
        case "unpublish" if isinstance(page, ArticlePage) or (_said(asked, "recursive") and _has_live_articles(page)):
            sentence = _("An article is taken down on the review desk, with a reason.")
            raise GateError(page.title, [sentence], reason="take_down_with_reason")
        case "create_alias" if holds_articles(page):
            raise _no_alias(page)
        case "copy" if holds_articles(page) and asked.get("keep_live") not in (False, "false", "False", "0", 0):
            sentence = _(
                "A copy of an article starts as a draft: the sign-offs are of the original alone. Send “keep_live”: false."
            )
            raise GateError(page.title, [sentence])
        case "copy_for_translation":
            _foresee_translation(page, user, asked)
        case "copy" | "move":
            if destination := _destination(asked):
                places.guard_move(page, destination)


def _foresee_translation(page: Page, user: User, asked: Mapping[str, Any]) -> None:
    """The rules of `services.copying`: into a language that the person writes, and articles only from what is signed. Here
    nothing is left out: one article that no translation can be made from refuses all."""
    form = CopyForTranslationAPIActionSerializer(data=asked)
    if not form.is_valid():
        return  # for Wagtail to say
    if not (user.is_superuser or can_translate_into(user, form.validated_data["locale"])):
        raise PermissionDenied
    if form.validated_data["alias"] and holds_articles(page):
        raise _no_alias(page)
    below = form.validated_data["recursive"]
    copied = ArticlePage.objects.descendant_of(page, inclusive=True) if below else ArticlePage.objects.filter(id=page.pk)
    for article in copied.select_related("locale"):
        try:
            translations.refuse_as_source(article, ahead=False)
        except TranslationError as error:
            reason = "not_signed_off" if error.code == "unsigned" else "translation"
            raise GateError(article.title, [f"{article.title}: {error.messages[0]}"], reason=reason) from error


def _no_alias(page: Page) -> GateError:
    sentence = _("An article cannot be an alias of another. Link to it, or translate it.")
    return GateError(page.title, [sentence], reason="alias")


def _said(asked: Mapping[str, Any], name: str) -> bool:
    return asked.get(name) in (True, "true", "True", "1", 1)


def _has_live_articles(page: Page) -> bool:
    return queries.live_articles_below(page).exists()


def _destination(asked: Mapping[str, Any]) -> Page | None:
    chosen: Any = asked.get("destination_page_id")
    return Page.objects.filter(pk=chosen).first() if str(chosen).isdecimal() else None
