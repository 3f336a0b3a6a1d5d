"""Whatever stages do to a document, its account is exact; whoever falsifies one is caught."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline.account import Account, Operation, backward, forward
from pipeline.checker import faults
from pipeline.context import Context
from pipeline.ledger import Ledger
from pipeline.text import document_text
from pipeline.tree import Release
from tests.pipeline.documents import deliveries, documents, releases, steps

THOROUGH = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Booked(NamedTuple):
    """A finished account with what it has to agree with."""

    account: Account
    release: Release
    stages: list[str]
    text: str


@st.composite
def booked(draw: st.DrawFn) -> Booked:
    """Run made-up stages over a made-up document and close its books."""
    received = draw(documents())
    reader = draw(deliveries(received))
    ledger = Ledger(received, reader.stage, reader.delivery)
    now = received
    for number, step in enumerate(steps(draw)):
        context = Context(f"stage-{number}")
        now = step(now, context)
        ledger.audit(now, context)
    now = replace(now, release=draw(releases(received)))
    return Booked(ledger.close(now), now.release, list(ledger.stages), document_text(now))


@THOROUGH
@given(booked())
def test_honest_books_have_no_faults(one: Booked) -> None:
    """Whatever stages do, every character of both texts is in exactly one entry that is true."""
    assert faults(one.account, one.release, one.stages) == []


@THOROUGH
@given(booked())
def test_replay_is_exact_both_ways(one: Booked) -> None:
    """The source and the operations give the copy; the copy and the operations give the source."""
    assert one.account.output_text == one.text
    assert forward(one.account) == one.text
    assert backward(one.account, one.release) == one.account.source_text


@THOROUGH
@given(booked())
def test_totals_add_up(one: Booked) -> None:
    """Kept, changed, moved and removed characters are those of the source."""
    account = one.account
    told = account.kept + account.changed + account.moved + account.removed
    assert told == account.characters == len(account.source_text)


@THOROUGH
@given(booked())
def test_no_change_alters_digits(one: Booked) -> None:
    """A figure is kept, moved, removed or inserted; it never turns into another."""
    for operation in one.account.operations:
        if operation.op == "change":
            before, after = operation.before or "", operation.after or ""
            assert [c for c in before if c.isdecimal()] == [c for c in after if c.isdecimal()]


# --- falsified books ---------------------------------------------------------

FALSE_TEXTS = st.sampled_from(["", "x", "2026", " "])


@st.composite
def falsified(draw: st.DrawFn) -> tuple[Booked, str]:
    """Return books in which one entry or total was changed, and what was changed."""
    one = draw(booked().filter(lambda one: one.account.operations))
    account = one.account
    where = draw(st.sampled_from(["operation", "drop", "double", "total", "text"]))
    number = draw(st.integers(0, len(account.operations) - 1))
    operation = account.operations[number]
    operations = list(account.operations)
    if where == "operation":
        operations[number], what = draw(false_entries(operation, account))
    elif where == "drop":
        del operations[number]
        what = "an entry left out"
    elif where == "double":
        operations.insert(number, operation)
        what = "an entry twice"
    elif where == "total":
        key = draw(st.sampled_from(["characters", *account.counters()]))
        off = draw(st.sampled_from([-1, 1, 100]))
        false = replace(account, **{key: getattr(account, key) + off})
        return one._replace(account=false), f"the total {key} by {off}"
    else:
        key = draw(st.sampled_from(["source_text", "output_text"]))
        text: str = getattr(account, key)
        at = draw(st.integers(0, len(text)))
        false = replace(account, **{key: text[:at] + "§" + text[at:]})
        return one._replace(account=false), f"a sign more in the {key}"
    return one._replace(account=replace(account, operations=tuple(operations))), what


@st.composite
def false_entries(draw: st.DrawFn, operation: Operation, account: Account) -> tuple[Operation, str]:
    """Return the entry with one of its fields falsified."""
    fields = ["op", "source", "output"]
    if operation.before is not None:
        fields.append("before")
    if operation.after is not None:
        fields.append("after")
    if operation.to is not None:
        fields.append("to")
    if operation.op != "keep":
        fields.extend(["stage", "why"])
    field = draw(st.sampled_from(fields))
    old = getattr(operation, field)
    new: object
    if field == "op":
        new = draw(
            st.sampled_from(
                [op for op in ("keep", "change", "move", "remove", "insert") if op != old]
            )
        )
    elif field in {"source", "output"}:
        size = len(account.source_text if field == "source" else account.output_text)
        new = draw(st.none() | st.tuples(st.integers(0, size), st.integers(0, size)))
    elif field == "to":
        new = draw(st.none() | st.sampled_from(["/release/nothing", "/release/tags/9", "/nowhere"]))
    elif field == "stage":
        new = draw(st.none() | st.just("a-stage-that-never-ran"))
    elif field == "why":
        new = draw(st.none() | st.just(""))
    else:
        new = draw(st.none() | FALSE_TEXTS)
    assume(new != old)
    return replace(operation, **{field: new}), f"{field}: {old!r} -> {new!r} in {operation}"


@THOROUGH
@given(falsified())
def test_any_one_falsified_entry_is_caught(case: tuple[Booked, str]) -> None:
    """One entry, total or text changed by hand, and the checker says that something is wrong."""
    one, what = case
    assert faults(one.account, one.release, one.stages) != [], what


def test_falsified_books_are_told_apart_from_honest_ones() -> None:
    """The checker has something to say about a removal that is told as kept."""
    account = Account(4, 4, 0, 0, 0, 0, "gate", "", (Operation("keep", (0, 4), None),))
    assert faults(account)
    with pytest.raises(AssertionError):
        assert faults(account) == []
