"""What leaves a trace in the audit log by itself: see `services.audit`."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import GroupCollectionPermission, GroupPagePermission, ModelLogEntry, PageLogEntry

from .models import User
from .services import audit

_LINKS: Final = {
    User.groups.through: "groups",
    User.user_permissions.through: "permissions",
    Group.permissions.through: "permissions",
}


def _logged_in(user: User, **_kwargs: Any) -> None:
    audit.note(audit.LOGIN, on=user, by=user)


def _logged_out(user: User | None, **_kwargs: Any) -> None:
    if user is not None:
        audit.note(audit.LOGOUT, on=user, by=user)


def _login_failed(credentials: dict[str, Any], **_kwargs: Any) -> None:
    audit.failed_login(credentials.get("username"))


def _rights(sender: Any, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, model: Any, **_kwargs: Any) -> None:
    """Given and taken, from either side of the link."""
    if action not in {"post_add", "post_remove", "pre_clear"}:
        return
    others = model.objects.filter(pk__in=pk_set) if pk_set is not None else _linked(sender, instance, reverse)
    what, given = _LINKS[sender], action == "post_add"
    if reverse:  # `group.user_set.add(user)`
        for other in others:
            audit.rights_changed(other, what, [str(instance)], given=given)
    elif names := [str(other) for other in others]:
        audit.rights_changed(instance, what, names, given=given)


def _linked(sender: Any, instance: Any, reverse: bool) -> Any:
    """All that a link is about to lose."""
    if reverse:
        return instance.user_set.all() if isinstance(instance, Group) else []
    return getattr(instance, _LINKS[sender] if isinstance(instance, Group) else _name_on_user(sender)).all()


def _name_on_user(sender: Any) -> str:
    return "groups" if sender is User.groups.through else "user_permissions"


def _permission_given(instance: Any, created: bool = True, raw: bool = False, **_kwargs: Any) -> None:
    if created and not raw:
        audit.rights_changed(instance.group, _kind(instance), [_words(instance)], given=True)


def _permission_taken(instance: Any, **_kwargs: Any) -> None:
    audit.rights_changed(instance.group, _kind(instance), [_words(instance)], given=False)


def _kind(instance: Any) -> str:
    return "pages" if isinstance(instance, GroupPagePermission) else "collections"


def _words(instance: Any) -> str:
    where = instance.page_id if isinstance(instance, GroupPagePermission) else instance.collection_id
    return f"{instance.permission.codename}: {where}"


def _mirrored(instance: Any, created: bool, raw: bool, **_kwargs: Any) -> None:
    if created and not raw:
        audit.mirror(instance)


def register() -> None:
    user_logged_in.connect(_logged_in, dispatch_uid="audit_login")
    user_logged_out.connect(_logged_out, dispatch_uid="audit_logout")
    user_login_failed.connect(_login_failed, dispatch_uid="audit_login_failed")
    for link in _LINKS:
        m2m_changed.connect(_rights, sender=link, dispatch_uid=f"audit_{link.__name__}")
    for permission in (GroupPagePermission, GroupCollectionPermission):
        post_save.connect(_permission_given, sender=permission, dispatch_uid=f"audit_{permission.__name__}_given")
        post_delete.connect(_permission_taken, sender=permission, dispatch_uid=f"audit_{permission.__name__}_taken")
    for entry in (PageLogEntry, ModelLogEntry):
        post_save.connect(_mirrored, sender=entry, dispatch_uid=f"audit_{entry.__name__}")
