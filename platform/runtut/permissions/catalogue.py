"""The catalogue of permissions that rooms declare, and the decorator by which a view names its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

PUBLIC, SIGNED_IN, MEMBER, OPERATOR = "public", "signed-in", "member", "operator"
OPEN_TO = {PUBLIC, SIGNED_IN, MEMBER, OPERATOR}

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Permission:
    """`sentence` completes "Siapa boleh …" in the matrix of roles."""

    key: str
    sentence: str


_declared: dict[str, Permission] = {}


def declare(key: str, sentence: str) -> str:
    """Declare a permission of a room; the same key twice with other words is a programming error."""
    permission = Permission(key, sentence)
    if _declared.setdefault(key, permission) != permission:
        raise ValueError(f"permission {key} is declared twice")
    return key


def catalogue() -> tuple[Permission, ...]:
    """All declared permissions, by key."""
    return tuple(_declared[key] for key in sorted(_declared))


def needs(permission: str) -> Callable[[View], View]:
    """Name what a view needs: a declared key, or PUBLIC, SIGNED_IN (no pemda), OPERATOR (of the platform), MEMBER (of the
    pemda in the address)."""

    def mark(view: View) -> View:
        view.needs = permission  # type: ignore[attr-defined]
        return view

    return mark


def need_of(view: Callable[..., Any], method: str) -> str | None:
    """What `view` needs for `method`; class-based views name it on the method or on the class. None: nothing named."""
    holder = getattr(view, "view_class", None)
    if holder is not None:
        on_method = getattr(getattr(holder, method.lower(), None), "needs", None)
        named: str | None = on_method or getattr(holder, "needs", None)
        return named
    plain: str | None = getattr(view, "needs", None)
    return plain


def is_known(permission: str) -> bool:
    """Whether `permission` is open or declared."""
    return permission in OPEN_TO or permission in _declared
