"""Messages to one person, in the admin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Notice, User
from tests.editor.desk.desk import QUEUE, address, logged_in, make_signer, under_review
from tests.factories import make_editor
from tests.site.reader import one, read, words

pytestmark = pytest.mark.django_db

MESSAGES = QUEUE + "messages/"


def tell(user: User, title: str, **values: Any) -> Notice:
    parameters = {"title": title, "language": "fr", "by": "Edda", "reason": values.pop("reason", "")}
    return Notice.objects.create(
        user=user,
        kind=values.pop("kind", "changes_requested"),
        subject="article:x",
        language="fr",
        digest="d",
        parameters=parameters,
        **values,
    )


def listed(client: Client) -> list[str]:
    return [words(item) for item in read(client, MESSAGES).select(".desk-notices > li")]


def test_messages__unread_first_with_the_reason(client: Client) -> None:
    user = make_editor()
    tell(user, "Read", read_at=timezone.now() - timedelta(hours=1))
    tell(user, "Older", reason="The moon <b>is</b> wrong.")
    tell(user, "Newer")
    tell(make_editor(), "Not mine")
    first, second, third = listed(logged_in(client, user))
    assert "Unread Edda requests changes to “Newer” (French)." in first
    assert "Older" in second
    assert "The moon <b>is</b> wrong." in second
    assert "Read" in third
    assert "Unread" not in third


def test_messages__lead_to_the_text(client: Client) -> None:
    physician = make_signer()
    request = under_review()
    link = one(read(logged_in(client, physician), MESSAGES), ".desk-notices a")
    assert link["href"] == address(request)
    assert Notice.objects.filter(user=physician, read_at=None).exists(), "looking marks nothing as read"


def test_message__is_marked_as_read_by_its_person_alone(client: Client) -> None:
    user = make_editor()
    mine, other = tell(user, "Mine"), tell(make_editor(), "Theirs")
    logged_in(client, user)
    assert client.post(reverse("review_desk:mark_read", args=[mine.pk])).headers["Location"] == MESSAGES
    assert client.post(reverse("review_desk:mark_read", args=[other.pk])).status_code == 404
    assert Notice.objects.filter(read_at=None).get() == other


def test_messages__are_all_marked_as_read_at_once(client: Client) -> None:
    user, other = make_editor(), make_editor()
    for title in ("A", "B"):
        tell(user, title)
        tell(other, title)
    logged_in(client, user).post(reverse("review_desk:mark_all_read"))
    assert not user.notices.filter(read_at=None).exists()
    assert other.notices.filter(read_at=None).count() == 2
    assert "Mark all as read" not in words(read(client, MESSAGES))


def test_messages__none(client: Client) -> None:
    assert "You have no messages." in words(read(logged_in(client, make_editor()), MESSAGES))
