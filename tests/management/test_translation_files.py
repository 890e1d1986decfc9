"""`export_translation` and `import_translation`: from page to file to draft, and refusals in words."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import ArticlePage
from tests.factories import make_article, make_reviewer, make_translator, translate

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_commands__take_a_file_out_and_bring_it_back(tmp_path: Path) -> None:
    article = make_article(title="Why?")
    page: ArticlePage = translate(article, "zh-hans", live=False)
    file = tmp_path / "out.xlf"
    run("export_translation", article.slug, "--language", "zh-hans", "-o", str(file))
    assert run("export_translation", str(article.pk), "--language", "zh-hans", "--format", "po").startswith('msgid ""')
    file.write_text(file.read_text().replace("Why? [zh-hans]", "为什么？"))
    translator = make_translator(["zh-hans"])
    assert "1 texts written" in run("import_translation", str(file), "--user", translator.username)
    page = ArticlePage.objects.get(pk=page.pk)
    assert (page.get_latest_revision_as_object().title, page.live) == ("为什么？", False)


def test_commands__say_what_they_refuse(tmp_path: Path) -> None:
    article = make_article()
    translate(article, "es", live=False)
    file = tmp_path / "out.po"
    run("export_translation", article.slug, "--language", "es", "--format", "po", "-o", str(file))
    refusals = {
        ("export_translation", "nothing", "--language", "es"): "no edition",
        ("export_translation", "9" * 40, "--language", "es"): "no edition",
        ("export_translation", article.slug, "--language", "en"): "not the translation",
        ("export_translation", article.slug, "--language", "es", "-o", str(tmp_path)): "cannot be written",
        ("import_translation", str(tmp_path / "none.po"), "--user", make_translator(["es"]).username): "cannot be read",
        ("import_translation", str(file), "--user", "nobody"): "no active account",
        ("import_translation", str(file), "--user", make_reviewer().username): "may not edit",
        ("import_translation", str(file), "--user", make_translator(["fr"]).username): "may not edit",
        ("import_translation", __file__, "--user", make_translator(["es"]).username): "Line 1: ",
    }
    for command, words in refusals.items():
        with pytest.raises(CommandError, match=words):
            run(*command)
