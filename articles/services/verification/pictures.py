"""The files of the pictures that readers see: an edition is signed with their hash, and a disk can be written to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from wagtail.models import ReferenceIndex
from wagtail.utils.file import hash_filelike

from articles.models import ArticleImage, ArticlePage

from .findings import BATCH, Finding, FindingKind, Tally, batches


def check_files(tally: Tally) -> Iterator[Finding]:
    """Every picture of a live edition whose file is gone, or is not the one that it was signed with.

    Reads originals, not the smaller copies that were made of them.
    """
    for batch in batches(ArticleImage.objects.order_by("pk").iterator(chunk_size=BATCH)):
        shown = _shown_in(batch)
        for image in batch:
            if image.pk in shown:
                tally.files += 1
                yield from _file_problems(image, shown[image.pk])


def _shown_in(images: list[ArticleImage]) -> Mapping[int, ArticlePage]:
    """A live edition for each picture that is in one. Two queries."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ReferenceIndex._get_base_content_type(ArticleImage), to_object_id__in=[str(image.pk) for image in images]
    ).values_list("to_object_id", "object_id")
    users: dict[str, list[int]] = defaultdict(list)
    for picture, user in references:
        if str(user).isdigit():
            users[picture].append(int(user))
    keys = {user for found in users.values() for user in found}
    live = ArticlePage.objects.filter(pk__in=keys, live=True).defer_streamfields().in_bulk()
    first = {int(picture): next((live[user] for user in found if user in live), None) for picture, found in users.items()}
    return {picture: page for picture, page in first.items() if page is not None}


def _file_problems(image: ArticleImage, page: ArticlePage) -> Iterator[Finding]:
    where = f"{image.file.name}, picture “{image.title}” of article “{page.title}”"
    try:
        with image.open_file() as file:
            found = hash_filelike(file)
    except OSError as error:
        what = f"The file of a picture that readers see cannot be read ({error.strerror or error}):"
        yield Finding(FindingKind.FILE_MISSING, what, where, str(image.pk), page.full_url or "")
        return
    if found != image.file_hash:
        what = "The file of a picture that readers see is not the one that was signed:"
        yield Finding(FindingKind.FILE_REPLACED, what, where, str(image.pk), page.full_url or "")
