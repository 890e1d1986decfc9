"""What may be uploaded, by every way in, and who can reach it."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from articles.models import ArticleImage
from tests.domain.test_pictures import MARKUP, SECRET, bomb, moving, told, written
from tests.factories import image, make_editor, make_reviewer

pytestmark = pytest.mark.django_db

WAYS = ["/admin/images/add/", "/admin/images/multiple/add/", "/admin/images/chooser/create/"]


def send(client: Client, way: str, name: str, data: bytes, kind: str = "image/png") -> None:
    file = SimpleUploadedFile(name, data, kind)
    many = "multiple" in way
    prefix = "image-chooser-upload-" if "chooser" in way else ""
    fields = {"title": "Knee", "files[]": file} if many else {f"{prefix}title": "Knee", f"{prefix}file": file}
    response = client.post(way, fields, headers={"X-Requested-With": "XMLHttpRequest"})
    assert response.status_code in {200, 302}, response.status_code


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


@pytest.mark.parametrize("way", WAYS)
def test_upload__is_taken_as_a_picture_and_nothing_else(editor: Client, way: str) -> None:
    send(editor, way, "Ada Marble, knee.jpg", written("JPEG", exif=told(orientation=6)) + MARKUP, "image/jpeg")
    picture = ArticleImage.objects.get()
    assert (picture.width, picture.height) == (16, 24)
    with picture.file.open() as file:
        data = file.read()
    assert picture.file_size == len(data)
    assert SECRET not in data
    assert MARKUP not in data
    assert "Marble" not in picture.file.name


BAD = {
    "drawing": ("knee.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
    "drawing under another name": ("knee.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "page": ("knee.html", b"<!doctype html><script>alert(1)</script>"),
    "page under another name": ("knee.jpg", b"<!doctype html><script>alert(1)</script>"),
    "two endings": ("knee.png.html", written("PNG")),
    "no ending": ("knee", written("PNG")),
    "another kind than it says": ("knee.jpg", written("PNG")),
    "bomb": ("knee.png", bomb()),
    "moving": ("knee.gif", moving("GIF")),
    "cut off": ("knee.jpg", written("JPEG", (400, 400))[:-300]),
    "phone's own kind": ("knee.heic", b"\0\0\0\x18ftypheic" + b"\0" * 64),
    "empty": ("knee.png", b""),
}


@pytest.mark.parametrize("way", WAYS)
def test_upload__of_anything_else_is_refused(editor: Client, way: str) -> None:
    for name, data in BAD.values():
        send(editor, way, name, data)
    assert not ArticleImage.objects.exists()


def test_name__that_leads_elsewhere_leads_nowhere(editor: Client) -> None:
    for name in ("../../evil.png", "..\\evil.png", "/etc/cron.d/evil.png", "a" * 300 + ".png", "\u202egnp.png", "ركبة.png"):
        send(editor, WAYS[0], name, written("PNG"))
    names = set(ArticleImage.objects.values_list("file", flat=True))
    assert names
    assert all(len(name) == len("original_images/") + 32 + len(".png") for name in names)


def test_original__has_no_address_for_readers(editor: Client) -> None:
    picture = image()
    reader, reviewer = Client(), Client()
    reviewer.force_login(make_reviewer())
    name = picture.file.name
    for address in (f"/media/{name}", f"/media/../originals/{name}", f"/originals/{name}", f"/documents/1/{name}"):
        assert reader.get(address).status_code in {302, 404}, address
    assert reader.get(picture.file.url).status_code == 302
    assert reviewer.get(picture.file.url).status_code in {302, 403}
    answer = editor.get(picture.file.url)
    assert (answer.status_code, answer["Content-Disposition"][:10]) == (200, "attachment")


def test_rendition__is_served_as_a_picture_and_nothing_else() -> None:
    rendition = image().get_rendition("width-6")
    answer = Client().get(rendition.url)
    assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (200, "image/png", "nosniff")
    assert "sandbox" in answer["Content-Security-Policy"]
    with Image.open(BytesIO(b"".join(answer.streaming_content))) as shown:  # type: ignore[attr-defined]
        assert shown.width == 6
    for name in ("none.png", "../db.sqlite3", "%2e%2e/db.sqlite3", "images/", "images/x.svg", "a%00.png", "x" * 5_000 + ".png"):
        assert Client().get(f"/media/{name}").status_code == 404, name
