"""A sign-off may be a renewal: the whole edition was read again, and nothing had changed since its review."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0015_doors'),
    ]

    operations = [
        migrations.AlterField(
            model_name='ledgerentry',
            name='scope',
            field=models.CharField(blank=True, choices=[('full', 'The whole edition'), ('changes', 'Only what changed'), ('renewal', 'The whole edition again, unchanged')], max_length=20),
        ),
    ]
