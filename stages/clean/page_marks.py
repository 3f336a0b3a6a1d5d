"""Remove marks of page breaks in text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from pipeline.context import Context
from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.stage import stage
from pipeline.text import block_text
from pipeline.tree import (
    Block,
    Blocks,
    Divider,
    Document,
    Figure,
    Heading,
    Image,
    Link,
    List,
    Paragraph,
    Text,
)
from stages.clean.repairs import Mode, repair, tell
from stages.clean.runs import text_runs

_GOES_ON = lazily(
    r"[\s(\[*/–—-]*\b(?:more|more follows|continued|mehr|folgt|weiter|suite|à suivre|segue|sigue"
    r"|más|continúa|continua|mais|meer|vervolg|ciąg dalszy|cd\.?n?|далее|см\. далее"
    r"|続く|続|未完|待续|待續|다음에 계속|يتبع)\b[\s.…)\]*/–—-]*$",
    re.IGNORECASE,
)
"""Words at the foot of a page that say there is more; only with signs around them, or alone."""
_SIGNED = lazily(r"[(\[*/–—-].*[)\]*/–—-]$|.*[.…]$", re.DOTALL)
_FOLIO = lazily(
    r"[\s\[(–—-]*(?:page|seite|pagina|página|pág\.|pag\.|p\.|strona|str\.|стр\.?|страница|الصفحة"
    r"|blz\.?|s\.)\s{0,3}\d{1,3}(?:\s{0,3}(?:of|von|de|di|sur|van|z|из|من|/)\s{0,3}\d{1,3})?"
    r"[\s\])–—-]*$|[-–—]\s?\d{1,3}\s?[-–—]$|(\d)(?:-\1){2,3}$|\d{1,3}\s?/\s?\d{1,3}$",
    re.IGNORECASE,
    may=lambda text: any(map(str.isdecimal, text)),
)
_SURE_FOLIO = lazily(
    r"(?:page|seite|pagina|página|strona)\s\d{1,3}\s(?:of|von|de|di|sur|van|z)\s", re.IGNORECASE
)
_BARE = lazily(r"\d{1,3}$")
_WIDE = lazily(r" {3,}")
_SLUG_FOLIO = lazily(
    r"[^\W\d_][\w&.' ’-]{1,50}(?:\s{0,2}[/–—|]\s{0,2}|\s-\s|\s{2,}|,?\s{1,2}page |,? add )"
    r"(\d{1,2}|one|two|three)(?:-\1-\1)?$"
    r"|(?:first|second|third|1st|2nd|3rd) (?:and final )?add\b.{0,40}$",
    re.IGNORECASE,
)
_END = lazily(r"[.!?:;…。！？][\"'”’»)\]]*$")
_QUESTIONS = lazily(r"[?\s]*\?[?\s]*$")
_INSIDE = lazily(
    r"^[ \t]*(?:[-–—(]\s?(?:more|mehr|suite|segue|sigue|continua|meer)\s?[-–—)]|(\d)-\1-\1"
    r"|(?:page|seite|pagina|página|strona)\s\d{1,3}\s(?:of|von|de|di|sur|van|z)\s\d{1,3})"
    r"[ \t]*(?:\n|\Z)",
    re.IGNORECASE | re.MULTILINE,
)
_WORDS = lazily(r"\w+")
_ORIGINAL = lazily(r"\b(?:original|source|quelle|fonte|fuente|bron|źródło)", re.IGNORECASE)
"""Words of a link that leads to the release itself, which is kept."""
_LABEL = lazily(r"[A-Z][a-z]{2,15}(?: [a-z]{2,15}){1,3}$")
_LONGEST_MARK = 60
_SHORTEST_PAGE = 300
"""Characters: a page of a release for broadcast, in large type, has more."""
_JOINING = frozenset({"page-rule", "more-follows", "folio", "running-head"})
_PAGE_ENDS = frozenset({"more-follows", "folio", "page-rule"})
_FOOT_WORDS = 6
_WHY_MORE = "it only says that the text goes on over the page"
_THIRTY = lazily(r"[-–—]\s?30\s?[-–—]")
"""The end mark of North American copy; a page's number only where page 29 is marked too."""
_BEFORE_THIRTY = lazily(r"[-–—]\s?29\s?[-–—]")
_WHY_FOLIO = "it is the number of a page"
_WHY_HEAD = "it stands at the head of a page that goes on, with the page's number"
_WHY_RULE = "the rule stands inside a sentence or after a mark of its end: a page ended there"
_WHY_JOIN = "a page ended here: its marks go, and the sentence goes on"
_WHY_REPEAT = "the line stands at the edge of several pages"
_WHY_FOOT = "only links stand under the last rule: the archive's foot"
_WHY_SIGNATURE = "two hyphens alone mark where the signature of an e-mail begins"
_WHY_LABEL = "a few words at the end of a text that stands in one line, set far apart from it"
_WHY_SIGN = "a line of question marks stands for signs that were lost before we received them"


@stage("drop-page-marks")
def drop_page_marks(document: Document, context: Context, *, mode: Mode = "auto") -> Document:
    """Take out what only a page needed, and join the sentences it cut.

    `(more)`, `- more -`, `2-2-2`, `Page 2 of 5`, numbers of pages, a slug with a page number, lines
    repeated at the edges of pages, rules inside a sentence, the links of an archive under the last
    rule, lines of question marks.
    """
    if mode == "off":
        return document
    gone = _marks(document.blocks)
    if mode == "ask":
        texts = [block_text(document.blocks[i]) or "a rule" for i in sorted(gone)]
        tell(context, "page-mark", "may be a mark of a page and was left", texts)
        return document
    document = repair(document, context, mode, _inside, wanted=_of_lines)
    return _without(document, gone, context) if gone or _is_paged(document.blocks) else document


def _of_lines(text: str) -> bool:
    return "\n" in text


def _marks(blocks: Blocks) -> dict[int, tuple[str, str]]:
    """Return which blocks are marks of pages: by number, rule and why."""
    gone: dict[int, tuple[str, str]] = {}
    texts = [
        _WIDE.sub("  ", block_text(b)) if isinstance(b, Paragraph | Heading | List) else ""
        for b in blocks
    ]
    for i, text in enumerate(texts):
        if isinstance(blocks[i], Divider):
            if _cuts(texts, i) or gone.get(i - 1, ("",))[0] in _PAGE_ENDS:
                gone[i] = ("page-rule", _WHY_RULE)
        elif text and len(text) <= _LONGEST_MARK and blocks[i].role is None:
            told = _mark(text.strip(), texts, i, gone)
            if told is not None:
                gone[i] = told
    _bare_numbers(texts, gone)
    _repeated(blocks, texts, gone)
    _foot(blocks, gone)
    _last_words(blocks, texts, gone)
    return gone


def _mark(
    text: str, texts: Sequence[str], i: int, gone: dict[int, tuple[str, str]]
) -> tuple[str, str] | None:
    if _GOES_ON.match(text) and (_SIGNED.match(text) or (text.isupper() and i + 1 < len(texts))):
        return ("more-follows", _WHY_MORE)
    if _THIRTY.fullmatch(text) and not any(_BEFORE_THIRTY.fullmatch(other) for other in texts):
        return None
    if _FOLIO.match(text) and (_SURE_FOLIO.search(text) or text[0] in "-–—" or "-" in text[:2]):
        return ("folio", _WHY_FOLIO)
    if _FOLIO.match(text) and (i - 1 in gone or _cuts(texts, i)):
        return ("folio", _WHY_FOLIO)
    ended = gone.get(i - 1, ("",))[0] in _PAGE_ENDS
    if ended and _SLUG_FOLIO.match(text):
        return ("running-head", _WHY_HEAD)
    if text == "--":
        return ("signature-mark", _WHY_SIGNATURE)
    if len(text) > 1 and _QUESTIONS.match(text):
        return ("signs-lost", _WHY_SIGN)
    return None


def _cuts(texts: Sequence[str], i: int) -> bool:
    """Tell whether the text before stops inside a sentence that goes on after block `i`."""
    before = texts[i - 1].rstrip() if i else ""
    after = texts[i + 1].lstrip() if i + 1 < len(texts) else ""
    return bool(before) and not _END.search(before) and after[:1].islower()


def _bare_numbers(texts: Sequence[str], gone: dict[int, tuple[str, str]]) -> None:
    """Find page numbers standing alone: 1, 2, 3 ... in order, a page of text between them.

    Numbers closer to each other are those of steps, of a table or of values and their meanings.
    """
    found = [(i, int(text)) for i, text in enumerate(texts) if _BARE.match(text)]
    numbers = [number for _, number in found]
    if len(found) < 2 or numbers[0] > 2:  # noqa: PLR2004 (one number proves nothing)
        return
    between = sum(len(text) for text in texts[found[0][0] + 1 : found[-1][0]]) / (len(found) - 1)
    if between < _SHORTEST_PAGE:
        return
    if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        gone.update({i: ("folio", "numbers stand alone and count the pages") for i, _ in found})


def _repeated(blocks: Blocks, texts: Sequence[str], gone: dict[int, tuple[str, str]]) -> None:
    """Find the first and last lines of pages that several pages share."""
    edges: list[int] = []
    last = None
    for i, block in enumerate(blocks):
        origin = block.origin
        if origin is None or origin.box is not None or origin.line is None:
            return
        page = origin.page or 1
        if last is not None and page != last:
            edges.extend((i - 1, i))
        last = page
    shapes = {i: re.sub(r"\d+", "0", texts[i]) for i in edges if 0 < len(texts[i]) <= _LONGEST_MARK}
    counts = Counter(shapes.values())
    for i, shape in shapes.items():
        if counts[shape] > 1 and not _END.search(shape):
            gone.setdefault(i, ("running-head", _WHY_REPEAT))


def _foot(blocks: Blocks, gone: dict[int, tuple[str, str]]) -> None:
    """Find links, and nothing but links, under the last rule of a text."""
    first = len(blocks)
    while first and _only_links(blocks[first - 1]):
        first -= 1
    if first == len(blocks) or not first or not isinstance(blocks[first - 1], Divider):
        return
    if not any(_web_links(block) for block in blocks[first:]):
        return
    kept = [i for i in range(first, len(blocks)) if _ORIGINAL.search(block_text(blocks[i]))]
    for i in range(first - 1, len(blocks)):
        if i not in kept:
            gone.setdefault(i, ("archive-foot", _WHY_FOOT))


def _last_words(blocks: Blocks, texts: Sequence[str], gone: dict[int, tuple[str, str]]) -> None:
    """Find labels of a record under a text that stands, with them, in one line."""
    i = len(blocks) - 1
    found: list[int] = []
    while i > 0 and _LABEL.match(texts[i]):
        found.append(i)
        i -= 1
    above = blocks[i].origin if i >= 0 and len(texts[i]) > _LONGEST_MARK * 5 else None
    if not found or above is None or above.line is None or above.box is not None:
        return
    for k in found:
        origin = blocks[k].origin
        if origin is not None and origin.line == above.line:
            gone.setdefault(k, ("record-label", _WHY_LABEL))


def _only_links(block: Block) -> bool:
    if isinstance(block, Figure):
        return not block.caption
    if not isinstance(block, Paragraph):
        return False
    words = "".join(inline.text for inline in block.inlines if isinstance(inline, Text))
    linked = any(isinstance(inline, Link | Image) for inline in block.inlines)
    return len(_WORDS.findall(words)) <= _FOOT_WORDS // 2 and (linked or not words.strip())


def _web_links(block: Block) -> bool:
    return isinstance(block, Paragraph) and any(
        isinstance(inline, Link) and inline.url.startswith(("http://", "https://"))
        for inline in block.inlines
    )


def _inside(block: Block, text: str) -> Iterable[Edit]:
    """Find marks that stand on a line of their own inside a paragraph."""
    if not isinstance(block, Paragraph):
        return
    for match in _INSIDE.finditer(text):
        yield Edit(match.start(), match.end(), "", "page-mark", _WHY_FOLIO)


def _without(document: Document, gone: dict[int, tuple[str, str]], context: Context) -> Document:
    """Leave the marks out; join the paragraphs a mark stood between when a sentence goes on."""
    kept: list[Block] = []
    parts: list[list[Block]] = []
    """For each kept block the blocks it was made of, marks between them included."""
    waiting: list[Block] = []
    joins = True
    for i, block in enumerate(document.blocks):
        if i in gone:
            _tell_gone(block, gone[i], context)
            waiting.append(block)
            joins = joins and gone[i][0] in _JOINING
            continue
        before = kept[-1] if kept else None
        cut = joins if waiting else _page_between(parts[-1][-1] if parts else None, block)
        joined = None
        if cut and isinstance(before, Paragraph) and isinstance(block, Paragraph):
            joined = _joined(before, block)
        if joined is None:
            kept.append(block)
            parts.append([block])
        else:
            kept[-1] = joined
            parts[-1].extend((*waiting, block))
        waiting, joins = [], True
    for block, made_of in zip(kept, parts, strict=True):
        if len(made_of) > 1:
            context.became(made_of, [block])
            context.because("page-break-join", _WHY_JOIN, block)
    if len(kept) == len(document.blocks):
        return document
    return replace(document, blocks=tuple(kept))


def _tell_gone(block: Block, told: tuple[str, str], context: Context) -> None:
    text = block_text(block)
    context.because(*told, block, before=text.strip() or None)
    for run in text_runs(block):  # a link and the words before it leave one by one
        context.because(*told, block, before=run.text)
    if told[0] == "signs-lost":
        tell(context, "sign-lost", "line stands for lost signs", [text])


def _is_paged(blocks: Blocks) -> bool:
    """Tell a text with form feeds; pages with boxes are another stage's concern."""
    last = blocks[-1].origin if blocks else None
    return last is not None and last.box is None and (last.page or 1) > 1


def _page_between(one: Block | None, two: Block) -> bool:
    first, second = one.origin if one is not None else None, two.origin
    if first is None or second is None or first.box is not None or second.line is None:
        return False
    return (first.page or 1) != (second.page or 1)


def _joined(one: Paragraph, two: Paragraph) -> Paragraph | None:
    before, after = block_text(one).rstrip(), block_text(two).lstrip()
    if not before or _END.search(before) or not after[:1].islower():
        return None
    return replace(one, inlines=(*one.inlines, Text("\n"), *two.inlines))
