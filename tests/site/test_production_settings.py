"""Production refuses to start half configured, and says what to set. Each case is a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

KEY = "a-key-of-tests-only-" * 4
LEDGER_KEY = "another-key-of-tests-only-" * 3
GOOD = {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "health.example.org", "LEDGER_KEYS": f"2026:{LEDGER_KEY}"}
PRODUCTION = "osteo_site.settings.production"
DEVELOPMENT = "osteo_site.settings.dev"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs Python in the project with nothing in the environment but what is given, its files under a folder of its own."""

    def run_python(*arguments: str, module: str | None = PRODUCTION, **environment: str) -> subprocess.CompletedProcess[str]:
        known = {"PATH": "/usr/bin:/bin", "DATA_DIR": str(tmp_path / "data"), "PYTHONDONTWRITEBYTECODE": "1"}
        if module:
            known["DJANGO_SETTINGS_MODULE"] = module
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env={**known, **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run_python


def value_of(run: Run, expression: str, **environment: str) -> str:
    result = run("-c", f"from django.conf import settings; print({expression})", **environment)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.mark.parametrize("missing", list(GOOD))
@pytest.mark.parametrize("how", ["unset", "empty"])
def test_production__says_what_to_set(run: Run, missing: str, how: str) -> None:
    environment = {name: value for name, value in GOOD.items() if name != missing} | ({missing: ""} if how == "empty" else {})
    result = run("manage.py", "check", **environment)
    assert result.returncode != 0
    assert f"Set the environment variable {missing}" in result.stderr


def test_production__is_what_the_server_starts_with(run: Run) -> None:
    """Nobody serves the public with development's settings by forgetting a variable."""
    result = run("-c", "import osteo_site.wsgi", module=None)
    assert "Set the environment variable SECRET_KEY" in result.stderr


def test_production__is_clean(run: Run) -> None:
    known = {**GOOD, "SECURITY_CONTACT": "mailto:security@example.org"}
    result = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **known)
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout + result.stderr


def test_production__never_prints_a_key(run: Run) -> None:
    for environment in (GOOD, {**GOOD, "ALLOWED_HOSTS": ""}):
        result = run("manage.py", "check", "--deploy", **environment)
        assert [key for key in (KEY, LEDGER_KEY) if key in result.stdout + result.stderr] == []


@pytest.mark.parametrize("keys", ["2026", "2026:short", ":", f"2026:{LEDGER_KEY},2025:short"])
def test_production__refuses_weak_ledger_keys(run: Run, keys: str) -> None:
    result = run("manage.py", "check", **{**GOOD, "LEDGER_KEYS": keys})
    assert result.returncode != 0
    assert "Set the environment variable LEDGER_KEYS" in result.stderr


@pytest.mark.parametrize(("name", "value"), [("DEBUG", "true"), ("DEMONSTRATION_ALLOWED", "true")])
def test_production__cannot_be_relaxed_by_the_environment(run: Run, name: str, value: str) -> None:
    assert value_of(run, f"settings.{name}", **GOOD, **{name: value}) == "False"


def test_production__cannot_do_without_a_second_factor(run: Run) -> None:
    assert "SECOND_FACTOR_REQUIRED" in run("manage.py", "check", **{**GOOD, "SECOND_FACTOR_REQUIRED": "false"}).stderr
    values = "settings.SECOND_FACTOR_REQUIRED, settings.SESSION_COOKIE_NAME, settings.PASSWORD_HASHERS[0]"
    assert value_of(run, values, **GOOD) == "True __Host-sessionid django.contrib.auth.hashers.Argon2PasswordHasher"


def test_production__keeps_cookies_and_traffic_encrypted(run: Run) -> None:
    names = ["SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS > 0"]
    assert value_of(run, ", ".join(f"settings.{name}" for name in names), **GOOD) == "True True True True"


@pytest.mark.parametrize("module", [PRODUCTION, DEVELOPMENT])
@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (None, "django.db.backends.sqlite3"),
        (
            "postgres://somebody:a%40b@db.example.org:5433/health",
            "django.db.backends.postgresql db.example.org 5433 health somebody a@b",
        ),
    ],
    ids=["SQLite", "PostgreSQL"],
)
def test_database__chosen_by_the_environment(run: Run, module: str, url: str | None, expected: str) -> None:
    database = 'settings.DATABASES["default"]'
    fields = ["ENGINE", "HOST", "PORT", "NAME", "USER", "PASSWORD"] if url else ["ENGINE"]
    expression = ", ".join(f'{database}["{field}"]' for field in fields)
    assert value_of(run, expression, module=module, **GOOD, **({"DATABASE_URL": url} if url else {})) == expected


def test_development__needs_no_environment(run: Run, tmp_path: Path) -> None:
    assert run("manage.py", "check", module=None).returncode == 0
    mailbox = value_of(run, "settings.EMAIL_BACKEND", module=DEVELOPMENT)
    assert mailbox == "django.core.mail.backends.console.EmailBackend"
    assert value_of(run, 'settings.DATABASES["default"]["NAME"]', module=DEVELOPMENT).startswith(str(tmp_path))


def test_development__makes_its_own_key_once(run: Run, tmp_path: Path) -> None:
    first, second = (value_of(run, "settings.SECRET_KEY, settings.LEDGER_KEYS", module=DEVELOPMENT) for _start in range(2))
    assert first == second
    files = [path for path in (tmp_path / "data").iterdir() if path.is_file() and path.read_text() in first]
    assert [(len(path.read_text()) >= 50, path.stat().st_mode & 0o077) for path in files] == [(True, 0)] * 2


def test_demonstration__refused_in_production(run: Run, tmp_path: Path) -> None:
    result = run("manage.py", "demo", "--no-serve", **GOOD)
    assert result.returncode != 0
    assert "production" in result.stderr
    assert not (tmp_path / "data" / "db.sqlite3").exists()
