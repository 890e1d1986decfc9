"""The drill: a site is backed up while it is in use, lost, and restored; and it moves from SQLite to PostgreSQL."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from articles.services.recovery import ArchiveError
from articles.services.recovery.archive import opened
from tests import migrated

Environment = dict[str, str]
SECRETS = {"SECRET_KEY": "a-secret-of-this-drill-only-" * 3, "LEDGER_KEYS": "drill:" + "a-ledger-key-of-this-drill-" * 3}


def on_site(environment: Environment, *steps: list[str]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.services.recovery.site", json.dumps(steps)],
        cwd=migrated.ROOT,
        env={**environment, **SECRETS, "ALLOWED_HOSTS": "localhost,testserver"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


@contextmanager
def unused_database(directory: Path, blocker: DjangoDbBlocker) -> Iterator[Environment]:
    """The environment of a new machine, on which nothing was ever migrated."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {"DATA_DIR": str(directory)}
    if connection.vendor != "postgresql":
        yield environment
        return
    name = f"drill_{os.getpid()}_new"
    with blocker.unblock():
        migrated._on_server(f'CREATE DATABASE "{name}"')
    try:
        yield {**environment, "DATABASE_URL": migrated._address_of(name)}
    finally:
        with blocker.unblock():
            migrated._on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def old_site(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Any]]:
    """A site at work, its backup, and what it was then."""
    directory = tmp_path_factory.mktemp("old")
    with migrated.own_database(directory, f"drill_{os.getpid()}_old", django_db_blocker) as environment:
        archive = directory / "archive.zip"
        prepared, state, said = on_site(environment, ["prepare"], ["state"], ["command", "backup", "--output", str(archive)])
        yield {"environment": environment, "archive": archive, "state": state, "prepared": prepared, "said": said["said"]}


def test_restored_site__is_the_same_and_goes_on(
    old_site: dict[str, Any], tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    archive, state = str(old_site["archive"]), old_site["state"]
    some_file = next(iter(state["files"]))
    with unused_database(tmp_path, django_db_blocker) as new:
        restored, after, verified, grown, refused, _spoilt, replaced, again = on_site(
            new,
            ["command", "restore", archive],
            ["state"],
            ["command", "verify_signoffs", "--files"],
            ["work"],
            ["command", "restore", archive],
            ["spoil", some_file],
            ["command", "restore", archive, "--replace"],
            ["state"],
        )
        assert "are in order" in restored.get("said", ""), restored
        assert after == state
        assert (len(state["files"]) > 1, len(state["pages"])) == (True, 1)
        assert "all in order" in verified["said"]
        head = verified["said"].rpartition(": ")[2].strip()
        assert f"ledger’s head {head}" in old_site["said"]
        assert grown == {"grown": 1, "refused": 3}
        assert "not empty" in refused["refused"]
        assert "--replace" in refused["refused"]
        assert "are in order" in replaced.get("said", ""), replaced
        assert again == state


def test_backup__holds_no_secret_and_nobody_else_may_read_it(old_site: dict[str, Any]) -> None:
    archive: Path = old_site["archive"]
    assert archive.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(archive) as opened_archive:
        contents = b"".join(opened_archive.read(name) for name in opened_archive.namelist())
    for secret in (*SECRETS.values(), SECRETS["LEDGER_KEYS"].split(":")[1], old_site["prepared"]["session"]):
        assert secret.encode() not in contents
    assert not [path.name for path in archive.parent.iterdir() if path.name.startswith(".")]


def rewritten(archive: Path, path: Path, change: Any) -> Path:
    """The same archive with other parts: `change` gets the manifest and the parts."""
    with zipfile.ZipFile(archive) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(parts.pop("manifest.json"))
    change(manifest, parts)
    with zipfile.ZipFile(path, "w") as new:
        for name, content in {**parts, **({"manifest.json": json.dumps(manifest)} if manifest else {})}.items():
            new.writestr(name, content)
    return path


def damage(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    name = manifest["database"]
    parts[name] = parts[name][:-1] + bytes([parts[name][-1] ^ 1])


def test_restoring__a_broken_archive_is_refused_before_anything_is_touched(old_site: dict[str, Any], tmp_path: Path) -> None:
    archive: Path = old_site["archive"]
    whole = archive.read_bytes()
    some = next(iter(old_site["state"]["files"]))
    (tmp_path / "cut").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "none").write_bytes(b"")
    (tmp_path / "flipped").write_bytes(whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:])
    rewritten(archive, tmp_path / "damaged", damage)
    rewritten(archive, tmp_path / "incomplete", lambda _manifest, parts: parts.pop(f"files/{some}"))
    rewritten(archive, tmp_path / "more", lambda _manifest, parts: parts.update({"files/more": b""}))
    rewritten(archive, tmp_path / "unsigned", lambda manifest, _parts: manifest.clear())
    rewritten(archive, tmp_path / "another format", lambda manifest, _parts: manifest.update(format="health-answers-backup/9"))
    rewritten(archive, tmp_path / "no manifest", lambda manifest, _parts: manifest.update(parts=7))
    escaped = {"size": 0, "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
    rewritten(
        archive,
        tmp_path / "escaping",
        lambda manifest, parts: (manifest["parts"].update({"files/../../x": escaped}), parts.update({"files/../../x": b""})),
    )
    for path in tmp_path.iterdir():
        with pytest.raises(ArchiveError), opened(path):
            pass
    files = [str(path) for path in sorted(tmp_path.iterdir())]
    rewritten(archive, tmp_path / "z newer", lambda manifest, _parts: manifest["migrations"].append(["articles", "9999_later"]))
    rewritten(archive, tmp_path / "z kind", lambda manifest, _parts: manifest.update(vendor="oracle"))
    rewritten(archive, tmp_path / "z keys", lambda manifest, _parts: manifest.update(ledger_keys=["1999"]))
    files += [str(tmp_path / f"z {name}") for name in ("newer", "kind", "keys")]
    *answers, after = on_site(
        old_site["environment"],
        *(["command", "restore", path, "--replace"] for path in [*files, str(tmp_path / "not there")]),
        ["state"],
    )
    assert [answer for answer in answers if "refused" not in answer] == []
    assert "newer version" in answers[-4]["refused"]
    assert "copy_database" in answers[-3]["refused"]
    assert "LEDGER_KEYS lacks" in answers[-2]["refused"]
    assert after == old_site["state"]


def test_backup__that_cannot_be_written_leaves_nothing(old_site: dict[str, Any], tmp_path: Path) -> None:
    """A full disk (/dev/full) is told plainly. Of a directory's backups as many stay as are wanted."""
    for day in range(1, 5):
        (tmp_path / f"backup-2020-01-0{day}T000000Z.zip").touch()
    missing = next(name for name in old_site["state"]["files"] if "/original_images/" in name)
    kept, nowhere, _spoilt, warned = on_site(
        old_site["environment"],
        ["command", "backup", "--output", str(tmp_path), "--keep", "3"],
        ["command", "backup", "--output", str(tmp_path / "none" / "x.zip")],
        ["spoil", missing],
        ["command", "backup", "--output", str(tmp_path / "other.zip")],
    )
    assert "SHA-256" in kept["said"]
    names = sorted(path.name for path in tmp_path.glob("backup-*.zip"))
    assert (len(names), names[0]) == (3, "backup-2020-01-03T000000Z.zip")
    assert "cannot be written" in nowhere["refused"]
    assert missing.partition("/")[2] in warned["warned"]


def test_database__moves_to_another_and_nothing_of_it_changes(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> None:
    """From SQLite, to the kind of database that the tests run on."""
    sqlite = tmp_path / "sqlite"
    sqlite.mkdir()
    shutil.copy(migrated.migrated_file(), sqlite / "db.sqlite3")
    old = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {"DATA_DIR": str(sqlite)}
    _prepared, state = on_site(old, ["prepare"], ["state"])
    new_directory = tmp_path / "new"
    new_directory.mkdir()
    with migrated.own_database(new_directory, f"drill_{os.getpid()}_moved", django_db_blocker) as environment:
        for files in ("media", "originals"):
            shutil.copytree(sqlite / files, new_directory / files)
        address = f"sqlite:///{sqlite / 'db.sqlite3'}"
        copied, after, verified, grown, again, same, wrong = on_site(
            environment,
            ["command", "copy_database", address],
            ["state"],
            ["command", "verify_signoffs", "--files"],
            ["work"],
            ["command", "copy_database", address],
            ["command", "copy_database", environment.get("DATABASE_URL", f"sqlite:///{new_directory / 'db.sqlite3'}")],
            ["command", "copy_database", "nonsense"],
        )
        assert "the same in both" in copied.get("said", ""), copied
        assert after == state
        assert "all in order" in verified["said"]
        assert grown == {"grown": 1, "refused": 3}
        assert "not empty" in again["refused"]
        assert "same database" in same["refused"]
        assert "no address" in wrong["refused"]
