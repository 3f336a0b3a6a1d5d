"""Securities: the exchange, symbol and organisation that stand in brackets or in fields."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipeline.pattern import lazily
from pipeline.tree import Ticker
from stages.release.fact_words import exchange_key
from stages.release.fold import eastern
from stages.release.named import organisation_before
from stages.release.reading import Reading, Row

_BRACKETS = lazily(r"[(\[（【]([^()\[\]（）【】]{3,200})[)\]）】]")
_PARTS = lazily(
    r"\s*[;；|]\s*|\s*[,，、]\s*(?=[^:：,，、;|]{2,50}[:：])"
    r"|\s[/–—-]\s(?=[^:：/]{2,40}[:：])"
)
_PAIR = lazily(r"^(?P<name>[^:：]{2,60}?)\s*[:：]\s*(?P<codes>\S.{0,60})$")
_LOOSE = lazily(r"^(?P<name>.{2,40}?)[\s\u3000・]+(?P<codes>[A-Z0-9]{4,6}(?:\.[A-Z]{1,2})?)$")
_SYMBOL = lazily(r"^(?:[A-Z][A-Z0-9]{0,5}|\d{4,6}[A-Z]?|[A-Z0-9]{3,6})(?:[.\-/ ][A-Z0-9]{1,4})?$")
_ISIN = lazily(r"^[A-Z]{2}[A-Z0-9]{9}\d$")
_WKN = lazily(r"^[A-Z0-9]{6}$")
_RIC = lazily(r"^[A-Za-z0-9]{1,8}(?:[._][A-Z]{1,3}| [A-Z]{2}(?: Equity)?)?$")
_NAMES = lazily(r"\s*(?:[,/&＆、・]|\band\b|\bund\b|\bet\b|\by\b)\s*")
_CODES = lazily(r"\s*(?:[,，、/&]|\band\b|\bund\b|\bet\b)\s*")
_UNDER = lazily(
    r"under (?:the )?(?:ticker |stock |trading )?(?:symbols?|tickers?) [“\"'‘(]?"
    r"(?P<symbol>[A-Z]{1,5}(?:\.[A-Z])?)\b"
)
_COLON = lazily(r"[:：]")
_LONGEST_FIELD = 110
_BEFORE = 160
_WORDS = 6
_QUICK = ("(", "（", "[", "【")
_MOST = 40


class _Code(Struct, frozen=True):
    exchange: str | None
    symbol: str
    mic: str | None
    scheme: str


def read_tickers(reading: Reading) -> None:
    """State each security once, where it stands first with most said of it."""
    found: dict[tuple[str, str, str | None], tuple[Ticker, Row, float]] = {}
    for row in reading.live:
        if len(found) > _MOST:
            break
        for ticker, sure in _in_row(reading, row):
            key = (ticker.scheme, ticker.symbol, ticker.exchange and exchange_key(ticker.exchange))
            known = found.get(key)
            if known is None or (known[0].organisation is None and ticker.organisation):
                found[key] = (ticker, known[1] if known else row, sure)
    reading.state_each("tickers", list(found.values()))


def _in_row(reading: Reading, row: Row) -> Iterator[tuple[Ticker, float]]:
    text = row.line
    if any(sign in text for sign in _QUICK):
        for match in _BRACKETS.finditer(text):
            codes = list(_codes(reading, match[1]))
            if codes:
                name = organisation_before(
                    reading, text[max(0, match.start() - _BEFORE) : match.start()]
                )
                for code in codes:
                    yield Ticker(code.exchange, code.symbol, name, code.mic, code.scheme), 0.95
    if ":" in row.text or "：" in row.text:
        yield from _fields(reading, row)
    if " under " in text:
        yield from _under(reading, text)


def _codes(reading: Reading, inside: str) -> Iterator[_Code]:
    """Yield the codes of the words between two brackets; nothing unless a name is known."""
    waiting: list[str] = []
    for part in _PARTS.split(inside):
        text = part.strip()
        match = _PAIR.match(text)
        if match is None and eastern(text):
            match = _LOOSE.match(text)
        if match is None:
            waiting = [*waiting, text] if _known(reading, text) else []
            continue
        names, codes = match["name"].strip(), match["codes"].strip(" .")
        if names.casefold().endswith((" ticker", " symbol")):
            names = names.rpartition(" ")[0]
        for name in (*waiting, names):
            yield from _pair(reading, name, codes)
        waiting = []


def _pair(reading: Reading, names: str, codes: str) -> Iterator[_Code]:
    """Yield the codes behind one name, or behind several that share them."""
    facts = reading.words.facts
    nested = _PAIR.match(codes)
    if nested and exchange_key(names) in facts.schemes:
        yield from _pair(reading, nested["name"].strip(), nested["codes"].strip())
        return
    if nested and exchange_key(names) in facts.exchanges:
        both = f"{names}: {nested['name']}"
        if exchange_key(both) in facts.exchanges:
            names, codes = both, nested["codes"].strip()
    printed = [names] if _known(reading, names) else _NAMES.split(names)
    if not all(_known(reading, name) for name in printed):
        return
    for name in printed:
        key = exchange_key(name)
        scheme, mic = facts.schemes.get(key, "ticker"), facts.exchanges.get(key) or None
        for symbol in _CODES.split(codes):
            code = _checked(name, symbol.strip("“”\"'‘’ "), scheme, mic)
            if code is not None:
                yield code


def _known(reading: Reading, name: str) -> bool:
    facts = reading.words.facts
    key = exchange_key(name)
    return key in facts.exchanges or key in facts.schemes


def _checked(name: str, symbol: str, scheme: str, mic: str | None) -> _Code | None:
    """Return a code whose symbol has the form that its name asks for."""
    if scheme == "isin":
        return _Code(None, symbol, None, "isin") if is_isin(symbol) else None
    if scheme == "wkn":
        good = _WKN.match(symbol) and any(map(str.isdecimal, symbol))
        return _Code(None, symbol, None, "wkn") if good else None
    if scheme in {"bloomberg", "reuters"}:
        good = _RIC.match(symbol) and (not symbol.isalpha() or symbol.isupper())
        return _Code(name, symbol, None, scheme) if good else None
    if is_isin(symbol):
        return _Code(name if scheme == "ticker" else None, symbol, mic, "isin")
    if not _SYMBOL.match(symbol) or symbol in {"ISIN", "WKN"}:
        return None
    return _Code(name if scheme == "ticker" else None, symbol, mic, "ticker")


def is_isin(code: str) -> bool:
    """Tell whether a code is an ISIN with a right check digit (ISO 6166)."""
    if not _ISIN.match(code):
        return False
    digits = "".join(str(int(sign, 36)) for sign in code)
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value // 10 + value % 10
    return total % 10 == 0


def _fields(reading: Reading, row: Row) -> Iterator[tuple[Ticker, float]]:
    """Yield the codes of lines that are a name, a colon and a code: ISIN, WKN, a ticker."""
    for line in row.lines()[:_MOST]:
        if len(line) > _LONGEST_FIELD or not _COLON.search(line):
            continue
        pairs = [_PAIR.match(part.strip(" •·*()")) for part in _PARTS.split(line)]
        known = [pair for pair in pairs if pair and _known(reading, pair["name"].strip())]
        named = any(exchange_key(pair["name"]) in reading.words.facts.schemes for pair in known)
        every = len(known) == len(pairs) and all(_letters(pair["name"]) for pair in known)
        if not (named or (known and every)):
            continue
        for pair in known:
            for code in _pair(reading, pair["name"].strip(), pair["codes"].strip()):
                yield Ticker(code.exchange, code.symbol, None, code.mic, code.scheme), 0.85


def _letters(name: str) -> bool:
    """Tell whether a name is an exchange's letters, not a town's: NYSE, not Toronto."""
    return name.strip().isupper() or name.strip().startswith(("Nasdaq", "Euronext"))


def _under(reading: Reading, text: str) -> Iterator[tuple[Ticker, float]]:
    """Yield `on the New York Stock Exchange under the symbol ABC`."""
    for match in _UNDER.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        words = before.replace("(", " ").replace(")", " ").replace(",", " ").split()
        name = _last_exchange(reading, words)
        if name is not None:
            mic = reading.words.facts.exchanges.get(exchange_key(name)) or None
            yield Ticker(name, match["symbol"], None, mic), 0.85


def _last_exchange(reading: Reading, words: list[str]) -> str | None:
    for end in range(len(words), 0, -1):
        for size in range(min(_WORDS, end), 0, -1):
            name = " ".join(words[end - size : end])
            telling = size > 1 or name.isupper() or name.startswith("Nasdaq")
            if telling and exchange_key(name) in reading.words.facts.exchanges:
                return name.removeprefix("the ")
    return None
