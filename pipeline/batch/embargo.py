"""Whether an embargo is over: the one place that looks at the clock, and no stage's business."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.batch.outcome import Outcome


def embargo_sentence(outcome: Outcome, now: datetime | None = None) -> str:
    """Return what to say of a copy that is not free yet, or nothing.

    An embargo whose end cannot be read is not over.
    """
    if outcome.embargo is None:
        return ""
    if outcome.embargo_until is None:
        return f"under an embargo whose end is not clear: “{outcome.embargo}”"
    if is_over(outcome.embargo_until, now):
        return ""
    return f"under embargo until {outcome.embargo_until}"


def is_over(until: str, now: datetime | None = None) -> bool:
    """Tell whether the end of an embargo, ISO 8601, has passed.

    A time without an offset counts as universal time; what is no date is never over.
    """
    try:
        end = datetime.fromisoformat(until)
    except ValueError:
        return False
    if end.tzinfo is None:
        end = end.replace(tzinfo=UTC)
    return (now or datetime.now(UTC)) >= end
