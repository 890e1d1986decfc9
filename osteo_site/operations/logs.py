"""Records of the log as JSON, one a line, each with the request that it belongs to."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any, Final

from .requests import current_request

#: What every record has; the rest was given by whoever logged it (`extra`).
_OWN: Final = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "request_id", "taskName"}


class RequestFilter(logging.Filter):
    """Adds `request_id` to every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request()
        return True


class JsonFormatter(logging.Formatter):
    """Only plain values are written of what came with a record: a request or an account would bring a reader's data with it."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request := getattr(record, "request_id", ""):
            line["request"] = request
        for name, value in record.__dict__.items():
            if name not in _OWN and name not in line and (value is None or isinstance(value, str | int | float | bool)):
                line[name] = value
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
