"""Passwords: what is good enough, and how they are kept (argon2id, RFC 9106)."""

import functools
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from assistant.errors import UnusableInput
from assistant.workspace.documents import plain

SHORTEST = 8
_DIFFERENT = 4
_LONGEST = 200  # argon2 takes any length; nobody types more, and a megabyte would be an attack
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
_COMMON = frozenset(
    {
        *("12345678", "123456789", "1234567890", "87654321", "11111111", "88888888", "66666666"),
        *("password", "password1", "passw0rd", "qwertyui", "qwerty123", "1qaz2wsx", "abcd1234"),
        *(
            "a1234567",
            "aa123456",
            "abc12345",
            "admin123",
            "administrator",
            "iloveyou",
            "woaini1314",
        ),
    }
)
# OWASP's parameters for argon2id: 30 people who sign in at once take 0.6 GB, not 2.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def demand_fit(password: str, name: str) -> None:
    """Raise `UnusableInput` if the password is one that is tried first."""
    if not SHORTEST <= len(password) <= _LONGEST:
        raise UnusableInput(
            f"口令要 {SHORTEST} 到 {_LONGEST} 个字符", cure="用一句自己记得住的话最好"
        )
    typed = plain(password, "口令").lower()
    if (
        typed in _COMMON
        or len(set(typed)) < _DIFFERENT
        or typed in (name.lower(), name.lower() * 2)
    ):
        raise UnusableInput("这个口令太容易猜到", cure="不要用连号、叠字、常见口令或自己的名字")


def fresh_password() -> str:
    """A password that nobody guesses and that can be read out: 79 bits, no letters that look alike."""
    groups = ("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def hashed(password: str) -> str:
    """The hash to keep."""
    return _HASHER.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether the password belongs to the hash; takes as long where there is no account."""
    given = plain(password, "口令")
    if len(given) > _LONGEST:
        return False
    try:
        verified = _HASHER.verify(kept or _nobodys(), given)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return verified and kept is not None


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(kept)


@functools.cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this password")
