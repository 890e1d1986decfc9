"""Of a word that is on every page, a search looks at the pages that are about it first, and this index has those of each word.

Only what counts more than running text is in it, so it is a small part of the postings.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_renewals"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="searchposting",
            index=models.Index(
                condition=models.Q(("impact__gte", 15)), fields=["word", "-impact", "document"], name="search_prominent"
            ),
        ),
    ]
