"""Finished pages for readers, kept in front of Django and never served once anything has changed.

A page is kept with the content version that the database had before it was drawn. Each request asks the database for the
version of this moment (one tiny read), and only a page of just that version is served: after a commit no process serves
anything older, whatever became of Redis. Redis holds finished pages, so that processes share the drawing; it is never asked
what is fresh.
"""

from __future__ import annotations

from .application import PageCache, in_front_of

__all__ = ["PageCache", "in_front_of"]
