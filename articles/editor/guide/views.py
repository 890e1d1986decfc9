"""The guide's screen, at `/admin/guide/`."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from articles import queries
from articles.domain.signoffs import Meaning
from articles.models import User
from articles.permissions import can_request_translations, user_at

from .parts import Role, RoleKey
from .reviewing import ADMINISTRATOR, LANGUAGE, MEDICAL
from .writing import EDITOR, TRANSLATOR

ROLES: Final[tuple[Role, ...]] = (EDITOR, TRANSLATOR, MEDICAL, LANGUAGE, ADMINISTRATOR)
_OF_MEANING: Final = {Meaning.MEDICAL: RoleKey.MEDICAL, Meaning.LANGUAGE: RoleKey.LANGUAGE}
#: Of Wagtail's own help: what is new in Wagtail, and a guide that knows none of the rules here.
_WAGTAILS = ("whats-new-in-wagtail", "editor-guide")


def roles_of(user: User) -> set[RoleKey]:
    """A person's roles, by their rights and their reviewer profile. Three queries at most."""
    if user.is_superuser:
        return {RoleKey.ADMINISTRATOR, *_signing(user)}
    if can_request_translations(user):
        return {RoleKey.EDITOR, *_signing(user)}
    written = {RoleKey.TRANSLATOR} if queries.languages_written(user) else set()
    return written | _signing(user) or {RoleKey.MEDICAL, RoleKey.LANGUAGE}  # a reviewer whose profile is not made yet


def _signing(user: User) -> set[RoleKey]:
    qualification = queries.signer(user).qualification
    return {_OF_MEANING[meaning] for meaning in qualification.competences} if qualification else set()


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    user = user_at(request)
    own = roles_of(user)
    context = {
        "own": [role for role in ROLES if role.key in own],
        "others": [role for role in ROLES if role.key not in own],
    }
    return TemplateResponse(request, "articles/guide/guide.html", context)


def guide_urls() -> list[Any]:
    """What Wagtail's `register_admin_urls` asks for. Wagtail lets nobody in who has no access to the admin."""
    return [path("guide/", guide, name="guide")]


def guide_item() -> MenuItem:
    return MenuItem(_("Guide"), reverse_lazy("guide"), name="guide", icon_name="help", order=100)


def without_wagtails_help(request: HttpRequest, menu_items: list[Any]) -> None:
    menu_items[:] = [item for item in menu_items if not item.name.startswith(_WAGTAILS)]
