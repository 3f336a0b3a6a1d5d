"""Facts and roles of whole releases."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.tree import Blocks, Document, Heading, Paragraph, SourceFacts, Text
from stages.release.recognise import recognise_release
from tests.stages.release.conftest import Recognise

LEAD = (
    "EASTPORT, Maine, March 3, 2026 – Harrow Lane Bakery today opened an oven "
    "that runs on sunlight alone."
)
MORE = (
    "“We lit it at nine and had bread by eleven,” said Mona Pell, "
    "who owns the bakery on the harbour."
)


def test_absence_is_a_normal_result(recognise: Recognise) -> None:
    """A release that has nothing but text has no headline, dateline, contact, about or end mark."""
    document, _ = recognise(
        "Nobody knows yet why the lamps on the pier went out on Tuesday night, the council says.",
        MORE,
    )
    release = document.release
    assert release.headline is None
    assert release.dateline is None
    assert release.published is None
    assert release.contacts == ()
    assert release.about == ()
    assert release.end_mark is None
    assert [block.role for block in document.blocks] == ["body", "body"]


def test_an_embargo_in_eastern_time_in_may(recognise: Recognise) -> None:
    """ET on a day in May is four hours behind UTC."""
    document, context = recognise(
        "EMBARGOED UNTIL May 14, 2026, 10:00 a.m. ET", "# Oven opens", LEAD, MORE
    )
    assert document.release.embargo is not None
    assert document.release.embargo.until == "2026-05-14T10:00:00-04:00"
    assert context.problems == []
    assert document.blocks[0].role == "embargo"


def test_an_embargo_without_a_zone_is_asked(recognise: Recognise) -> None:
    """Without a zone the line is kept, the instant stays open, and the doubt is reported."""
    document, context = recognise("Embargoed until Oct. 5 at 9AM", "# Oven opens", LEAD, MORE)
    assert document.release.embargo is not None
    assert document.release.embargo.until is None
    assert [problem.code for problem in context.problems] == ["embargo-zone"]


def test_embargo_in_prose_is_none(recognise: Recognise) -> None:
    """The word in running text is that of customs, not of a release."""
    document, _ = recognise(
        "# Oven opens",
        LEAD,
        "The embargo until May 5, 2026 on steel does not touch the bakery, said Mona Pell.",
    )
    assert document.release.embargo is None


def test_a_weekday_that_is_not_the_dates_is_reported(recognise: Recognise) -> None:
    """3 March 2026 is a Tuesday; a dateline that says Friday is kept and reported."""
    document, context = recognise("# Oven opens", LEAD.replace("March", "Friday, March"), MORE)
    assert document.release.dateline is not None
    assert document.release.dateline.date == "2026-03-03"
    assert "weekday" in [problem.code for problem in context.problems]


def test_a_date_without_year_takes_it_from_the_page(recognise: Recognise) -> None:
    """The year of an agency's dateline comes from what the page states, or stays open."""
    lead = "(ANSA) - TORINO, 29 GEN - Dodici musei resteranno aperti fino a mezzanotte sabato."
    with_year, _ = recognise(
        "# Musei aperti", lead, metadata=(("json-ld", "datePublished", "2026-01-30"),)
    )
    without, _ = recognise("# Musei aperti", lead)
    assert with_year.release.dateline is not None
    assert without.release.dateline is not None
    assert with_year.release.dateline.date == "2026-01-29"
    assert without.release.dateline.date is None


def test_two_labels_of_a_system_are_a_frame_and_one_is_not(recognise: Recognise) -> None:
    """Two labels with values at the end leave the copy for the facts; a single one stays in it."""
    frame, _ = recognise(
        "# Oven opens", LEAD, MORE, "# Categoria", "Comunicati", "# Autore", "redazione"
    )
    lone, _ = recognise("# Oven opens", LEAD, MORE, "# Categoria", "Comunicati")
    assert frame.release.categories == ("Comunicati",)
    assert frame.release.authors == ()
    assert len(frame.blocks) == 3
    assert lone.release.categories == ()
    assert len(lone.blocks) == 5


def test_a_paid_label_stays_and_is_stated(recognise: Recognise) -> None:
    """The label of paid content is a notice of the copy and a fact; nothing drops it."""
    document, _ = recognise("CONTENUTO PROMOZIONALE", "# Oven opens", LEAD, MORE)
    assert document.release.paid
    assert document.release.notices == ("CONTENUTO PROMOZIONALE",)
    assert document.blocks[0].role == "notice"


def test_text_after_the_end_mark_is_kept(recognise: Recognise) -> None:
    """An end mark is recorded and cuts nothing."""
    document, _ = recognise(
        "# Oven opens",
        LEAD,
        MORE,
        "ENDS",
        "About Harrow Lane Bakery",
        "Harrow Lane Bakery has baked since 1974.",
    )
    assert document.release.end_mark == "ENDS"
    assert document.release.about[0].organisation == "Harrow Lane Bakery"
    assert len(document.blocks) == 6


def test_a_cut_headline_gives_way_to_the_full_one(recognise: Recognise) -> None:
    """A headline cut at a hundred signs and repeated in full below is taken out."""
    full = (
        "Harrow Lane Bakery Opens Its First Oven That Runs on Sunlight Alone "
        "After Nine Years of Trials on the Harbour Roof"
    )
    document, context = recognise(f"# {full[:100]}", f"# {full}", LEAD, MORE)
    assert document.release.headline == full
    assert len(document.blocks) == 3
    assert any(
        reason.rule == "headline.cut" for told in context.reasons.values() for reason in told
    )


def test_the_headline_of_the_front_matter_counts(recognise: Recognise) -> None:
    """Where no block is a headline the file's own title is, and it says where it was read."""
    document, _ = recognise(LEAD, MORE, metadata=(("front-matter", "title", "Oven opens"),))
    assert document.release.headline == "Oven opens"
    evidence = {one.field: one.where for one in document.evidence}
    assert evidence["/release/headline"] == "front-matter"


def test_every_fact_has_its_evidence(recognise: Recognise) -> None:
    """Each stated fact says where it was read and how sure it is."""
    document, _ = recognise(
        "# Oven opens", LEAD, MORE, "Contact: Jonas Pell, press@example.com, +1 207-555-0134", "###"
    )
    fields = {one.field.removeprefix("/release/") for one in document.evidence}
    assert {
        "headline",
        "dateline",
        "published",
        "issuer",
        "contacts",
        "end_mark",
        "language",
    } <= fields
    assert all(0 < one.sure <= 1 for one in document.evidence)


def test_running_again_changes_nothing(recognise: Recognise) -> None:
    """Recognising a recognised document keeps every block the same object and every fact."""
    from pipeline.context import Context  # noqa: PLC0415
    from stages.release.recognise import recognise_release  # noqa: PLC0415

    first, _ = recognise(
        "# Oven opens",
        LEAD,
        MORE,
        "About Harrow Lane Bakery",
        "Harrow Lane Bakery has baked since 1974.",
        "###",
    )
    second = recognise_release(first, Context("recognise-release"))
    assert all(a is b for a, b in zip(first.blocks, second.blocks, strict=True))
    assert first.release == second.release


def test_initials_are_spelled_out_from_the_text(recognise: Recognise) -> None:
    """Where the text has words with the issuer's initials, these are its name."""
    document, _ = recognise(
        "# Tide tables for every harbour",
        "EASTPORT, March 3, 2026 – The tables of the Harbour Towns of Maine are out today.",
        "SOURCE HTOM",
    )
    assert document.release.issuer == "Harbour Towns of Maine"


def test_a_headline_behind_the_text_makes_it_no_kicker() -> None:
    """A page may hold its headline behind the text it stands above on the screen."""
    prose = tuple(f"{MORE} The next batch, number {n}, rises already." for n in range(4))
    given: Blocks = (
        *(Paragraph(inlines=(Text(line),)) for line in prose),
        Heading(level=1, role="headline", inlines=(Text("Oven opens on the harbour"),)),
    )
    source = SourceFacts("in.html", "text/html", "0" * 64, "utf-8", 1)
    made = recognise_release(Document(source, blocks=given), Context("recognise-release"))
    assert [block.role for block in made.blocks] == [*["body"] * 4, "headline"]
