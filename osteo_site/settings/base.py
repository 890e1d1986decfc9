"""Settings that hold everywhere, with production's values. `dev` relaxes them, `production` demands what has no safe default.

Everything that differs between machines is read from the environment, here and nowhere else; the README lists the variables.
"""

from __future__ import annotations

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]
#: Whatever the site writes: the SQLite database, uploads, collected static files. Not tracked by git.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / ".local")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

# --- Who may reach it ------------------------------------------------------------------------------------------------
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
#: What the ledger of sign-offs is chained with: NAME:KEY by commas, the newest first. Old keys stay, to verify old entries.
LEDGER_KEYS: dict[str, str] = dict(pair.split(":", 1) for pair in env.list("LEDGER_KEYS", default=[]) if ":" in pair)
DEBUG = False
#: Where people report weak spots of the site, as `mailto:` or `https:` addresses by commas: see `/.well-known/security.txt`.
SECURITY_CONTACT: list[str] = env.list("SECURITY_CONTACT", default=[])
#: Whether invented reviewers and articles, and the accounts that come with them, may exist here. See `manage.py demo`.
DEMONSTRATION_ALLOWED = False

# --- What it is made of ----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "modeltranslation",  # first: it patches the admin's and the managers' classes
    "articles",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",  # nothing here uses documents, but Wagtail's admin does not start without them
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v2",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "articles.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.middleware.RefusalMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "osteo_site.urls"
WSGI_APPLICATION = "osteo_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Where it keeps things -------------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
    }

#: What readers’ forms are guarded by (articles.services.feedback.guard): tokens in use, and counts of the hour. Never anything
#: that outlives a day. Apart from the default cache, whose many entries would push the counts out.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "feedback": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "feedback",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_FINDERS = ["articles.styles.Finder"]  # the apps' files, the style sheet gathered from its components
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    # Printed leaflets, and pictures for shared links. They have no address: what was taken down must not stay readable.
    "leaflets": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "leaflets", "allow_overwrite": True},
    },
    "share_pictures": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "share-pictures", "allow_overwrite": True},
    },
}

# --- Languages -------------------------------------------------------------------------------------------------------
# The README's "Adding a language" says what else a new one needs.
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("es", _("Spanish")),
    ("fr", _("French")),
    ("de", _("German")),
    ("ar", _("Arabic")),
    ("zh-hans", _("Simplified Chinese")),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["osteo_site.formats"]

WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# Off on purpose: it would put live aliases in the source language under every other language.
WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = False

MODELTRANSLATION_LANGUAGES = tuple(code for code, _name in LANGUAGES)
MODELTRANSLATION_DEFAULT_LANGUAGE = LANGUAGE_CODE
# A missing language is shown as missing (articles.presentation.localized), never filled in behind the reader's back.
MODELTRANSLATION_ENABLE_FALLBACKS = False

#: A server that speaks LibreTranslate's interface. Off unless an address is given: drafts are sent there.
MACHINE_TRANSLATION = {
    "URL": env.str("MACHINE_TRANSLATION_URL", default=""),
    "API_KEY": env.str("MACHINE_TRANSLATION_API_KEY", default=""),
}

# --- Accounts --------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "articles.User"
AUTHENTICATION_BACKENDS = ["articles.authentication.AccountBackend"]
LOGIN_URL = "wagtailadmin_login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- Transport and cookies -------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if env.bool("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
#: How many proxies of ours stand before it. The reader's address is what the outermost of them wrote into X-Forwarded-For.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1 if env.bool("BEHIND_TLS_PROXY", default=False) else 0)
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = False  # Wagtail's admin reads it from JavaScript
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor previews pages in a frame of its own site
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which asks for DENY

# --- Mail ------------------------------------------------------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="noreply@localhost")

# --- Wagtail ---------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Health answers"
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", default="http://localhost:8000")
WAGTAILIMAGES_IMAGE_MODEL = "articles.ArticleImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "articles.editor.images.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "articles.search"}}
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # addresses are English in every language, so that they survive being read out or typed
# A review ends when every sign-off is there, and publishes what was signed instead of the latest revision.
WAGTAIL_FINISH_WORKFLOW_ACTION = "articles.workflow.publish_signed_revision"
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False  # publishing what was signed earlier must not end the review of a newer draft
# No third party learns who works here.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_USER_TIME_ZONES = [
    "UTC",
    "Europe/London",
    "Europe/Madrid",
    "Europe/Paris",
    "Europe/Berlin",
    "Africa/Cairo",
    "Asia/Shanghai",
    "America/New_York",
]
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "ol", "ul", "link", "citation"]},
    },
}
WAGTAILAPI_LIMIT_MAX = 50
REST_FRAMEWORK = {"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]}
# StreamField editors post several fields a block; Django's limit of 1,000 would turn away a long article.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

#: How many addresses one file of the sitemap may hold; the protocol allows no more.
SITEMAP_LONGEST = 50_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
