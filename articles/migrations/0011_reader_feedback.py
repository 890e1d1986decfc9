"""Reports of mistakes and answers to "Was this helpful?", and who may read them: editors, translators, reviewers.

Reversing deletes what readers sent.
"""

from __future__ import annotations

from typing import Any

import articles.models.feedback
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

RIGHTS = {"Editors": ("view_readerreport", "change_readerreport"), "Medical reviewers": ("view_readerreport",)}
OF_TRANSLATORS = ("view_readerreport",)


def grant(apps: Any, _schema_editor: Any) -> None:
    Group = apps.get_model("auth", "Group")
    for name, codenames in RIGHTS.items():
        for group in Group.objects.filter(name=name):
            group.permissions.add(*(_permission(apps, codename) for codename in codenames))
    for group in Group.objects.filter(name__startswith="Translators ("):
        group.permissions.add(*(_permission(apps, codename) for codename in OF_TRANSLATORS))


def revoke(apps: Any, _schema_editor: Any) -> None:
    """Django leaves the rights of a model that is gone."""
    Permission = apps.get_model("auth", "Permission")
    Permission.objects.filter(content_type__app_label="articles", codename__in=RIGHTS["Editors"]).delete()


def _permission(apps: Any, codename: str) -> Any:
    """A permission that Django would only create after the last migration."""
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="articles", model="readerreport"
    )
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ', 1)}"}
    )
    return permission


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_information_pages'),
    ]

    operations = [
        migrations.AddField(
            model_name='reviewpolicy',
            name='reports_kept_months',
            field=models.PositiveSmallIntegerField(default=12, help_text='Counted from the day they were answered or closed. After that, “manage.py purge_feedback” deletes them.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)], verbose_name='months to keep closed reader reports'),
        ),
        migrations.CreateModel(
            name='HelpfulCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField()),
                ('language', models.CharField(choices=[('en', 'English'), ('es', 'Spanish'), ('fr', 'French'), ('de', 'German'), ('ar', 'Arabic'), ('zh-hans', 'Simplified Chinese')], max_length=20, verbose_name='language')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('section', models.CharField(blank=True, max_length=20, verbose_name='section')),
                ('digest', models.CharField(max_length=64)),
                ('day', models.DateField(default=django.utils.timezone.localdate)),
                ('yes', models.PositiveIntegerField(default=0)),
                ('no', models.PositiveIntegerField(default=0)),
                ('unkept', models.PositiveIntegerField(default=0)),
                ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.articlepage')),
            ],
            options={
                'verbose_name': 'count of readers’ answers',
                'verbose_name_plural': 'counts of readers’ answers',
                'ordering': ['-day', 'pk'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('translation_key', 'language', 'section', 'digest', 'day'), name='one_count_a_day')],
            },
        ),
        migrations.CreateModel(
            name='ReaderReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField()),
                ('language', models.CharField(choices=[('en', 'English'), ('es', 'Spanish'), ('fr', 'French'), ('de', 'German'), ('ar', 'Arabic'), ('zh-hans', 'Simplified Chinese')], max_length=20, verbose_name='language')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('section', models.CharField(blank=True, max_length=20, verbose_name='section')),
                ('digest', models.CharField(max_length=64)),
                ('sign_off', models.PositiveBigIntegerField(blank=True, null=True)),
                ('text', models.TextField(max_length=1000, verbose_name='what readers wrote')),
                ('text_key', models.CharField(max_length=64)),
                ('times', models.PositiveIntegerField(default=1, verbose_name='times reported')),
                ('first_at', models.DateTimeField(default=articles.models.feedback.this_hour, verbose_name='reported')),
                ('last_at', models.DateTimeField(default=articles.models.feedback.this_hour, verbose_name='last reported')),
                ('state', models.CharField(choices=[('open', 'Open'), ('assigned', 'Assigned'), ('answered', 'Answered'), ('closed', 'Closed')], default='open', max_length=20, verbose_name='state')),
                ('reason', models.CharField(blank=True, choices=[('corrected', 'Corrected'), ('no_mistake', 'Not a mistake'), ('duplicate', 'Reported already'), ('spam', 'Spam')], max_length=20, verbose_name='reason')),
                ('notes', models.TextField(blank=True, max_length=4000, verbose_name='notes')),
                ('answer', models.TextField(blank=True, max_length=4000, verbose_name='answer')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('assignee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='assigned to')),
                ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.articlepage')),
                ('review_request', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reader_reports', to='articles.reviewrequest')),
            ],
            options={
                'verbose_name': 'reader report',
                'verbose_name_plural': 'reader reports',
                'ordering': ['-last_at', '-pk'],
                'default_permissions': ('view', 'change'),
                'indexes': [models.Index(fields=['state', 'language', '-last_at'], name='report_queue'), models.Index(fields=['translation_key', 'language', 'state'], name='report_edition')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['open', 'assigned'])), fields=('translation_key', 'language', 'section', 'text_key'), name='one_unsettled_report')],
            },
        ),
        migrations.RunPython(grant, revoke),
    ]
