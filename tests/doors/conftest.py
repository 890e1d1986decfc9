"""A site that is no demonstration."""

from __future__ import annotations

from typing import Any

import pytest

from articles.models import User
from tests.doors.people import give_app
from tests.factories import make_editor


@pytest.fixture
def real(settings: Any) -> None:
    """Asks for a second factor, as production does."""
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def editor(db: None) -> User:
    return make_editor()


@pytest.fixture
def secret(editor: User) -> str:
    """Of the editor's app."""
    return give_app(editor)
