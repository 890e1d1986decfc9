"""Where a request comes from."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The other end's address: what the outermost of our own proxies saw, else that of the connection. Never kept."""
    proxies = settings.TRUSTED_PROXIES
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")] if proxies else []
    if len(seen) >= proxies > 0:
        return str(seen[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))


def network_of(address: str) -> str:
    """What is counted as one: of version 6 the network, because a household has billions of addresses."""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    return str(int(known) >> 64) if isinstance(known, IPv6Address) and known.ipv4_mapped is None else str(known)
