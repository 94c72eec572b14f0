"""Settings: one file, the environment with safe defaults.

Without any environment this is a single machine: SQLite and all data under `var/`, loopback addresses only, mail
kept as files. What an installation may set is listed in `docs/operation.md`.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).resolve().parents[1]
SOURCE_TREE = PACKAGE.parents[1]


def flag(name: str, default: bool = False) -> bool:
    """A yes or no from the environment; anything else is refused."""
    text = os.environ.get(name, "").strip().lower()
    if text in {"", "1", "yes", "true", "0", "no", "false"}:
        return default if text == "" else text in {"1", "yes", "true"}
    raise ImproperlyConfigured(f"{name} is {text!r}; write 1 or 0.")


def number(name: str, default: int) -> int:
    """A whole number from 1 from the environment; anything else is refused."""
    text = os.environ.get(name, "").strip() or str(default)
    if not text.isdecimal() or int(text) < 1:
        raise ImproperlyConfigured(f"{name} is {text!r}; write a whole number from 1.")
    return int(text)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list from the environment."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def data_folder() -> Path:
    """Where this installation keeps its data: SELVSTYRT_VAR, else var/ in the source tree or the present folder."""
    if "SELVSTYRT_VAR" in os.environ:
        folder = Path(os.environ["SELVSTYRT_VAR"]).resolve()
    else:
        home = SOURCE_TREE if (SOURCE_TREE / "pyproject.toml").is_file() else Path.cwd()
        folder = home / "var"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """SELVSTYRT_SECRET_KEY, else one made once and kept in the data folder, readable by its owner only."""
    if given := os.environ.get("SELVSTYRT_SECRET_KEY"):
        return given
    path = folder / "secret-key"
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    key = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(key)
    return key


def database(folder: Path) -> dict[str, Any]:
    """SQLite in the data folder, or the PostgreSQL of DATABASE_URL."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "selvstyrt.sqlite3",
            "TEST": {"NAME": str(folder / "test.sqlite3")},
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must start with postgresql:// (or be left out, for SQLite).")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": {"min_size": 2, "max_size": 8, "timeout": 10}},
    }


VAR = data_folder()
SECRET_KEY = secret_key(VAR)
DEBUG = flag("SELVSTYRT_DEBUG")
HTTPS = flag("SELVSTYRT_HTTPS")  # on: the address people use is https
ALLOWED_HOSTS = words("SELVSTYRT_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = words("SELVSTYRT_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "selvstyrt.apps.journal",
    "selvstyrt.apps.people",
    "selvstyrt.apps.directory",
    "selvstyrt.apps.decisions",
    "selvstyrt.apps.schemes",
    "selvstyrt.apps.plans",
    "selvstyrt.apps.timesheets",
    "selvstyrt.apps.hours",
    "selvstyrt.apps.payroll",
    "selvstyrt.apps.reports",
    "selvstyrt.faces.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "selvstyrt.faces.web.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads each answer at random, so that its length tells nothing
    "selvstyrt.faces.api.open.middleware.open_api",
    "selvstyrt.faces.web.middleware.safe_requests",
    "selvstyrt.faces.web.open.shell.same_for_all",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "selvstyrt.faces.web.language.chosen_language",
    "selvstyrt.faces.web.methods.answers_all_methods",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "selvstyrt.faces.web.middleware.private_pages",
]

ROOT_URLCONF = "selvstyrt.config.urls"
WSGI_APPLICATION = "selvstyrt.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "faces" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "selvstyrt.faces.web.navigation.context",
                "selvstyrt.faces.web.open.menu.context",
            ],
            "builtins": ["selvstyrt.faces.web.templatetags.amounts"],
        },
    }
]

DATABASES = {"default": database(VAR)}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    INSTALLED_APPS.append("procrastinate.contrib.django")  # its queue needs PostgreSQL

CACHES = {
    "default": {
        # In the database, so that limits count the same in every process.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "selvstyrt_cache",
    },
    "open": {
        # Open pages as they were made, in the memory of each process; a minute, so that new facts soon show.
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "open",
        "TIMEOUT": 60,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

# Logins: local accounts by e-mail; nobody signs up alone, people are invited to a scheme.
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "selvstyrt.faces.web.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_FORMS = {
    "login": "selvstyrt.faces.web.start.account_forms.LoginForm",
    "reset_password": "selvstyrt.faces.web.start.account_forms.ResetPasswordForm",
    "reset_password_from_key": "selvstyrt.faces.web.start.account_forms.ResetPasswordKeyForm",
    "change_password": "selvstyrt.faces.web.start.account_forms.ChangePasswordForm",
    "set_password": "selvstyrt.faces.web.start.account_forms.SetPasswordForm",
    "reauthenticate": "selvstyrt.faces.web.start.account_forms.ReauthenticateForm",
}
MFA_ADAPTER = "selvstyrt.faces.web.accounts.CodeAdapter"
MFA_FORMS = {
    "authenticate": "selvstyrt.faces.web.start.account_forms.AuthenticateForm",
    "reauthenticate": "selvstyrt.faces.web.start.account_forms.ReauthenticateCodeForm",
    "activate_totp": "selvstyrt.faces.web.start.account_forms.ActivateTOTPForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Selvstyrt"
# The code before and the one after count too (RFC 6238, section 5.2): whoever types slowly has half a minute more.
MFA_TOTP_TOLERANCE = 1

# Sessions and cookies. Lax, because a login service sends people back to us.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-s" if HTTPS else "s"
CSRF_COOKIE_NAME = "__Host-c" if HTTPS else "c"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
CSRF_FAILURE_VIEW = "selvstyrt.faces.web.errors.forgery_suspected"

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if flag("SELVSTYRT_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Limits count people by the address that the proxy adds to X-Forwarded-For, not by the proxy's own.
    ALLAUTH_TRUSTED_PROXY_COUNT = number("SELVSTYRT_PROXIES", 1)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# A month's import fits; a flood does not.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Languages: bokmål is the text in the source; nynorsk and English are catalogues.
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "bokmål"), ("nn", "nynorsk"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "faces" / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "selvstyrt.faces.web.assets.HashedStorage"
    },
}
MEDIA_ROOT = VAR / "files"

# Mail: real SMTP when a server is named, else kept as files, so that nothing is lost in a demo.
EMAIL_HOST = os.environ.get("SELVSTYRT_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("SELVSTYRT_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("SELVSTYRT_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SELVSTYRT_SMTP_PASSWORD", "")
EMAIL_USE_TLS = flag("SELVSTYRT_SMTP_STARTTLS")
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("SELVSTYRT_MAIL_FROM", "selvstyrt@localhost")

# Roster runs: "process" starts workers on this machine, so many at once; "queue" leaves them to `selvstyrt worker`.
SELVSTYRT_RUNNER = os.environ.get("SELVSTYRT_RUNNER", "process")
if SELVSTYRT_RUNNER not in {"process", "queue"}:
    raise ImproperlyConfigured(f"SELVSTYRT_RUNNER is {SELVSTYRT_RUNNER!r}; write process or queue.")
SELVSTYRT_WORKERS = number("SELVSTYRT_WORKERS", os.cpu_count() or 1)

# Public facts: every question of `selvstyrt import` goes to this address instead of the source's own (a mirror).
SELVSTYRT_IMPORT_VIA = os.environ.get("SELVSTYRT_IMPORT_VIA", "").strip()
SELVSTYRT_IMPORT_WAITS = (1.0, 5.0, 20.0)  # seconds before each new attempt where a source does not answer or is busy

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "selvstyrt.faces.web.middleware.LogLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "procrastinate": {"level": "WARNING"},
    },
}
