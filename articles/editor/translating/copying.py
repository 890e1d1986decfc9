"""In place of Wagtail's “Translate this page”: articles are copied from what is signed, into languages that the person writes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.contrib.simple_translation.forms import SubmitTranslationForm
from wagtail.contrib.simple_translation.views import SubmitPageTranslationView
from wagtail.models import Page

from articles import queries
from articles.models import ArticlePage, User
from articles.models.translation_words import TranslationError
from articles.services import copying, translations


class CopyForm(SubmitTranslationForm):
    """Wagtail's, with the languages that the person writes, and the choice to go ahead of a sign-off where one is missing."""

    ahead = forms.BooleanField(
        required=False,
        label=gettext_lazy("Prepare ahead"),
        help_text=gettext_lazy("Also copy articles that nobody has signed. They cannot be published before their source is."),
    )

    def __init__(self, page: Page, data: Any = None, *, languages: frozenset[str]) -> None:
        super().__init__(page, *([] if data is None else [data]))
        self._page = page
        locales = self.fields["locales"]
        assert isinstance(locales, forms.ModelMultipleChoiceField)  # noqa: S101 - Wagtail declares it as one
        locales.queryset = locales.queryset.filter(language_code__in=languages)  # type: ignore[union-attr]
        if isinstance(page, ArticlePage):
            if page.live:
                del self.fields["ahead"]
        elif isinstance(self.fields["include_subtree"].widget, forms.HiddenInput):
            del self.fields["ahead"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if isinstance(self._page, ArticlePage):
            try:
                translations.refuse_as_source(self._page, ahead=bool(cleaned.get("ahead")))
            except TranslationError as error:
                self.add_error("ahead" if "ahead" in self.fields and error.code == "unsigned" else None, error.messages)
        return cleaned


class CopyPageView(SubmitPageTranslationView):
    """The right to write in the languages counts, not the right to change the source."""

    template_name = "articles/translating/copy.html"

    def get_object(self) -> Page:
        page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        if page.is_root():
            raise Http404
        user: User = self.request.user
        self.languages = queries.languages_written(user)
        if not self.languages - {page.locale.language_code}:
            raise PermissionDenied
        return page

    def get_form(self) -> CopyForm:
        data = self.request.POST if self.request.method == "POST" else None
        return CopyForm(self.object, data, languages=self.languages)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if (bound := kwargs.get("form")) is not None:
            context["form"] = bound
        return context

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if form.is_valid():
            try:
                return self._copy(form)
            except TranslationError as error:
                form.add_error(None, error.messages)
        return self.render_to_response(self.get_context_data(form=form))

    def _copy(self, form: CopyForm) -> HttpResponse:
        locales, user = list(form.cleaned_data["locales"]), self.request.user
        below, ahead = bool(form.cleaned_data["include_subtree"]), bool(form.cleaned_data.get("ahead"))
        with transaction.atomic():
            copied = [copying.copy_into(self.object, locale, by=user, below=below, ahead=ahead) for locale in locales]
        names = locales[0].get_display_name() if len(locales) == 1 else _("%(count)d languages") % {"count": len(locales)}
        messages.success(self.request, self.get_success_message(names))
        self._say_what_was_left_out({page.pk for result in copied for page in result.skipped})
        return redirect(self.get_success_url(copied[0].made[0] if len(locales) == 1 else None))

    def _say_what_was_left_out(self, articles: set[int]) -> None:
        if articles:
            sentence = ngettext(
                "%(count)d article was left out: nobody has signed it, or it is a translation itself.",
                "%(count)d articles were left out: nobody has signed them, or they are translations themselves.",
                len(articles),
            )
            messages.warning(self.request, sentence % {"count": len(articles)})
