"""All settings, for every mode. What differs between installations comes from the environment (`config/env.py`)."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from goldenthread.config import env, logs

BASE_DIR = Path(__file__).resolve().parents[2]
MODE = env.mode()
PRODUCTION = MODE == "production"
DEMONSTRATION = MODE == "demonstration"
DATA_DIR = env.folder("GOLDENTHREAD_DATA", Path.cwd())
SECRET_KEY = env.secret_key(MODE, DATA_DIR)
DEBUG = False
ADDRESS = env.address("GOLDENTHREAD_ADDRESS")
ALLOWED_HOSTS = env.names("GOLDENTHREAD_HOSTS")
CSRF_TRUSTED_ORIGINS = [ADDRESS]
SECURE = ADDRESS.startswith("https://")

# The one list of installed areas, in the order of the layers.
AREAS = [
    "goldenthread.demo",
    "goldenthread.reports",
    "goldenthread.api",
    "goldenthread.plans",
    "goldenthread.finance",
    "goldenthread.assurance",
    "goldenthread.performance",
    "goldenthread.returns",
    "goldenthread.case_audits",
    "goldenthread.self_assessment",
    "goldenthread.scrutiny",
    "goldenthread.releases",
    "goldenthread.evidence",
    "goldenthread.benchmarks",
    "goldenthread.quality",
    "goldenthread.thread",
    "goldenthread.workbench",
    "goldenthread.accounts",
    "goldenthread.partnership",
    "goldenthread.clocks",
    "goldenthread.documents",
    "goldenthread.records",
    "goldenthread.jobs",
    "goldenthread.audit",
    "goldenthread.ui",
]
INSTALLED_APPS = [
    *AREAS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "ninja",
]

MIDDLEWARE = [
    "goldenthread.audit.middleware.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "goldenthread.documents.middleware.RefuseLargeBodies",  # before anything reads the body
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "goldenthread.accounts.middleware.ViewerMiddleware",
    "goldenthread.accounts.middleware.SecondFactorMiddleware",
    "goldenthread.ui.errors.HouseErrors",  # innermost: turns refusals of views into pages
]
ROOT_URLCONF = "goldenthread.config.urls"
WSGI_APPLICATION = "goldenthread.config.wsgi.application"

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "csp.context_processors.nonce",
]
TEMPLATES = [
    {
        "BACKEND": "goldenthread.ui.jinja.JinjaPages",  # only names that end in .jinja
        "APP_DIRS": True,
        "OPTIONS": {"environment": "goldenthread.ui.jinja.environment", "context_processors": _CONTEXT},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",  # allauth's own pages, restyled by ours
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]
FORM_RENDERER = "goldenthread.ui.forms.GovukRenderer"

DATABASES = {"default": env.database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SECOND_FACTOR_ENFORCED = not DEMONSTRATION
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "goldenthread.accounts.adapters.Doorkeeper"
_OURS = "goldenthread.accounts.sign_in_forms."
ACCOUNT_FORMS = {
    "login": "goldenthread.accounts.forms.SignInForm",
    "reset_password": _OURS + "AskForLinkForm",
    "reset_password_from_key": _OURS + "NewPasswordForm",
    "change_password": _OURS + "ChangePasswordForm",
    "reauthenticate": _OURS + "ConfirmPasswordForm",
}
MFA_ADAPTER = "goldenthread.accounts.adapters.SecondProof"
MFA_FORMS = {
    "authenticate": _OURS + "CodeForm",
    "reauthenticate": _OURS + "ConfirmCodeForm",
    "activate_totp": _OURS + "TurnOnAppForm",
    "add_webauthn": _OURS + "AddKeyForm",
    "edit_webauthn": _OURS + "RenameKeyForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation is answered from the mailbox it went to
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_MAX_EMAIL_ADDRESSES = 1  # the address that was invited; another comes with another invitation
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reset_password": "10/h/ip,3/h/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.whole("GOLDENTHREAD_PROXIES")
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Golden Thread"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # a demonstration runs on http://localhost
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_ADAPTER = "goldenthread.accounts.adapters.SingleSignOn"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_PROVIDERS = env.single_sign_on()
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
# In production files are collected, hashed and compressed (`collectstatic`); elsewhere they are served where they lie.
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
CSRF_FAILURE_VIEW = "goldenthread.ui.errors.csrf_failure"
MEDIA_ROOT = DATA_DIR / "files"
PACK_DAYS = env.whole("GOLDENTHREAD_PACK_DAYS")
UPLOAD_BYTES = env.whole("GOLDENTHREAD_UPLOAD_MB") * 1024 * 1024

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Mail is kept in a table and sent by the worker (jobs.mail); this is how the worker sends it, empty without a mail server.
OUTGOING_MAIL = env.mail_server()
EMAIL_BACKEND = "goldenthread.jobs.mailbox.KeptMail"
DEFAULT_FROM_EMAIL = env.text("GOLDENTHREAD_EMAIL_FROM")
BACKUPS_KEPT = env.backups_kept(MODE)  # nightly ones, in the folder backups of the data; nought makes none
CLAMAV = env.text("GOLDENTHREAD_CLAMAV")
LOGGING = logs.logging(MODE)
