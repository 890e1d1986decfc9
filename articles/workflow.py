"""What Wagtail calls when a workflow ends. Wagtail imports it while its own models load, so it imports nothing of ours."""

from __future__ import annotations

from typing import Any


def publish_signed_revision(workflow_state: Any, user: Any = None) -> None:
    """Publishes what was signed. Wagtail's own action publishes whatever is latest, after asking for permissions that the
    signer does not need."""
    workflow_state.content_object.specific.publish_latest_if_signed(user)
