"""How many queries the desk costs, Wagtail's own menu and frame included: few, and the same however much there is.

Every screen is asked for once before counting: that draws pictures and fills Wagtail's cache of root pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.domain.signoffs import EntryKind, Meaning
from articles.models import ArticlePage, Contribution, Notice, ReviewRequest, User, reviewed_edition
from articles.services import comments, ledger
from tests.editor.desk.desk import QUEUE, address, changed, edit, edit_entry, logged_in, make_signer, submit
from tests.factories import (
    cite,
    figure_block,
    image,
    make_article,
    make_condition,
    make_editor,
    make_glossary_term,
    make_risk_factor,
    page_link,
    reference,
    risk_factor_list_block,
    stream,
    text_block,
    translate,
)
from tests.site.reader import queries_of, read

pytestmark = pytest.mark.django_db

QUEUE_BUDGET, SCREEN_BUDGET = 22, 42


def cost(client: Client, place: str) -> int:
    read(client, place)
    return len(queries_of(lambda: read(client, place)))


# --- The queue -------------------------------------------------------------------------------------------------------


def fill_queue(count: int) -> None:
    """Open reviews of everything that a row could ask the database for: people, acts, contributions, conditions."""
    ReviewRequest.objects.all().delete()
    author, condition = make_editor(), make_condition()
    languages = ["en", "fr"]
    ReviewRequest.objects.bulk_create(
        ReviewRequest(
            subject=f"article:{number}", language=languages[number % 2], title=f"Text {number}", digest=f"{number:064x}",
            requested_by=author, condition=condition.translation_key, due=timezone.localdate(),
        )
        for number in range(count)
    )  # fmt: skip
    Contribution.objects.bulk_create(
        Contribution(subject=f"article:{number}", language=languages[number % 2], user=author.pk, digest="d")
        for number in range(count)
    )
    reviewer = make_signer(Meaning.MEDICAL)
    ReviewRequest.objects.filter(title="Text 1").update(assignee=reviewer)


@pytest.mark.parametrize("tab", ["mine", "languages", "all"])
@pytest.mark.parametrize("who", ["reviewer", "editor"])
def test_queue__22_queries_with_500_open_reviews_and_as_many_with_10(client: Client, who: str, tab: str) -> None:
    logged_in(client, make_signer() if who == "reviewer" else make_editor())
    costs = []
    for count in (10, 500):
        fill_queue(count)
        costs.append(cost(client, f"{QUEUE}?tab={tab}"))
    assert costs[0] == costs[1] <= QUEUE_BUDGET


def test_messages__same_queries_with_one_and_thirty(client: Client) -> None:
    user = make_editor()
    logged_in(client, user)
    costs = []
    for count in (1, 29):
        Notice.objects.bulk_create(
            Notice(user=user, kind="completed", subject="article:x", language="en", digest="d", address="/x/")
            for _n in range(count)
        )
        costs.append(cost(client, f"{QUEUE}messages/"))
    assert costs[0] == costs[1] <= QUEUE_BUDGET


# --- The screen ------------------------------------------------------------------------------------------------------


def body(count: int) -> list[Any]:
    """Blocks with all that a block can point to."""
    pages = [make_condition() for _n in range(count)]
    return [
        *(text_block(f"<p>Fact {n}.{cite(f'ref-{n}')} See {page_link(page)}.</p>") for n, page in enumerate(pages)),
        *(figure_block(image()) for _n in range(count)),
        risk_factor_list_block(*(make_risk_factor() for _n in range(count))),
    ]


def full_translation(count: int, by: Iterable[User]) -> ReviewRequest:
    """A changed translation with a live source, blocks, people, acts and comments in these numbers."""
    people = list(by)
    references = [reference(f"ref-{n}") for n in range(count)]
    source = make_article(citations=0, causes=body(count), genetics=body(count), references=references)
    edition = translate(source, "fr")
    for person in people:
        edit(edition, by=person, tldr=f"Words of {person.username}.", causes=stream(*body(count)))
    request = changed(edition, by=people[0])
    page = ArticlePage.objects.get(pk=edition.pk)
    text = reviewed_edition(page.get_latest_revision_as_object())
    ledger.append(*(ledger.Act(EntryKind.REFUSAL, text, people[0], comment=f"No {n}.") for n in range(count)))
    commenter = make_signer()
    for n in range(count):
        comments.comment(request, "causes", f"Comment {n}", by=commenter).replies.create(user=people[0], text="Yes.")
    return request


def test_screen__within_its_budget_with_everything_on_it_and_as_many_with_one_of_each(client: Client) -> None:
    logged_in(client, make_signer())
    one, ten = (full_translation(count, [make_editor() for _n in range(count)]) for count in (1, 10))
    costs = [cost(client, address(request)) for request in (one, ten)]
    assert costs[0] == costs[1] <= SCREEN_BUDGET


def test_screen__of_who_may_also_organise_stays_within_its_budget(client: Client) -> None:
    """Superusers have every right, and so every form that is about rights."""
    logged_in(client, make_signer(user=make_editor()))
    assert cost(client, address(full_translation(3, [make_editor()]))) <= SCREEN_BUDGET


def test_screen__of_an_entry_costs_the_same_with_two_and_six_languages(client: Client) -> None:
    logged_in(client, make_signer())
    costs = []
    for languages in (["en", "fr", "de"], ["en", "es", "fr", "de", "ar", "zh-hans"]):
        entry = make_glossary_term(languages=languages, live=False)
        french = next(
            request for request in edit_entry(entry, by=make_editor(), definition_fr="Il bourdonne.") if request.language == "fr"
        )
        costs.append(cost(client, address(french)))
    assert costs[0] == costs[1] <= SCREEN_BUDGET


def test_screen__of_a_source_never_reviewed(client: Client) -> None:
    logged_in(client, make_signer())
    assert cost(client, address(submit(make_article(live=False, blocks=10, images=10, page_links=10)))) <= SCREEN_BUDGET


def test_history__same_queries_with_one_and_fifty_acts(client: Client) -> None:
    logged_in(client, make_signer())
    page = make_article()
    text = reviewed_edition(page)
    place = f"{QUEUE}history/{text.subject}/en/"
    few = cost(client, place)
    ledger.append(*(ledger.Act(EntryKind.REFUSAL, text, None, comment=f"No {n}.") for n in range(45)))
    assert cost(client, place) == few <= QUEUE_BUDGET
