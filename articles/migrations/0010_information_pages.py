"""Pages about the site itself. Reversing deletes them, and with them their places in the tree."""

from __future__ import annotations

from typing import Any

import articles.blocks.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def delete_pages(apps: Any, _schema_editor: Any) -> None:
    """Written as rows: historical models have no tree methods."""
    InformationPage = apps.get_model("articles", "InformationPage")
    Page = apps.get_model("wagtailcore", "Page")

    paths = list(InformationPage.objects.values_list("path", flat=True))
    Page.objects.filter(path__in=paths).delete()
    for path in {path[:-4] for path in paths}:
        children = Page.objects.filter(path__startswith=path, depth=len(path) // 4 + 1).count()
        Page.objects.filter(path=path).update(numchild=children)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0009_translators_by_language'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='InformationPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('kind', models.CharField(choices=[('about', 'About this site'), ('how-we-review', 'How we review'), ('accessibility', 'Accessibility'), ('privacy', 'Privacy'), ('contact', 'Contact'), ('other', 'Another page about the site')], default='other', help_text='Every page of the site links to these. There is one of each kind in a language; the address follows the kind.', max_length=20, verbose_name='kind')),
                ('introduction', models.TextField(blank=True, help_text='What matters most, in at most 400 characters. Many readers read nothing else.', validators=[django.core.validators.MaxLengthValidator(400)], verbose_name='introduction')),
                ('body', articles.blocks.fields.BlockField(blank=True, help_text='About the site, never about health: nobody signs this page. What helps people to understand an illness belongs into an article.', verbose_name='text')),
            ],
            options={
                'verbose_name': 'page about the site',
                'verbose_name_plural': 'pages about the site',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.RunPython(migrations.RunPython.noop, delete_pages),
    ]
