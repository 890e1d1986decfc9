"""The conservative alternative to granian: `gunicorn --config osteo_site/deploy/gunicorn.conf.py`.

Reload without a failed request with HUP, as systemd's `systemctl reload` does. See production.md.
"""

import multiprocessing
import os

wsgi_app = "osteo_site.wsgi"
bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", multiprocessing.cpu_count() + 1))
threads = int(os.environ.get("WEB_THREADS", "4"))  # so that one slow client or query holds up nobody else
worker_class = "gthread"
timeout = 60  # seconds; longer than DATABASE_STATEMENT_TIMEOUT
graceful_timeout = 30
keepalive = 5
max_requests, max_requests_jitter = 20_000, 2_000
worker_tmp_dir = "/dev/shm"  # noqa: S108 (a heartbeat, which must not wait for a disk)
limit_request_line, limit_request_fields, limit_request_field_size = 8190, 60, 8190
forwarded_allow_ips = ""  # Django reads the proxy's headers itself, as BEHIND_TLS_PROXY and TRUSTED_PROXIES say
accesslog = None  # osteo_site.operations.requests writes one line a request, without anything of the reader
errorlog = "-"
control_socket_disable = True
