"""The garbage collector while a document is converted."""

from __future__ import annotations

import gc

import pytest

from pipeline.collector import collect_seldom, seldom_collected


def test_what_was_set_is_set_again_even_after_an_error() -> None:
    """The collector runs seldom inside, and as before outside, whatever happens inside."""
    before = gc.get_threshold()
    inside: list[int] = []

    @seldom_collected()
    def fails() -> None:
        inside.append(gc.get_threshold()[0])
        msg = "inside"
        raise ValueError(msg)

    with pytest.raises(ValueError, match="inside"):
        fails()
    assert inside[0] > before[0]
    assert gc.get_threshold() == before


def test_a_collector_set_to_run_never_stays_so() -> None:
    """A threshold of 0 switches the collector off; it is left so."""
    before = gc.get_threshold()
    gc.set_threshold(0)
    try:
        with seldom_collected():
            assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*before)


def test_a_worker_collects_seldom_throughout() -> None:
    """In a process that is set so, a conversion changes nothing and sets nothing back."""
    before = gc.get_threshold()
    try:
        collect_seldom()
        set_so = gc.get_threshold()
        with seldom_collected():
            assert gc.get_threshold() == set_so
        assert gc.get_threshold() == set_so
        assert set_so[0] > before[0]
    finally:
        gc.set_threshold(*before)
