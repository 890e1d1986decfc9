"""All that the ledger says of one text, for the people who work here."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import queries
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.models.signing_words import ReasonMissingError, ReauthenticationError
from articles.presentation.desk.history import act_views
from articles.presentation.desk.text import own_sign_offs
from articles.presentation.desk.words import language_name
from articles.presentation.languages import language_label
from articles.queries import desk

from .access import asked_at, desk_view
from .forms import WithdrawForm
from .text import withdraw

PER_PAGE = 50
_FIELDS = {ReauthenticationError: "password", ReasonMissingError: "reason"}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view
def history(request: HttpRequest, subject: str, language: str) -> HttpResponse:
    """Newest first. Who signed here can take it back here, too, after the review has ended."""
    place = (subject, language)
    title = desk.title_of(place)
    if title is None:
        raise Http404
    own = own_sign_offs(queries.record(place), request.user.pk or 0)
    form = WithdrawForm(request.POST or None, sign_offs=own, asked=asked_at(request)) if own else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            withdraw(request, form)
        except ValidationError as error:
            form.refuse(error, _FIELDS.get(type(error)))
        else:
            messages.success(request, _("Your sign-off is withdrawn."))
            return HttpResponseRedirect(reverse("review_desk:history", args=place))
    page = Paginator(desk.acts_about(place), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "title": title,
        "label": language_label(language),
        "language": language_name(language),
        "acts": act_views(page.object_list),
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "withdraw": form,
        "complaints": form.complaints if form and form.is_bound else [],
        "source": queries.edition_of(subject, language) if language == SOURCE_LANGUAGE else None,
        "open_request": desk.open_request_for(place),
    }
    return TemplateResponse(request, "articles/desk/history.html", context)
