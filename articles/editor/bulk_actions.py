"""Publishing and unpublishing several pages at once: what is refused, why, and what was done all the same."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.models import Page

from articles import queries
from articles.models import ArticlePage
from articles.services import gate

from .refusals import in_words, tell


class PublishSignedPages(PublishBulkAction):
    """Publishes those whose latest drafts are signed, and says of each other one what it lacks."""

    template_name = "articles/editor/bulk_publish.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        for item in context["items_with_no_access"]:
            refusal = _refusal_of_draft(item["item"])
            item["why"] = in_words(refusal) if refusal else ""
        return context

    def prepare_action(self, objects: list[Page], objects_without_access: dict[str, list[Page]]) -> HttpResponse | None:
        refused = objects_without_access["items_with_no_access"]
        if self.cleaned_form.cleaned_data["include_descendants"]:
            refused = [*refused, *self._refused_below(objects)]
        for page in refused:
            if refusal := _refusal_of_draft(page):
                tell(self.request, refusal)
        return None if objects else redirect(self.next_url)

    def _refused_below(self, pages: list[Page]) -> list[Page]:
        drafts = [draft for page in pages for draft in page.get_descendants().type(ArticlePage).not_live().specific()]
        return [draft for draft in drafts if not draft.permissions_for_user(self.request.user).can_publish()]


class UnpublishOtherPages(UnpublishBulkAction):
    """Leaves articles alone: each is taken down by itself, with its reason."""

    template_name = "articles/editor/bulk_unpublish.html"

    def check_perm(self, page: Page) -> bool:
        return not issubclass(page.specific_class or Page, ArticlePage) and super().check_perm(page)

    def prepare_action(self, objects: list[Page], objects_without_access: dict[str, list[Page]]) -> HttpResponse | None:
        left = [page for page in objects_without_access["items_with_no_access"] if page.specific_class is ArticlePage]
        count = len(left)
        if self.cleaned_form.cleaned_data["include_descendants"]:
            count += sum(queries.live_articles_below(page).count() for page in objects)
        if count:
            messages.error(self.request, _left_alone(count))
        return None if objects else redirect(self.next_url)


def _refusal_of_draft(page: Page) -> gate.Refusal | None:
    draft = page.get_latest_revision_as_object()
    return gate.refusal_of(draft) if isinstance(draft, ArticlePage) else None


def _left_alone(count: int) -> str:
    return " ".join(
        [
            ngettext("%(count)d article was left as it was.", "%(count)d articles were left as they were.", count)
            % {"count": count},
            _("Take each down from its own menu: readers and reviewers are owed the reason."),
        ]
    )
