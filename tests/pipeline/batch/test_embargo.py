"""When an embargo is over."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.batch.embargo import embargo_sentence, is_over
from pipeline.batch.outcome import Outcome
from pipeline.errors import Status

NOW = datetime(2026, 5, 14, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("until", "over"),
    [
        ("2026-05-14T09:00:00+00:00", True),
        ("2026-05-14T09:00:01+00:00", False),
        ("2026-05-14T10:00:00+02:00", True),
        ("2026-05-14T04:30:00-05:00", False),
        ("2026-05-14T08:00:00", True),
        ("2026-05-14", True),
        ("2026-05-15", False),
        ("Thursday noon", False),
    ],
)
def test_is_over(until: str, *, over: bool) -> None:
    """The end counts in its own offset; without one in universal time; no date is never over."""
    assert is_over(until, NOW) is over


def test_sentence() -> None:
    """Without an embargo, or when it is over, nothing is to be said."""
    free = Outcome(status=Status.OK)
    past = Outcome(status=Status.OK, embargo="Until noon", embargo_until="2026-05-13")
    later = Outcome(status=Status.OK, embargo="Until noon", embargo_until="2026-05-15")
    unclear = Outcome(status=Status.OK, embargo="Until the bell")
    assert embargo_sentence(free, NOW) == embargo_sentence(past, NOW) == ""
    assert embargo_sentence(later, NOW) == "under embargo until 2026-05-15"
    assert "Until the bell" in embargo_sentence(unclear, NOW)
