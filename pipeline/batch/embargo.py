"""Whether an embargo is over: the one place that looks at the clock, and no stage's business."""

from __future__ import annotations

from datetime import UTC, datetime


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
