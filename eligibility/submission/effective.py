"""Which consents count on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from eligibility.language.values import Record
from eligibility.submission.facts import Facts


def effective_consents(facts: Facts, as_of: date) -> Facts:
    """The facts without the consents dated after `as_of`; one whose date is not known stays."""
    consents = facts.values.get("consents")
    if not isinstance(consents, tuple):
        return facts
    kept = tuple(c for c in consents if not (isinstance(c, Record) and _later(c, as_of)))
    if len(kept) == len(consents):
        return facts
    return replace(facts, values={**facts.values, "consents": kept})


def _later(consent: Record, as_of: date) -> bool:
    dated = consent.fields.get("dated")
    return isinstance(dated, date) and dated > as_of
