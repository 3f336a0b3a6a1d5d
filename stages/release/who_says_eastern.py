"""Who says what in Japanese, Chinese and Korean, where no capitals mark a name."""

from __future__ import annotations

from pipeline.pattern import lazily
from stages.release.contacts import ORGANISATION
from stages.release.fold import squeezed
from stages.release.named import known_names
from stages.release.people import NOBODY, Person
from stages.release.reading import Reading
from stages.release.voice import Voice

_TOPIC = {
    "ja": ("は", "も", "が", "より", "から"),
    "ko": ("은", "는", "이", "가", "도"),
    "zh": (),
}
_NAME = lazily(
    r"^(?:[\u4e00-\u9fff々]{1,4}[ \u3000]?[\u4e00-\u9fff々\u3040-\u30ff]{1,5}"
    r"|[\u30a0-\u30ff・＝]{3,20}"
    r"|[\uac00-\ud7a3]{2,4}|[A-Z][\w.’-]+(?: [A-Z][\w.’-]+){1,3}"
    r"|[\u4e00-\u9fff]{1,6}[·・][\u4e00-\u9fff·・]{1,12})$"
)
_CUTS = {"ja": "。、\n", "zh": "。，；！？\n", "ko": ".,\n"}
_HONOUR = ("氏", "さん", "様", "先生", "女士", "씨", "님")
SAYS_BEHIND = lazily(r"^[\s、，,]*(?:と|など|라고|이라고|라며|이라며|고|며|면서|라는|는)")
_NEXT = lazily(r"次の(?:よう|とおり|通り)|以下の(?:よう|とおり|通り)")
_CIRCUMSTANCE = lazily(r"\s+(?:\d{1,2}일|또|또한|이날|이어|이에 대해|지난 \S+)$")
_CHIEF = lazily(r"(?<=[\uac00-\ud7a3] )([\uac00-\ud7a3]{1,5}장)$")
_TALK = lazily(r"^(?:이?라며|며|이?라면서|면서)")
_IN_MIDDLE = lazily(r"[在对對向就于於](?=.{2,})")
_SURNAMES = frozenset(
    "王李张张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮許蘇盧蔣賈葉閻餘鍾範譚鄒陸顧龍萬錢湯喬賀賴龔"
)
_FORMS = ("株式会社", "有限会社", "合同会社", "주식회사", "㈜")
_REACH = 60


def said_before(reading: Reading, says: Voice, text: str) -> Person | None:
    """Return the subject in front of a stretch: `X社長は、`, `X表示：`, `X 대표는 `."""
    text = text[-2 * _REACH :].rstrip(" \u3000、，,：:“")
    if says.language == "zh":
        verb = None
        for match in says.verb_within.finditer(text):
            verb = match
        if verb is None or len(text) - verb.end() > 6:  # noqa: PLR2004 (a few words of circumstance)
            return None
        subject = _last(text[: verb.start()], "zh")
        return _person(reading, says, _IN_MIDDLE.split(subject)[0] if subject else subject)
    sentence = text
    if text.endswith("。"):
        if not (_NEXT.search(text) or says.verb_within.search(text[-20:])):
            return None
        sentence = text.rstrip("。").rpartition("。")[2]
        for topic in ("は、", "は", "より", "から"):
            if topic in sentence:
                return _person(reading, says, _last(sentence[: sentence.index(topic)], "ja"))
        return None
    if says.language == "ko":
        sentence = _CIRCUMSTANCE.sub("", sentence)
    for topic in _TOPIC[says.language]:
        if sentence.endswith(topic):
            return _person(reading, says, _last(sentence[: -len(topic)], says.language))
    if says.language == "ja" and sentence.endswith(("で", "にて", "に際し", "あたり")):
        found = _person(reading, says, sentence.rpartition("。")[2].partition("は")[0])
        return found if found is not None and found.office else None
    return None


def said_behind(reading: Reading, says: Voice, text: str) -> Person | None:
    """Return the subject behind a stretch, or nobody where only a verb says that it was said."""
    sentence = text[: 2 * _REACH].split("。", maxsplit=1)[0].split("\n", maxsplit=1)[0]
    if says.language == "zh":
        verb = says.verb_within.search(sentence)
        if verb is None or verb.start() > 40:  # noqa: PLR2004 (organisation, office and name)
            return None
        subject = sentence[: verb.start()].strip(" ，,")
        return _person(reading, says, subject) if subject else NOBODY
    if not SAYS_BEHIND.match(sentence):
        return None
    verb = says.verb_within.search(sentence)
    if verb is None:
        return NOBODY if _TALK.match(sentence) else None
    middle = SAYS_BEHIND.sub("", sentence[: verb.start()]).strip(" 、,")
    for topic in _TOPIC[says.language]:
        if middle.endswith(topic) or f"{topic}、" in middle:
            subject = middle.rpartition(topic)[0]
            found = _person(reading, says, _last(subject, says.language))
            if found is not None:
                return found
    return NOBODY


def announced(reading: Reading, says: Voice, line: str) -> Person | None:
    """Return who a line above a quotation names: `代表取締役社長 山田太郎 コメント`."""
    text = line.strip(" \u3000■【】：:*")
    for word in ("のコメント", "からのコメント", "コメント", "코멘트"):
        if text.endswith(word):
            return _person(reading, says, text.removesuffix(word).strip())
    return None


def _last(text: str, language: str) -> str:
    """Return what stands behind the last comma or full stop."""
    tail = text.strip()
    for sign in _CUTS[language]:
        tail = tail.rpartition(sign)[2]
    return tail.strip(" \u3000「」“”")


def _person(reading: Reading, says: Voice, text: str) -> Person | None:
    """Part organisation, office and name of a subject."""
    text = text.strip(" \u3000「」：:")
    if not text or len(text) > _REACH:
        return NOBODY if text else None
    if text in says.pronouns or text.removesuffix("は") in says.pronouns:
        return Person(None, None, "")
    office, at = _office(says, text)
    if not office:
        return _unnamed(reading, says, text)
    behind = _plain(text[at + len(office) :])
    ahead = text[:at].strip(" \u3000")
    if behind and _NAME.match(behind):
        return Person(behind, office, _organisation(reading, ahead))
    if behind:
        return NOBODY
    words = ahead.replace("の", " ").replace("\u3000", " ").split()
    if words and _may_be_name(says, words[-1]):
        rest = ahead[: ahead.rfind(words[-1])]
        return Person(words[-1], office, _organisation(reading, rest))
    return Person(None, office, _organisation(reading, ahead))


def _office(says: Voice, text: str) -> tuple[str, int]:
    """Return the last office of a text, with those that stand right before it, and its place."""
    office, at = "", -1
    for title in says.longest_titles:
        place = text.rfind(title)
        if place >= 0 and place + len(title) > at + len(office):
            office, at = title, place
    if says.language == "ko":
        chief = _CHIEF.search(text)
        office, at = (chief[1], chief.start(1)) if chief else (office, at)
    while office:
        ahead = text[:at].rstrip(" \u3000兼・")
        longer = next((title for title in says.longest_titles if ahead.endswith(title)), None)
        if longer is None:
            break
        start = len(ahead) - len(longer)
        office, at = text[start : at + len(office)], start
    return office, at


def _may_be_name(says: Voice, word: str) -> bool:
    """Tell whether a word before an office is a name; in Chinese a surname must begin it."""
    if says.language == "zh":
        return word[:1] in _SURNAMES and len(word) in {2, 3}
    return bool(_NAME.match(word)) or (says.language == "ko" and len(word) == 1)


def _plain(text: str) -> str:
    text = text.strip(" \u3000の・、（(").split("（")[0].split("(")[0].strip(" \u3000")
    for honour in _HONOUR:
        text = text.removesuffix(honour)
    return text.strip(" \u3000")


def _unnamed(reading: Reading, says: Voice, text: str) -> Person:
    plain = _plain(text)
    if _organisation(reading, text) is not None:
        return Person(None, None, _organisation(reading, text))
    if plain != text and _NAME.match(plain):
        return Person(plain)
    last = text.replace("\u3000", " ").split(" ")
    if len(last) == 1 and "·" in text and _NAME.match(text):
        return Person(text)
    if says.language == "zh" and text[:1] in _SURNAMES and len(text) in {2, 3}:
        return Person(text)
    return NOBODY


def _organisation(reading: Reading, text: str) -> str | None:
    text = text.strip(" \u3000の、,")
    if not text:
        return None
    known = any(squeezed(name) == squeezed(text) for name in known_names(reading))
    form = ORGANISATION.search(text)
    ends = form is not None and (text.startswith(_FORMS) or form.end() == len(text))
    return text if known or (ends and len(text) < _REACH) else None
