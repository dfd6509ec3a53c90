"""Data classes whose methods are written late do what the standard library's do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field
from typing import Any

import pytest

from eligibility import classes


def kinds(decorate: Callable[..., Any]) -> dict[str, Any]:
    """The same classes made by one decorator."""

    @decorate(frozen=True)
    class Frozen:
        """With every kind of field."""

        a: int
        b: str = "x"
        c: dict[str, int] = field(default_factory=dict, hash=False)
        d: int = field(default=0, compare=False, repr=False)
        e: int = field(default=7, init=False)

    @decorate
    class Plain:
        """That can be changed, and works out a field."""

        a: int
        b: list[int] = field(default_factory=list)

        def __post_init__(self) -> None:
            self.a += 1

    @decorate(eq=False, slots=True)
    class Slotted:
        """With slots, compared by identity."""

        a: int
        b: str = ""

    @decorate(frozen=True)
    class Below(Frozen):
        """That inherits."""

        f: int = 3

    return {c.__name__: c for c in (Frozen, Plain, Slotted, Below)}


OURS, THEIRS = kinds(classes.dataclass), kinds(dataclasses.dataclass)
USES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "repr": lambda k: [repr(k["Frozen"](1)), repr(k["Plain"](1)), repr(k["Below"](1, f=2))],
    "equal": lambda k: [
        k["Frozen"](1) == k["Frozen"](1, d=5), k["Frozen"](1) == k["Frozen"](2),
        k["Frozen"](1) == k["Below"](1), k["Frozen"](1) == 1, k["Plain"](1) == k["Plain"](1),
        k["Slotted"](1) == k["Slotted"](1),
    ],
    "hash": lambda k: [
        hash(k["Frozen"](1)) == hash(k["Frozen"](1, c={"z": 1}, d=4)), k["Plain"].__hash__,
        len({k["Frozen"](1), k["Frozen"](1), k["Frozen"](2)}),
    ],
    "fields": lambda k: [[f.name for f in dataclasses.fields(c)] for c in k.values()],
    "replace": lambda k: repr(dataclasses.replace(k["Frozen"](1, c={"q": 2}), a=5)),
    "as a dict": lambda k: dataclasses.asdict(k["Below"](1)),
    "own default": lambda k: k["Plain"](1).b is not k["Plain"](1).b,
    "copy": lambda k: repr(copy.deepcopy(k["Frozen"](1, c={"a": 1}))),
    "match": lambda k: k["Frozen"].__match_args__,
    "slots": lambda k: [hasattr(k["Slotted"](1), "__dict__"), k["Slotted"](2, "y").b],
}  # fmt: skip


@pytest.mark.parametrize("name", USES)
def test_like_the_standard_library(name: str) -> None:
    """Each use gives the same with either decorator, the first time and the second."""
    wanted = USES[name](THEIRS)
    assert USES[name](OURS) == wanted
    assert USES[name](OURS) == wanted


@pytest.mark.parametrize("kind", [OURS, THEIRS])
def test_wrong_use_is_refused(kind: dict[str, Any]) -> None:
    """A frozen object stays as it is; wrong arguments are told."""
    frozen = kind["Frozen"](1)
    with pytest.raises(FrozenInstanceError):
        frozen.a = 2
    with pytest.raises(FrozenInstanceError):
        del frozen.a
    for wrong in ({}, {"a": 1, "z": 2}, {"a": 1, "e": 3}):
        with pytest.raises(TypeError):
            kind["Frozen"](**wrong)


@classes.dataclass(frozen=True)
class Sent:
    """A frozen class that goes to another process."""

    a: int
    b: tuple[int, ...] = ()


def test_pickled() -> None:
    """Frozen objects can be sent to another process."""
    assert pickle.loads(pickle.dumps(Sent(1, (2,)))) == Sent(1, (2,))  # noqa: S301
