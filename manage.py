#!/usr/bin/env python3
"""The command line. Without DJANGO_SETTINGS_MODULE it uses the development settings."""

from __future__ import annotations

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osteo_site.settings.dev")
    os.environ.setdefault("DATABASE_STATEMENT_TIMEOUT", "0")  # nobody waits for a migration in front of a browser
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit(
            "Django is not installed in this Python. Run the first command of the README, or activate its virtual environment."
        ) from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
