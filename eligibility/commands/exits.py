"""Exit codes, and the one place where an error becomes one."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from enum import IntEnum

import click

from eligibility.commands import console
from eligibility.errors import Diagnostic, Refused
from eligibility.evaluation.assessment import WORST_FIRST, Conclusion


class Exit(IntEnum):
    """The exit codes of the contract, section 4."""

    DONE = 0
    FAILED = 1
    BAD_INPUT = 2
    FINDINGS = 3
    UNDETERMINED = 4
    REJECTED = 5
    REFER = 6
    NOT_APPLICABLE = 7


OF_VERDICT: dict[Conclusion, Exit] = {
    "approved": Exit.DONE,
    "conditional": Exit.DONE,
    "undetermined": Exit.UNDETERMINED,
    "rejected": Exit.REJECTED,
    "refer": Exit.REFER,
    "not_applicable": Exit.NOT_APPLICABLE,
}


def of_verdicts(verdicts: Iterable[Conclusion]) -> Exit:
    """The code of the worst verdict, for `--exit-code`."""
    found = set(verdicts)
    worst: Conclusion = next((c for c in WORST_FIRST if c in found), "not_applicable")
    return OF_VERDICT[worst]


@contextlib.contextmanager
def guarded() -> Iterator[None]:
    """Turn what is raised inside into a message and an exit code.

    An unexpected exception is let out when `ELIGIBILITY_TRACEBACK=1`.
    """
    try:
        yield
    except Refused as refused:
        tell(refused.diagnostics)
        sys.exit(Exit.BAD_INPUT)
    except BrokenPipeError:
        console.silence()
        sys.exit(Exit.FAILED)
    except OSError as failed:
        name = f"{failed.filename}: " if failed.filename else ""
        click.echo(f"error: {name}{failed.strerror or failed}", err=True)
        sys.exit(Exit.FAILED)
    except Exception as failed:
        if os.environ.get("ELIGIBILITY_TRACEBACK") == "1":
            raise
        reason = str(failed).splitlines()[:1] or [""]
        click.echo(f"internal error: {type(failed).__name__}: {reason[0]}", err=True)
        click.echo("  = help: set ELIGIBILITY_TRACEBACK=1 to see where; please report it", err=True)
        sys.exit(Exit.FAILED)


def tell(diagnostics: Iterable[Diagnostic], *, as_json: bool = False) -> None:
    """Print faults to standard error, as text or as one JSON object."""
    from eligibility.report import diagnostics as written

    found = list(diagnostics)
    if as_json:
        from eligibility.report import to_json

        errors = [to_json.diagnostic(d, written.one(d)) for d in found]
        content = to_json.tagged("errors", errors=errors)
        click.echo(
            to_json.dumps(content, ascii_only=not console.unicode(sys.stderr)), err=True, nl=False
        )
        return
    click.echo(written.to_text(found, colour=console.colours(sys.stderr)), err=True, nl=False)
