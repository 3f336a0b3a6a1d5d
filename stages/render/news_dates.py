"""Write dates as news standards want them, and read them back as they were.

Both standards want a date-time with an offset. RFC 3339 (4.3) has `-00:00` for a local time that is
not known: a date alone is written as its midnight with that offset, and read back as a date.
"""

from __future__ import annotations

from datetime import datetime

_UNKNOWN = "-00:00"
_MIDNIGHT = "T00:00:00"


def to_date_time(value: str | None) -> str | None:
    """Return an ISO 8601 date or date-time as an RFC 3339 date-time, or None."""
    try:
        moment = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    if moment.tzinfo is not None:
        return moment.isoformat()
    return moment.isoformat() + _UNKNOWN


def from_date_time(value: str | None) -> str | None:
    """Return a date-time as it was: a date where the time is not known, else ISO 8601; or None."""
    if not value:
        return None
    if value.endswith(_UNKNOWN):
        value = value[: -len(_UNKNOWN)]
        value = value.removesuffix(_MIDNIGHT)
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return None
    return value
