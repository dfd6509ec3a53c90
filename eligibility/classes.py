"""Data classes that cost next to nothing until they are used.

`dataclass` is the standard library's in all that it gives, but each method is written when it is
first called: a run of the program declares two hundred classes and makes objects of forty.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

_Method = Callable[..., Any]


def _initialiser(cls: type, frozen: bool) -> str:
    """The text of `__init__`; a frozen object is filled past its own `__setattr__`."""
    fields = [f for f in dataclasses.fields(cls) if f.init]
    heads = ["self", *(f"{f.name}={_default(f)}" if _has_default(f) else f.name for f in fields)]
    lines = []
    for f in dataclasses.fields(cls):
        if f.default_factory is not dataclasses.MISSING:
            made = f"given[{f.name!r}].default_factory()"
            value = f"{made} if {f.name} is missing else {f.name}" if f.init else made
        else:
            value = f.name if f.init else f"given[{f.name!r}].default"
        if f.init or _has_default(f):
            lines.append(
                f"put(self, {f.name!r}, {value})" if frozen else f"self.{f.name} = {value}"
            )
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    return f"def __init__({', '.join(heads)}):\n  " + "\n  ".join(lines or ["pass"])


def _has_default(f: dataclasses.Field[Any]) -> bool:
    return f.default is not dataclasses.MISSING or f.default_factory is not dataclasses.MISSING


def _default(f: dataclasses.Field[Any]) -> str:
    return "missing" if f.default is dataclasses.MISSING else f"given[{f.name!r}].default"


def _values(cls: type, of: str, *, hashed: bool = False) -> str:
    """The text of the tuple of what is compared (or hashed) of an object."""
    kept = [f.name for f in dataclasses.fields(cls)
            if (f.compare if f.hash is None or not hashed else f.hash)]  # fmt: skip
    return "(" + "".join(f"{of}.{name}, " for name in kept) + ")"


def _equality(cls: type, _: bool) -> str:
    mine, others = _values(cls, "self"), _values(cls, "other")
    return (
        "def __eq__(self, other):\n  if other.__class__ is not self.__class__:\n"
        f"    return NotImplemented\n  return {mine} == {others}"
    )


def _hashing(cls: type, _: bool) -> str:
    return f"def __hash__(self):\n  return hash({_values(cls, 'self', hashed=True)})"


def _later(cls: type, name: str, text: Callable[[type, bool], str], frozen: bool) -> _Method:
    """A method that writes the real one in its place when it is first called."""

    def method(self: Any, *args: Any, **named: Any) -> Any:
        scope = {
            "given": cls.__dataclass_fields__,  # type: ignore[attr-defined]
            "missing": dataclasses.MISSING,
            "put": object.__setattr__,
        }
        exec(text(cls, frozen), scope)  # noqa: S102  the text holds names of declared fields only
        written: Any = scope[name]
        written.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, written)
        return written(self, *args, **named)

    method.__name__ = name
    return method


def _repr(self: Any) -> str:
    shown = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_setting(_: Any, name: str, __: Any) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(_: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _made(cls: type, *, frozen: bool, eq: bool, slots: bool) -> type:
    own = set(cls.__dict__)
    cls = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    methods: dict[str, _Method | None] = {"__init__": _later(cls, "__init__", _initialiser, frozen)}
    if "__repr__" not in own:
        methods["__repr__"] = _repr
    if eq and "__eq__" not in own:
        methods["__eq__"] = _later(cls, "__eq__", _equality, frozen)
        if "__hash__" not in own:
            methods["__hash__"] = _later(cls, "__hash__", _hashing, frozen) if frozen else None
    if frozen:
        methods |= {"__setattr__": _refuse_setting, "__delattr__": _refuse_deleting}
    for name, method in methods.items():
        setattr(cls, name, method)
    return cls


def _dataclass(
    cls: type | None = None, /, *, frozen: bool = False, eq: bool = True,
    slots: bool = False, **more: Any,
) -> Any:  # fmt: skip
    """A data class; `order` and the like are left to the standard library.

    So are frozen ones with slots: only it lets them be pickled.
    """

    def decorate(cls: type) -> type:
        if more or (frozen and slots):
            return dataclasses.dataclass(frozen=frozen, eq=eq, slots=slots, **more)(cls)
        return _made(cls, frozen=frozen, eq=eq, slots=slots)

    return decorate if cls is None else decorate(cls)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass
