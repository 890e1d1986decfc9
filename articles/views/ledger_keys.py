"""Where auditors find the public keys of the ledger's exports. They should note them elsewhere, too."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from articles.domain.ledger_export import FORMAT
from articles.services import ledger_export


@require_safe
def ledger_keys(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"format": FORMAT, "algorithm": "Ed25519", "keys": ledger_export.public_keys()})
