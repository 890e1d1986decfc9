"""Attempts to prove who one is, counted on the database; and what ends an account's sessions."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0014_content_version'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='session_salt',
            field=models.CharField(blank=True, default='', editable=False, max_length=32),
        ),
        migrations.CreateModel(
            name='ProofAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('password', 'Password'), ('code', 'Code'), ('signing', 'Signing'), ('reset', 'Reset')], max_length=10)),
                ('name', models.CharField(max_length=32)),
                ('address', models.CharField(max_length=32)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('succeeded', models.BooleanField(default=False)),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(fields=['kind', 'name', 'at'], name='attempts_on_name'), models.Index(fields=['kind', 'address', 'at'], name='attempts_from_address'), models.Index(fields=['succeeded', 'at'], name='attempts_age')],
            },
        ),
    ]
