"""What a browser posts when somebody opens the editor and saves without touching anything.

Wagtail draws streams in the browser from the arguments of an element; this reads them as its script does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.test import Client
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from tests.editor.forms import edit_address, soup

Pairs = Iterator[tuple[str, str]]


def unchanged_form(browser: Client, page: Page, address: str = "") -> dict[str, Any]:
    """The editor's form of a page as it was opened, at another `address` for an earlier revision of it.

    A test that changes it sets its own values on top.
    """
    response: HttpResponse = browser.get(address or edit_address(page))
    assert response.status_code == 200
    posted = {name: values[-1] for name, values in querydict_from_html(response.content.decode(), "page-edit-form").lists()}
    drawn = soup(response)
    for field in page.specific_class._meta.get_fields():
        if isinstance(field, StreamField):
            place = drawn.find(id=field.name, attrs={"data-w-block-arguments-value": True})
            assert place is not None, f"The form has no stream “{field.name}”."
            state = json.loads(place["data-w-block-arguments-value"])[0]
            posted.update(_posted(field.stream_block, field.name, state))
    return {name: value for name, value in posted.items() if not name.startswith("action-")}


def _posted(block: blocks.Block, prefix: str, state: Any) -> Pairs:
    match block:
        case blocks.StreamBlock():
            yield f"{prefix}-count", str(len(state))
            for index, child in enumerate(state):
                yield f"{prefix}-{index}-type", child["type"]
                yield from _posted_item(block.child_blocks[child["type"]], f"{prefix}-{index}", index, child)
        case blocks.ListBlock():
            yield f"{prefix}-count", str(len(state))
            for index, child in enumerate(state):
                yield from _posted_item(block.child_block, f"{prefix}-{index}", index, child)
        case blocks.StructBlock():
            for name, child_block in block.child_blocks.items():
                yield from _posted(child_block, f"{prefix}-{name}", state[name])
        case _:
            yield from _posted_value(block, prefix, state)


def _posted_item(block: blocks.Block, prefix: str, index: int, child: dict[str, Any]) -> Pairs:
    yield f"{prefix}-order", str(index)
    yield f"{prefix}-deleted", ""
    yield f"{prefix}-id", child.get("id") or ""
    yield from _posted(block, f"{prefix}-value", child["value"])


def _posted_value(block: blocks.Block, prefix: str, state: Any) -> Pairs:
    if isinstance(block, blocks.BooleanBlock):
        if state:
            yield prefix, "on"
    elif isinstance(block, blocks.ChooserBlock):
        yield prefix, str(state["id"]) if state else ""
    else:
        chosen = state[0] if isinstance(state, list) else state  # a select's state is the list of what is chosen
        yield prefix, "" if chosen is None else str(chosen)
