"""What the readers' search reads. `rebuild_search`, or the first `migrate` after this, fills it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_reader_feedback'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=20)),
                ('kind', models.CharField(choices=[('article', 'article'), ('condition', 'condition'), ('term', 'glossary term')], max_length=10)),
                ('digest', models.CharField(max_length=64)),
                ('sections', models.JSONField(default=list)),
                ('page', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                ('term', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.glossaryterm')),
            ],
            options={
                'verbose_name': 'search document',
                'verbose_name_plural': 'search documents',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SearchName',
            fields=[
                ('pk', models.CompositePrimaryKey('name', 'document_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=255)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='articles.searchdocument')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SearchPosting',
            fields=[
                ('pk', models.CompositePrimaryKey('word', 'document_id', 'impact', blank=True, editable=False, primary_key=True, serialize=False)),
                ('word', models.CharField(max_length=70)),
                ('impact', models.PositiveIntegerField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postings', to='articles.searchdocument')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=20)),
                ('word', models.CharField(max_length=50)),
                ('shown', models.CharField(max_length=60)),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('language', 'word'), name='unique_search_word')],
            },
        ),
        migrations.CreateModel(
            name='SearchKey',
            fields=[
                ('pk', models.CompositePrimaryKey('key', 'word_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=70)),
                ('word', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keys', to='articles.searchword')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='searchdocument',
            constraint=models.UniqueConstraint(fields=('term', 'language'), name='one_search_document_of_a_term'),
        ),
        migrations.AddConstraint(
            model_name='searchdocument',
            constraint=models.CheckConstraint(condition=models.Q(('page', None), ('term', None), _connector='XOR'), name='search_document_of_page_or_term'),
        ),
    ]
