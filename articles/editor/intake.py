"""Bringing an existing text in: a form under a condition, a draft behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from articles.models import ArticlePage, ConditionPage
from articles.permissions import user_at
from articles.presentation.languages import language_label
from articles.services.intake import SUFFIXES, IntakeError, Report, import_article


class IntakeForm(forms.Form):
    use_required_attribute = False  # the browser's own message would come before ours

    file = forms.FileField(
        label=_("File"),
        max_length=200,
        allow_empty_file=True,  # the reader says what is wrong with it
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        help_text=_("Markdown, HTML or plain text in UTF-8, up to 2 MB, or Word (.docx) up to 5 MB."),
    )


@method_decorator(never_cache, name="dispatch")
class IntakeView(WagtailAdminTemplateMixin, FormView):
    """Makes a draft from a file, and says what became of the file."""

    form_class = IntakeForm
    template_name = "articles/editor/intake.html"
    page_title = _("Import a text")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not can_bring_texts_in(request.user, self.condition):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def condition(self) -> ConditionPage:
        # By the row that all pages share: a number too large for the database is refused there, and not by a parent link.
        found: ConditionPage = get_object_or_404(ConditionPage.objects.select_related("locale"), page_ptr__id=self.kwargs["pk"])
        return found

    def get_page_subtitle(self) -> str:
        return str(self.condition.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        explorer = {"url": reverse("wagtailadmin_explore", args=[self.condition.pk]), "label": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, explorer, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "language": language_label(self.condition.locale.language_code),
            "action_url": self.request.path,
            "submit_button_label": _("Make a draft of it"),
            "submit_button_active_label": _("Reading the file …"),
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        user = user_at(self.request)
        language = self.condition.locale.language_code
        try:
            article, report = import_article(form.cleaned_data["file"], language=language, condition=self.condition, by=user)
        except IntakeError as error:
            form.add_error("file", error)
            return self.form_invalid(form)
        self._tell(article, report)
        return redirect("wagtailadmin_pages:edit", article.pk)

    def _tell(self, article: ArticlePage, report: Report) -> None:
        said = gettext("“%(title)s” is a draft now.") % {"title": article.title}
        messages.success(self.request, " ".join([said, *report.lines]))
        if count := report.in_tray + report.notes:
            waiting = ngettext(
                "%(count)s passage lies in the tray: nothing in the file said where it belongs.",
                "%(count)s passages lie in the tray: nothing in the file said where they belong.",
                count,
            )
            messages.warning(self.request, waiting % {"count": count})


def can_bring_texts_in(user: Any, condition: ConditionPage) -> bool:
    """Whoever may write articles under it."""
    return bool(condition.permissions_for_user(user).can_add_subpage())


class ImportTextItem(PageMenuItem):
    label = _("Import a text")
    icon_name = "upload"
    url_name = "import_text"

    def is_shown(self, user: Any) -> bool:
        return can_bring_texts_in(user, self.page)


def header_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[ImportTextItem]:
    """For the menu beside a condition's title."""
    if isinstance(page, ConditionPage):
        yield ImportTextItem(page=page, priority=16)


def listing_button(page: Page, user: Any, next_url: str | None = None) -> Iterator[ImportTextItem]:
    """For the menu of a condition in a listing."""
    if isinstance(page, ConditionPage):
        yield ImportTextItem(page=page, priority=9)


def intake_urls() -> list[object]:
    """What Wagtail's `register_admin_urls` asks for."""
    return [path("pages/<int:pk>/import-text/", IntakeView.as_view(), name="import_text")]
