"""Settings that hold everywhere, with production's values. `dev` relaxes them, `production` demands what has no safe default.

Everything that differs between machines is read from the environment, here and nowhere else; the README lists the variables.
"""

from __future__ import annotations

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from . import scale

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]
#: Whatever the site writes: the SQLite database, uploads, collected static files. Not tracked by git.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / ".local")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

# --- Who may reach it ------------------------------------------------------------------------------------------------
SECRET_KEY = env.str("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
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
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "articles.security_headers.SecurityHeadersMiddleware",  # first: whatever leaves the site passes by it
    "osteo_site.operations.requests.RequestMiddleware",
    "osteo_site.operations.probes.ProbeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "articles.middleware.LanguageMiddleware",
    "articles.middleware.SizeMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "articles.middleware.StaffSessionMiddleware",  # Django's, where a password alone is nobody
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "osteo_site.operations.unavailable.UnavailableMiddleware",
    "articles.middleware.RefusalMiddleware",
    "articles.editor.audit.DownloadsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "osteo_site.urls"
WSGI_APPLICATION = "osteo_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "articles.template_loader.Loader"],
                )
            ],
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
DATABASES = scale.databases(env, f"sqlite:///{DATA_DIR / 'db.sqlite3'}")
DATABASE_ROUTERS = ["osteo_site.operations.replica.ReplicaRouter"] if "replica" in DATABASES else []

#: What readers’ forms are guarded by (articles.services.feedback.guard): tokens in use, and counts of the hour. Never anything
#: that outlives a day. Apart from the default cache, whose many entries would push the counts out.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "osteo_site.page_cache.versioned_keys.make_key",
    },
    "feedback": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "feedback",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}
CACHES = scale.with_redis(env, CACHES)

# --- Finished pages in front of Django (osteo_site.page_cache) ----------------------------------------------------------
PAGE_CACHE = {
    #: What each process may hold of them; 0 turns the cache off.
    "MEGABYTES": env.int("PAGE_CACHE_MEGABYTES", default=64),
    #: How long a CDN may show a page without having asked, in all. With 0 nobody shows a page that was taken down.
    "CDN_SECONDS": env.int("CDN_SECONDS", default=0),
    #: How long pages are served while the database cannot be reached, and nobody knows what was taken down meanwhile.
    "OUTAGE_SECONDS": env.int("PAGE_CACHE_OUTAGE_SECONDS", default=3600),
    #: Where processes share them. Never asked what is fresh.
    "REDIS_URL": env.str("REDIS_URL", default=""),
}

#: Other origins that style sheets, scripts and pictures are served from, such as a CDN: the content security policy allows them.
FILE_ORIGINS: list[str] = env.list("FILE_ORIGINS", default=[])
WHITENOISE_ALLOW_ALL_ORIGINS = False  # pages of other sites have no business in reading our files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_FINDERS = ["articles.styles.Finder"]  # the apps' files, the style sheet gathered from its components
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    # Originals of pictures. Readers get renditions, from MEDIA_ROOT.
    "default": {"BACKEND": "articles.models.originals.OriginalsStorage", "OPTIONS": {"location": DATA_DIR / "originals"}},
    "renditions": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
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
STORAGES = scale.with_s3(env, STORAGES)

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
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
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

#: Whether everybody with an account must show a passkey, a code of an authenticator app or a recovery code beside the password.
#: Only demonstrations may do without (articles.services.second_factor), and say so.
SECOND_FACTOR_REQUIRED = True
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "articles.editor.doors.forms.PasswordResetForm"  # noqa: S105
PASSWORD_RESET_TIMEOUT = 60 * 60
# django-allauth: the ceremonies of login and second factor. Accounts are made by administrators, here and nowhere else; which of
# its addresses exist is in articles.editor.doors.urls.
ACCOUNT_ADAPTER = "articles.editor.doors.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "articles.editor.doors.forms.LoginForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up; its own check compares this with the methods
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are given by administrators
ACCOUNT_LOGIN_TIMEOUT = 10 * 60  # between password and second factor
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # which count in a cache; articles.services.attempts counts on the database
ACCOUNT_SESSION_REMEMBER = False  # a session ends with its browser, too
MFA_ADAPTER = "articles.editor.doors.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "articles.editor.doors.forms.CodeForm",
    "authenticate_webauthn": "articles.editor.doors.forms.PasskeyForm",
    "reauthenticate": "articles.editor.doors.forms.ConfirmCodeForm",
    "reauthenticate_webauthn": "articles.editor.doors.forms.ConfirmPasskeyForm",
    "activate_totp": "articles.editor.doors.forms.ActivateAppForm",
    "add_webauthn": "articles.editor.doors.forms.AddPasskeyForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # clocks of phones are up to half a minute off; no code is taken twice

# --- Transport and cookies -------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if env.bool("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
#: How many proxies of ours stand before it. The reader's address is what the outermost of them wrote into X-Forwarded-For.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1 if env.bool("BEHIND_TLS_PROXY", default=False) else 0)
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds after which everybody logs in again, however busy
#: Seconds after which a session that nobody works in ends.
SESSION_IDLE_AGE = 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = False  # Wagtail's admin reads it from JavaScript
X_FRAME_OPTIONS = "DENY"  # but for the admin's previews: see articles.security_headers

# --- Mail ------------------------------------------------------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="noreply@localhost")

# --- Wagtail ---------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Health answers"
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", default="http://localhost:8000")
WAGTAILIMAGES_IMAGE_MODEL = "articles.ArticleImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "articles.editor.images.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILSEARCH_BACKENDS = scale.search(env)
TASKS, _apps_of_tasks = scale.tasks(env)
WAGTAILFRONTENDCACHE, _apps_of_cdn = scale.cdn(env)
WAGTAILFRONTENDCACHE_LANGUAGES: list[str] = []  # a page has one language, and its own address
INSTALLED_APPS += [*_apps_of_tasks, *_apps_of_cdn]
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
#: The largest request, in bytes: a picture with what comes around it. Anything larger is refused before it is read.
LARGEST_REQUEST = 12 * 1024 * 1024
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    # Never basic authentication, which is the framework's default: a password alone is nobody.
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
}
# StreamField editors post several fields a block; Django's limit of 1,000 would turn away a long article.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

#: How many addresses one file of the sitemap may hold; the protocol allows no more.
SITEMAP_LONGEST = 50_000

# --- Running it: README, "Running it in production" ------------------------------------------------------------------
LOGGING = scale.logging_config(env, "json")
METRICS_TOKEN = scale.metrics_token(env)
scale.report_errors(env)
