"""Redis holds pages for other processes. It is not believed without our hash, and costs nothing but drawings where it fails."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from osteo_site.page_cache.key import Key
from osteo_site.page_cache.pages import compressed
from osteo_site.page_cache.sharing import RedisPages
from tests.page_cache.servers import free_port
from tests.page_cache.stage import stage

KEY = Key("http", "testserver", "/en/knee/why/", "")


class Store:
    """What the cache uses of a Redis client, in this process."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        return self.held.get(name)

    def set(self, name: str, value: bytes, nx: bool = False, ex: int = 0) -> bool | None:
        if nx and name in self.held:
            return None
        assert ex > 0
        self.held[name] = value
        return True

    def delete(self, name: str) -> int:
        return int(self.held.pop(name, None) is not None)


@pytest.fixture
def store() -> Store:
    return Store()


def process(store: Any) -> RedisPages:
    pages = RedisPages("redis://127.0.0.1:1/0")
    pages._redis = store
    return pages


def drawn(version: str = "1") -> Any:
    return compressed(version, time.time(), time.time() + 60, [("Content-Type", "text/html")], b"words")


def test_page__drawn_by_one_process_is_sent_by_another(store: Store, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    first, second = stage(process(store)), stage(process(store))
    one, other = first.ask(HTTP_ACCEPT_ENCODING="br"), second.ask(HTTP_ACCEPT_ENCODING="br")
    assert (one.body, one.headers["etag"]) == (other.body, other.headers["etag"])
    assert (len(first.app.drawn), len(second.app.drawn)) == (1, 0)
    second.versions.now = "2"
    second.ask()
    assert len(second.app.drawn) == 1
    store.held.clear()  # flushed
    assert first.ask().status == second.ask().status == 200
    assert not [name for name in store.held if name.endswith(":drawing")]


def test_page__is_found_under_its_own_key_and_version_alone(store: Store) -> None:
    process(store).put(KEY, drawn())
    assert process(store).get(KEY, "1") == process(store).get(KEY, "1") != None  # noqa: E711
    assert process(store).get(KEY, "2") is None
    assert process(store).get(Key("https", "testserver", KEY.path, ""), "1") is None


def test_page__that_somebody_else_wrote_is_not_shown(store: Store) -> None:
    pages = process(store)
    pages.put(KEY, drawn())
    (name,) = store.held
    good = store.held[name]
    for forged in (b"", b"x", good[:-9] + b"x" + good[-8:], good[:32] + b"{}\n", b"\0" * 32 + good[32:]):
        store.held[name] = forged
        assert pages.get(KEY, "1") is None
    other = Key("http", "testserver", "/en/knee/other/", "")
    pages.put(other, drawn())
    store.held[name] = store.held[pages._name(other, "1")]  # one of ours, in another's place
    assert pages.get(KEY, "1") is None


def test_drawing__is_begun_by_one_process(store: Store) -> None:
    first, second = process(store), process(store)
    assert first.begin(KEY, "1")
    assert not second.begin(KEY, "1")
    second.end(KEY, "1")
    assert not second.begin(KEY, "1")
    first.end(KEY, "1")
    assert second.begin(KEY, "1")


@pytest.fixture
def silent_server() -> Iterator[int]:
    """Takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken: list[socket.socket] = []

        def take() -> None:
            try:
                while True:
                    taken.append(server.accept()[0])
            except OSError:
                return

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        for connection in taken:
            connection.close()


@pytest.mark.parametrize("how", ["dead", "silent"])
def test_redis_that_fails__costs_a_moment_and_drawings(how: str, silent_server: int, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    port = free_port() if how == "dead" else silent_server
    on = stage(RedisPages(f"redis://127.0.0.1:{port}/0"))
    began = time.monotonic()
    for number in range(20):
        on.versions.now = str(number)
        assert on.ask().status == 200
    assert time.monotonic() - began < 3
    assert len(on.app.drawn) == 20
