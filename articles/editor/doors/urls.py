"""Which of django-allauth's addresses exist, under `/admin/`. There is no signing up, no mail address to confirm, and no way in
by a link or a code alone.

Below `second-factor/` somebody who gave their password alone is themselves (articles.middleware.SET_UP): nothing stands there
that is not for them.
"""

from __future__ import annotations

from django.urls import path
from django.views.decorators.cache import never_cache

from . import views
from .views import door

urlpatterns = [
    path("login/", never_cache(views.Login.as_view()), name="account_login"),
    path("login/second-step/", never_cache(views.SecondStep.as_view()), name="mfa_authenticate"),
    path("login/leave/", views.leave, name="leave_login"),
    path("second-factor/", door(views.Overview.as_view()), name="mfa_index"),
    path("second-factor/passkeys/", door(views.Overview.as_view()), name="mfa_list_webauthn"),
    path("second-factor/app/", door(views.SetUpApp.as_view()), name="mfa_activate_totp"),
    path("second-factor/app/remove/", door(views.RemoveApp.as_view()), name="mfa_deactivate_totp"),
    path("second-factor/passkeys/add/", door(views.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("second-factor/passkeys/<int:pk>/remove/", door(views.RemovePasskey.as_view()), name="mfa_remove_webauthn"),
    path("second-factor/recovery-codes/", door(views.RecoveryCodes.as_view()), name="mfa_view_recovery_codes"),
    path("second-factor/recovery-codes/new/", door(views.NewRecoveryCodes.as_view()), name="mfa_generate_recovery_codes"),
    path("second-factor/confirm/", door(views.ConfirmByCode.as_view()), name="mfa_reauthenticate"),
    path("second-factor/confirm/passkey/", door(views.ConfirmByPasskey.as_view()), name="mfa_reauthenticate_webauthn"),
    path("second-factor/confirmed/", door(views.confirmed), name="confirmed"),
    path("second-factor/confirm/password/", door(views.ConfirmByPassword.as_view()), name="account_reauthenticate"),
]
