"""The words by which an issuer is known: verbs that announce, exchanges, ends of names."""

from __future__ import annotations

from pipeline.pattern import lazily

EXCHANGE = (
    r"NYSE|Nasdaq|NASDAQ|OTC\w*|TSX\S*|LSE|AIM|ASX|SGX|HKEX|FWB|XETRA|Euronext|BIT|MIL"
    r"|Frankfurt|TSE|TYO|SIX|WSE|GPW|BME|B3"
)
TICKER = lazily(
    rf"^(?:[Tt]he\s)?(?P<name>[A-Z0-9][^()]{{2,70}}?),?\s\((?:the\s[“\"][^)]*"
    rf"|(?:{EXCHANGE})\b[^)]*)\)"
)
PREFIX = lazily(r"(?P<name>[^:：“\"]{2,40})[:：]\s?")
SAYS = lazily(
    r"\s(?:today|has|have|is|will|announces?d?|said|says|reports?|reported|launche[sd]"
    r"|unveil(?:s|ed)|publishe[sd]|releases?d?|opens?|opened|"
    r"introduces?d?|welcomes?d?|begins?|began|celebrates?d?|joins?|joined|presents?|wins?|won|"
    r"hat|haben|ist|wird|startet|eröffnet|veröffentlicht|teilt|stellt|kündigt|gibt|baut|lädt"
    r"|beginnt|feiert|zeigt|nimmt|"
    r"ha|è|annuncia|presenta|lancia|inaugura|apre|comunica|avvia|organizza|pubblica|"
    r"a|annonce|présente|lance|ouvre|publie|dévoile|est|inaugure|organise|met|"
    r"anuncia|anunció|lanza|abre|presentó|abrirá|inauguró|publica|celebra|pone|"
    r"anunciou|lança|apresenta|abriu|lançou|inaugurou|perdeu|inicia|publicou|"
    r"heeft|opent|lanceert|kondigt|presenteert|start|begint|viert|maakt|"
    r"ogłasza|ogłosiła|ogłosił|uruchamia|uruchomiła|uruchomił|otwiera|otworzyła|otworzył"
    r"|zaprezentowała|rozpoczyna|rozpoczęła|zakończyła|"
    r"объявила|объявил|объявило|объявляет|сообщает|сообщила|открыла|открыл|открывает"
    r"|запустила|запустил|запускает|представила|представил|завершила|начала|начал)\b"
)
EAST = lazily(
    r"(?P<ja>[^\s、。（(「]{2,30}?)(?:（[^）]{2,120}）)?は、"
    r"|(?P<zh>[^\s，。（(：]{2,24}?(?:公司|集团|集團|大学|大學|基金会|基金會|协会|協會|博物馆"
    r"|博物館|图书馆|圖書館|研究院|研究所|委员会|委員會|合作社|出版社|电影节|管理處|中心|學會"
    r"|学会|乐团|樂團|剧院|劇院|铁路|鐵路|银行|銀行))"
    r"|(?P<ko>[^\s,(]{2,24}(?:\s[^\s,(]{2,12})?)(?:\([^)]{1,60}\))?(?:는|은|이|가)\s"
)
ARABIC = lazily(
    r"(?:أعلنت|أعلن|افتتحت|افتتح|أطلقت|أطلق|كشفت|كشف|دشنت|دشن|بدأت|وقعت|نظمت|تنظم"
    r"|اختتمت)\s(?P<name>[^،.(:]{4,50}?)(?=\s(?:اليوم|عن|في|أن|على|إن|أول|مشروع|برنامج|خدمة"
    r"|موسم)|،|\s\()"
)
ARABIC_BODY = lazily(
    r"(?:^|\s)(?P<name>(?:شركة|مؤسسة|هيئة|وزارة|معهد|جمعية|بلدية|جامعة|متحف|مكتبة|مجموعة|مركز"
    r"|اتحاد)\s\S+(?:\sال[^\s،.]+)*)"
)
ARTICLE = lazily(
    r"^(?:The|Die|Der|Das|Il|La|Lo|I|Gli|Le|Les|El|Los|Las|O|A|As|Os|De|Het"
    r"|L['’])\s?(?=[A-ZÀ-ÞА-Я])"
)
SMALL = frozenset(
    [
        "of",
        "for",
        "and",
        "the",
        "di",
        "de",
        "des",
        "der",
        "für",
        "e",
        "y",
        "et",
        "und",
        "van",
        "het",
        "du",
        "la",
        "do",
        "da",
        "del",
        "della",
        "dell'",
        "i",
        "и",
        "&",
        "dos",
        "das",
        "voor",
        "pour",
        "para",
        "per",
        "zur",
        "im",
        "in",
        "w",
        "on",
        "to",
        "a",
        "les",
        "los",
        "las",
        "los",
    ]
)
NOT_NAMES = lazily(
    r"(?:U\.S\.|US|Today|Yesterday|Heute|Gestern|Oggi|Ieri|Hoy|Ayer|Hoje|Aujourd|In|On|At"
    r"|This|That|These|Mr|Mrs|Ms|Dr|Sens?\.|Senators?|Reps?\.|Gov\.|Mit|Nach|Ab|Seit|After|When|"
    r"With|For|Con|Dopo|Para|Após|Na|W|В|По|После|It|Es|Er|Sie|Un|Une|Una|Ein|Eine)\b"
)
