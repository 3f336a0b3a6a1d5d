"""Rows of an account: what changed, beside what stayed, and why."""

from __future__ import annotations

from pipeline.account import Operation
from pipeline.cli.explain_rows import Books, Piece, rows, white_space


def books(*parts: tuple[str, str, str, str]) -> Books:
    """Return books of (op, before, after, why)."""
    source = output = ""
    operations: list[Operation] = []
    for op, before, after, why in parts:
        here, there = len(source), len(output)
        source += before
        output += after
        operations.append(
            Operation(
                op,  # type: ignore[arg-type]
                (here, len(source)) if before else None,
                (there, len(output)) if after else None,
                stage=None if op == "keep" else "a-stage",
                rule=None if op == "keep" else "a-rule",
                why=why or None,
            )
        )
    return Books(source, output, operations)


def keep(text: str) -> tuple[str, str, str, str]:
    return ("keep", text, text, "")


def test_change_stands_between_the_words_beside_it() -> None:
    """A changed sign is shown with some words before and after it, cut between words."""
    made = books(
        keep("The gate was finished eleven weeks late and under its budget "),
        ("change", "“", "–", "it stands for a dash"),
        keep(" as the town had set when it voted for the scheme in 2018."),
    )
    (row,) = rows(made)
    assert row.received[0].text == "… late and under its budget "
    assert row.received[1] == Piece("“", "gone")
    assert row.clean[1] == Piece("–", "new")
    assert row.clean[2].text == " as the town had set when …"
    assert row.why == ("it stands for a dash [a-stage]",)


def test_white_space_is_summed_up() -> None:
    """Line ends that became spaces are no rows; they are counted by their reason."""
    made = books(
        keep("one"), ("change", "\n", " ", "joined"), keep("two"), ("change", "\n", " ", "joined")
    )
    assert list(rows(made)) == []
    assert white_space(made) == {"joined": 2}


def test_removals_of_one_rule_share_a_row() -> None:
    """Pieces that went for the same reason, with nothing between them, are one row."""
    gone = ("remove", "Share this page now", "", "a row of links")
    made = books(keep("Text."), gone, ("remove", "\n\n", "", "space"), gone, keep("More."))
    (row,) = rows(made)
    assert row.clean == ()
    assert row.why == ("a row of links [a-stage] (2 times)",)


def test_long_removals_are_shortened() -> None:
    """Of a long removal the beginning and the end are shown, and how much is between."""
    made = books(("remove", "begin " + "word " * 500 + "end", "", "chrome"))
    (row,) = rows(made)
    (piece,) = row.received
    assert piece.mark == "gone"
    assert piece.text.startswith("begin word")
    assert piece.text.endswith("word end")
    assert "characters) …" in piece.text
    assert len(piece.text) < 200


def test_far_changes_are_rows_of_their_own() -> None:
    """Changes that stand apart are told apart; close ones are one row."""
    change = ("change", "“", "–", "a dash")
    far = books(keep("a"), change, keep("x" * 80), change, keep("b"))
    near = books(keep("a"), change, keep("xyz"), change, keep("b"))
    assert len(list(rows(far))) == 2
    assert len(list(rows(near))) == 1
