"""Every address of the admin, filled with things that exist, asked for by everybody.

An address counts as open to somebody who is answered with anything but a refusal: a way to the login or to the first page of the
admin, 403, 404, 405. What the answer of an open one holds is for other tests to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Site, Task, TaskState, Workflow

from articles.models import Notice, ReviewPolicy, User, subject_of
from articles.services import reviews
from articles.views import errors
from tests.factories import (
    image,
    make_article,
    make_condition,
    make_editor,
    make_glossary_term,
    make_reviewer,
    make_risk_factor,
    make_superuser,
    make_translator,
    set_default_disclaimer,
    translate,
)
from tests.reviewing import make_profile
from tests.services.feedback.reports import make_report

TABLE: Final = Path(__file__).with_name("admin_addresses.txt")
#: By the letters of the table. What is looked at is Spanish.
WHO: Final = {
    "N": "nobody logged in",
    "E": "Editors",
    "S": "Translators (es)",
    "D": "Translators (de)",
    "R": "Medical reviewers",
    "A": "administrators",
}
#: What `articles.editor.urls` answers before Wagtail could. One address each stands for all of them.
_GONE: Final = ("admin/documents/", "admin/api/main/^documents/", "admin/test404/", "admin/failwhale/")
#: Kinds of vocabulary whose screens are those of the glossary.
ALIKE: Final = ("/riskfactor/", "/disclaimer/")
_PARAMETER: Final = re.compile(r"<(?:[a-z]+:)?([a-z_0-9]+)>")
_GROUP: Final = re.compile(r"\(\?P<([a-z_]+)>(?:[^()]|\([^()]*\))*\)")
_REFUSALS: Final = {401, 403, 404, 405, 410}


def addresses() -> list[str]:
    """All patterns below `/admin/`, as Django resolves them: of two that are the same, the first answers."""

    def below(patterns: Any, before: str) -> Iterator[str]:
        for pattern in patterns:
            whole = before + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                yield from below(pattern.url_patterns, whole)
            else:
                yield whole

    found = dict.fromkeys(below(get_resolver().url_patterns, ""))
    return [address for address in found if address.startswith("admin/") and not address.startswith(_GONE)]


@dataclass(frozen=True, slots=True)
class Expected:
    reading: str
    posting: str


def table() -> dict[str, Expected]:
    rows = [line.split() for line in TABLE.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
    return {address: Expected(reading.strip("-"), posting.strip("-")) for reading, posting, address in rows}


class Stage:
    """One of everything, in Spanish where it has a language, with a review that waits."""

    def __init__(self) -> None:
        set_default_disclaimer()
        source = make_article()
        page = translate(source, "es", tldr="Brilla de noche.")
        page.tldr = "Brilla de noche y de día."
        revision = page.save_revision()
        other = make_condition("es")
        author = make_editor()
        request = reviews.submit(page, author)
        profile = make_profile(key="walker")
        self.values: dict[str, dict[str, Any]] = {"": {}}
        self.people: dict[str, User | None] = {
            "N": None,
            "E": make_editor(),
            "S": make_translator(["es"]),
            "D": make_translator(["de"]),
            "R": make_reviewer(),
            "A": make_superuser(),
        }
        make_profile(self.people["R"], "reader")
        now = timezone.now()
        session = EditingSession.objects.create(user=author, content_object=page, last_seen_at=now)
        state = TaskState.objects.filter(workflow_state=page.current_workflow_state).get()
        task = Task.objects.first()
        workflow = Workflow.objects.first()
        redirect = Redirect.objects.create(old_path="/old", redirect_link="/en/")
        collection = Collection.get_first_root_node().add_child(name="Knees")
        picture = image()
        policy = ReviewPolicy.objects.get_or_create(pk=1)[0]
        notice = Notice.objects.filter(user=self.people["R"]).first()
        factor = make_risk_factor()
        term = make_glossary_term()
        disclaimer = set_default_disclaimer()
        report = make_report(page, language="es", text="Siete lunas.")
        spare = make_editor()
        self.values = {
            "": {
                "page_id": page.pk, "pk": page.pk, "parent_page_id": page.get_parent().pk, "page_to_move_id": page.pk,
                "destination_id": other.pk, "revision_id": revision.pk, "revision_id_a": "earliest", "revision_id_b": "latest",
                "app_label": "articles", "model_name": "articlepage", "content_type_app_name": "articles", "app_name": "articles",
                "content_type_model_name": "articlepage", "action_name": "approve", "task_state_id": state.pk,
                "task_id": state.task_id, "workflow_state_id": state.workflow_state_id, "workflow_pk": workflow.pk,
                "page_pk": page.pk, "subject": subject_of(page), "language": "es", "image_id": picture.pk,
                "name": picture.file.name, "object_id": page.pk, "session_id": session.pk, "redirect_id": redirect.pk,
                "collection_id": collection.pk, "filter_spec": "width-10", "uploaded_file_id": 1, "doc_id": 1, "document_id": 1,
                "uidb64": "MQ", "token": "set-password", "action": "publish",
            },
            "admin/api/main/": {"action_name": "publish"},
            "admin/api/main/^images/": {"pk": picture.pk},
            "admin/bulk/": {"app_label": "wagtailcore", "model_name": "page"},
            "admin/tag-autocomplete/": {"app_name": "taggit", "model_name": "tag"},
            "admin/collections/": {"pk": collection.pk},
            "admin/workflows/": {"pk": workflow.pk},
            "admin/workflows/tasks/": {"pk": task.pk, "app_label": task.content_type.app_label, "model_name": task.content_type.model},
            "admin/review-desk/": {"pk": request.pk},
            "admin/review-desk/source/": {"pk": source.pk},
            "admin/review-desk/take-down/page/": {"pk": page.pk},
            "admin/review-desk/messages/": {"pk": notice.pk if notice else 0},
            "admin/reader-reports/": {"pk": report.pk},
            "admin/pages/<int:pk>/import-text/": {"pk": page.get_parent().pk},
            "admin/settings/": {"model_name": "reviewpolicy", "pk": policy.pk},
            "admin/translation/submit/snippet/": {"model_name": "glossaryterm", "pk": term.pk},
            "admin/locales/": {"pk": Locale.objects.get(language_code="de").pk},
            "admin/sites/": {"pk": Site.objects.get(is_default_site=True).pk},
            "admin/users/": {"pk": spare.pk},
            "admin/groups/": {"pk": Group.objects.get(name="Editors").pk},
            "admin/images/chooser/": {"pk": picture.pk},
        }  # fmt: skip
        for kind, entry in {
            "glossaryterm": term,
            "riskfactor": factor,
            "disclaimer": disclaimer,
            "reviewerprofile": profile,
        }.items():
            kept = entry.latest_revision or entry.save_revision()
            for before in ("admin/snippets/articles/", "admin/snippets/choose/articles/"):
                self.values[f"{before}{kind}/"] = {"pk": entry.pk, "revision_id": kept.pk}
        self.client = Client(raise_request_exception=False)
        self.sessions = {letter: self._session(person) for letter, person in self.people.items()}

    def _session(self, person: User | None) -> str:
        if person is None:
            return ""
        client = Client()
        client.force_login(person)
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    def filled(self, address: str) -> str:
        """A path that exists. More specific values come from the longest beginning that is known."""
        values: dict[str, Any] = {}
        for before in sorted(self.values, key=len):
            if address.startswith(before):
                values |= self.values[before]

        def value(match: re.Match[str]) -> str:
            return str(values[match[1]])

        path = _PARAMETER.sub(value, _GROUP.sub(value, address))
        path = path.replace("^documents/", "documents/").replace("^pages/", "pages/").replace("^images/", "images/")
        return "/" + path.replace("[0-9]+", str(values["image_id"])).replace("(failwhale|test404)", "failwhale").replace(
            "(generate_url|preview)", "generate_url"
        ).replace(r"\.\.\.", "...").replace("^originals", "originals").replace("^.*/", "none/").replace("/^", "/").rstrip("$")

    def who_may(self, address: str, method: str, faults: list[str]) -> str:
        """The letters of those whom an address is open to. Nothing that anybody does there stays. Answers of 500 are faults."""
        path = self.filled(address)
        return "".join(letter for letter in WHO if self._is_open(letter, method, path, faults))

    def _is_open(self, letter: str, method: str, path: str, faults: list[str]) -> bool:
        self.client.cookies.clear()  # somebody may just have logged out
        if session := self.sessions[letter]:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = session
        with transaction.atomic(), _drawn(letter == "A" and method == "get"):
            response = getattr(self.client, method)(path)
            transaction.set_rollback(True)
        if response.status_code >= 500:
            faults.append(
                f"{method} {path} as {WHO[letter]}: {response.status_code} {getattr(response, 'exc_info', ('', ''))[1]!r}"
            )
        to = response.headers.get("Location", "").partition("?")[0]
        return response.status_code not in _REFUSALS and to not in {"/admin/", "/admin/login/"}


@contextmanager
def _drawn(fully: bool) -> Iterator[None]:
    """Who may is decided before a page is drawn, which takes most of the time. Each is drawn once, for administrators."""
    with pytest.MonkeyPatch.context() as patch:
        if not fully:
            patch.setattr(SimpleTemplateResponse, "rendered_content", "")
        patch.setattr(errors, "loader", SimpleNamespace(render_to_string=lambda *_args: ""))
        yield
