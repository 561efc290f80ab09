"""Django's own log-in, with its argon2 hasher at the parameters that Vestibule is measured with. `python vestibule_peer.py` makes the tables and the people."""

import os
import sys
from urllib.parse import urlsplit

import django
from django.conf import settings

database = urlsplit(os.environ["PEER_DATABASE"])

settings.configure(
    SECRET_KEY="0" * 50,
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="vestibule_peer",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": database.path.lstrip("/"),
            "USER": database.username,
            "PASSWORD": database.password,
            "HOST": database.hostname,
            "PORT": database.port,
            "CONN_MAX_AGE": None,
        }
    },
    PASSWORD_HASHERS=["vestibule_peer.Hasher"],
    LOGIN_REDIRECT_URL="/home",
    USE_TZ=True,
)

if __name__ == "__main__":
    # So that the names above mean this file.
    sys.modules["vestibule_peer"] = sys.modules["__main__"]

from django.contrib.auth.hashers import Argon2PasswordHasher  # noqa: E402


class Hasher(Argon2PasswordHasher):
    """argon2id, 19 MiB, two passes, one lane."""

    time_cost = 2
    memory_cost = 19456
    parallelism = 1


django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.auth.views import LoginView  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import path  # noqa: E402

urlpatterns = [path("login", LoginView.as_view(template_name="login.html"))]
application = get_wsgi_application()

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    password = make_password(os.environ["PEER_PASSWORD"])
    people = int(os.environ["PEER_PEOPLE"])
    User.objects.bulk_create(User(username=f"u{n}", email=f"u{n}@elm.example", password=password) for n in range(1, people + 1))
