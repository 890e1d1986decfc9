"""From a file to a draft: what is stored, and what is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles.domain.intake import visible_text
from articles.domain.sections import BODY_SECTIONS
from articles.models import ArticlePage, ConditionPage, LedgerEntry, ReviewRequest
from articles.services.intake import IntakeError, Report, import_article
from tests.factories import make_condition, make_disclaimer, make_editor

pytestmark = pytest.mark.django_db

TEXT = """# Why do knees glimmer?

Medically reviewed by Dr. Ada Lamp, MD. Last updated: 3 May 2024

## In short

Glimmer knee makes [knees](https://example.org/knee) shine.

## What causes glimmer knee?

Glimmer knee is caused by **moonlight**. <script>evil()</script>

### And at noon?

Less so.

Knees like music.

## Disclaimer

Text of ours [en]

## References

1. Ralston SH, Uitterlinden AG. Genetics of osteoporosis. Endocr Rev. 2010;31:629-62. doi:10.1210/er.2009-0044
2. A friend of the lamp
"""


def bring_in(condition: ConditionPage, text: str = TEXT, name: str = "knees.md") -> tuple[ArticlePage, Report]:
    language = condition.locale.language_code
    return import_article(ContentFile(text.encode(), name), language=language, condition=condition, by=make_editor())


@pytest.fixture
def condition() -> ConditionPage:
    return make_condition(slug="glimmer-knee")


def test_import__makes_a_draft_in_one_revision_and_nothing_else(condition: ConditionPage) -> None:
    entries = LedgerEntry.objects.count()
    article, report = bring_in(condition)

    article = ArticlePage.objects.get(pk=article.pk)
    assert not article.live
    assert article.live_revision is None
    assert [(revision.user.username, revision.approved_go_live_at) for revision in article.revisions.all()] == [
        (article.owner.username, None)
    ]
    assert (LedgerEntry.objects.count(), ReviewRequest.objects.count()) == (entries, 0)
    assert not article.workflow_in_progress
    assert article.get_parent().pk == condition.pk
    assert report.notes == 1
    assert report.lines == ["Scripts left out: 1."]


def test_import__fills_the_draft(condition: ConditionPage) -> None:
    ours = make_disclaimer(text_en="Text of ours [en]")
    article = bring_in(condition)[0].get_latest_revision_as_object()

    assert (article.title, article.slug) == ("Why do knees glimmer?", "why-do-knees-glimmer")
    assert (article.tldr_heading, article.tldr) == ("In short", "Glimmer knee makes knees shine.")
    assert article.causes_heading == "What causes glimmer knee?"
    assert [block["value"] for block in article.causes.raw_data] == [
        "<p>Glimmer knee is caused by <b>moonlight</b>.</p>",
        "<h3>And at noon?</h3><p>Less so.</p><p>Knees like music.</p>",
    ]
    assert article.disclaimer == ours
    assert [reference["key"] for reference in article.raw_references()] == ["ralston-2010"]
    assert article.tray.split("\n\n") == [
        "Notes from the file (not a review):",
        "Medically reviewed by Dr. Ada Lamp, MD. Last updated: 3 May 2024",
        "Addresses of links that plain text cannot hold:",
        "https://example.org/knee",
        "References that must be entered by hand:",
        "References",
        "A friend of the lamp",
    ]


def test_import__of_a_disclaimer_that_is_nobodys__leaves_it_in_the_tray(condition: ConditionPage) -> None:
    article, _report = bring_in(condition)
    assert article.disclaimer is None
    assert "Text of ours [en]" in article.tray


def test_import__in_another_script__has_an_address_all_the_same() -> None:
    condition = make_condition("zh-hans")
    slugs = [bring_in(condition, "# 膝盖为什么会发光？\n\n## 病因\n\n月光。")[0].slug for _number in range(2)]
    assert slugs == ["article-1", "article-2"]


def test_import__of_a_title_that_is_taken__takes_the_next_address(condition: ConditionPage) -> None:
    assert [bring_in(condition)[0].slug for _number in range(2)] == ["why-do-knees-glimmer", "why-do-knees-glimmer-1"]


def test_import__without_a_title__takes_the_name_of_the_file(condition: ConditionPage) -> None:
    assert bring_in(condition, "Knees glimmer.", "../x/my_glimmer-knee.txt")[0].title == "my glimmer knee"


def test_import__of_a_refused_file__stores_nothing(condition: ConditionPage) -> None:
    with pytest.raises(IntakeError):
        bring_in(condition, "%PDF-1.7")
    assert not ArticlePage.objects.exists()


def test_import__into_another_language__is_refused(condition: ConditionPage) -> None:
    with pytest.raises(IntakeError, match="another language"):
        import_article(ContentFile(b"Knees.", "a.txt"), language="fr", condition=condition, by=None)


def test_command__makes_a_draft(condition: ConditionPage, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "knees.md"
    file.write_text(TEXT)
    call_command("import_article", file, language="en", under="glimmer-knee", user=make_editor().username)
    article = ArticlePage.objects.get()
    said = capsys.readouterr().out
    assert reverse("wagtailadmin_pages:edit", args=[article.pk]) in said
    assert "Scripts left out: 1." in said


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"under": "marble-elbow"}, "There are: glimmer-knee."),
        ({"user": "nobody"}, "no account “nobody”"),
        ({"file": "/nowhere/knees.md"}, "cannot be read"),
        ({"file": "."}, "cannot be read"),
    ],
)
def test_command__says_what_is_wrong(condition: ConditionPage, change: dict[str, str], says: str, tmp_path: Path) -> None:
    file = tmp_path / "knees.md"
    file.write_text(TEXT)
    options = {"under": "glimmer-knee", "user": None, "file": file, **change}
    with pytest.raises(CommandError, match=says):
        call_command("import_article", options.pop("file"), language="en", **options)


def test_stored_text__is_what_was_sorted(condition: ConditionPage) -> None:
    article, _report = bring_in(condition)
    held = json.dumps([article.raw_bodies()[section] for section in BODY_SECTIONS], ensure_ascii=False)
    assert "evil" not in held
    assert "caused by moonlight." in visible_text(held)
