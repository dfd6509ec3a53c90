"""The inference engines by name. durable-rules is loaded only when it is asked for."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from eligibility.evaluation.conclude import Interpreter
from eligibility.evaluation.inference import Engine, Inference, MatterCase
from eligibility.language.pack import Words

ENGINES: Final = ("durable", "interpreter")
_NO_DURABLE: Final = Words(
    "本机不能载入 durable-rules，改由解释器推理，结论相同",
    "durable-rules cannot be imported here; the interpreter infers, with the same conclusions",
)


class Substitute:
    """The interpreter in place of an engine that cannot be had, and why, in one sentence."""

    name = Interpreter.name

    def __init__(self, wanted: str, reason: Words) -> None:
        self.wanted, self.reason = wanted, reason

    def infer(self, cases: tuple[MatterCase, ...]) -> Inference:
        """What the interpreter infers."""
        return Interpreter().infer(cases)


def available() -> tuple[str, ...]:
    """The engines whose libraries are installed."""
    return tuple(name for name in ENGINES if name != "durable" or find_spec("durable"))


def engine(name: str) -> Engine:
    """The engine of that name, or a `Substitute` where durable-rules cannot be imported."""
    if name == "interpreter":
        return Interpreter()
    if name != "durable":
        raise ValueError(f"no engine is called `{name}`; there are {', '.join(ENGINES)}")
    try:
        from eligibility.backends.durable import DurableEngine  # noqa: PLC0415 - heavy, optional
    except ImportError:
        return Substitute(name, _NO_DURABLE)
    return DurableEngine()


def substitution(chosen: Engine) -> Words | None:
    """Why another engine than the one that was asked for infers; None when it is the right one."""
    return chosen.reason if isinstance(chosen, Substitute) else None
