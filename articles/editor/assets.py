"""What the admin loads besides Wagtail's own styles."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def admin_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("articles/editor/admin.css"))


def citation_words() -> SafeString:
    """The words of the dialog in `citation.js`, in the language of the person who edits."""
    return format_html(
        '<template id="citation-words" data-heading="{}" data-empty="{}" data-cancel="{}"></template>',
        _("Cite a reference"),
        _("This article has no references yet. Add the publication in the tab “References”, then cite it."),
        _("Cancel"),
    )
