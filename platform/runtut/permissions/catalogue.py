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
_operators: dict[str, Permission] = {}


def declare(key: str, sentence: str) -> str:
    """Declare a permission of a room; the same key twice with other words is a programming error."""
    return _declare(_declared, Permission(key, sentence))


def declare_operators(key: str, sentence: str) -> str:
    """Declare what the operator of the platform alone may do: no role of a pemda can hold it."""
    return _declare(_operators, Permission(key, sentence))


def _declare(known: dict[str, Permission], permission: Permission) -> str:
    if known.setdefault(permission.key, permission) != permission or permission.key in _declared.keys() & _operators.keys():
        raise ValueError(f"permission {permission.key} is declared twice")
    return permission.key


def catalogue() -> tuple[Permission, ...]:
    """All permissions that a role of a pemda may hold, by key."""
    return tuple(_declared[key] for key in sorted(_declared))


def operators_catalogue() -> tuple[Permission, ...]:
    """What the operator of the platform may do, by key."""
    return tuple(_operators[key] for key in sorted(_operators))


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


def is_operators(permission: str | None) -> bool:
    """Whether it is for the operator of the platform alone."""
    return permission == OPERATOR or permission in _operators


def is_known(permission: str) -> bool:
    """Whether `permission` is open or declared."""
    return permission in OPEN_TO or permission in _declared or permission in _operators
