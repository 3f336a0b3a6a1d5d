"""The text door and its repairs, alone: what tests and benchmarks of them run."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.account import Account
from pipeline.context import Context
from pipeline.convert import clean_copy
from pipeline.plan import Pipeline, Step
from pipeline.registry import Registry
from pipeline.tree import Document, Source

HERE = Path(__file__).parent
STAGES = (
    "drop-page-marks",
    "repair-encoding",
    "repair-characters",
    "rejoin-lines",
    "repair-signs",
    "tidy-spaces",
)


@cache
def text_pipeline(stages: tuple[str, ...] = STAGES) -> Pipeline:
    registry = Registry()
    return Pipeline(
        name="text",
        read=Step(registry.get("read-text")),
        transforms=tuple(Step(registry.get(name)) for name in stages),
        renditions=(),
        registry=registry,
    )


def repaired(text: str | bytes, stages: tuple[str, ...] = STAGES) -> tuple[Document, Account]:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return clean_copy(Source("received.txt", data), text_pipeline(stages))


def again(document: Document) -> Document:
    """Return what the repairs make of a document that they have repaired."""
    for step in text_pipeline().transforms:
        document = step.stage.function(document, Context(step.stage.name))
    return document


@cache
def damaged() -> list[dict[str, str]]:
    found: list[dict[str, str]] = yaml.safe_load((HERE / "damaged.yaml").read_text("utf-8"))
    return found


@cache
def clean_texts() -> list[tuple[str, str]]:
    """Return (language, text) of 520 sound texts: sentences of a language in many orders."""
    sentences: dict[str, list[Any]] = yaml.safe_load((HERE / "sentences.yaml").read_text("utf-8"))
    texts: list[tuple[str, str]] = []
    for language, lines in sentences.items():
        for number in range(40):
            step = 1 + number // len(lines)
            chosen = [lines[(number + k * step) % len(lines)] for k in range(2 + number % 3)]
            space = "" if language in {"ja", "zh"} else " "
            texts.append((language, ("\n\n" if number % 2 else space).join(chosen)))
    return texts


_ENCODINGS: tuple[tuple[str, str], ...] = (
    (
        "windows-1252",
        "Die Gesellschaft eröffnet ein Werk. „Wir freuen uns“, sagte Müßig.",
    ),
    (
        "windows-1252",
        "La qualità è più alta, così la società «Fiori» è lieta; però crescerà.",
    ),
    ("windows-1252", "The yard’s crew said “yes” – and the café agreed…"),
    ("iso-8859-15", "Le prix est de 5 € et le café à la crème est prêt à l'été."),
    ("mac_roman", "La société a annoncé ses résultats : l’été « fut » très bon – voilà."),
    ("cp437", "Die Straße führt über die Brücke zum Gebäude; schön für die Gäste."),
    ("windows-1250", "Spółka ogłosiła wyniki za kwartał. Zarząd podkreślił, że sprzedaż wzrosła."),
    ("iso-8859-2", "Společnost oznámila výsledky a ředitelka řekla, že závod se rozšíří."),
    ("windows-1251", "Компания открыла новый завод в Туле. Об этом сообщил директор."),
    ("koi8-r", "Компания открыла новый завод в Туле. Об этом сообщил директор."),
    ("windows-1253", "Η εταιρεία ανακοίνωσε τα αποτελέσματα και το νέο εργοστάσιο."),
    (
        "windows-1254",
        "Şirket yeni bir fabrika açtı ve müdür gelişmeleri açıkladı.",
    ),
    ("windows-1256", "أعلنت الشركة اليوم عن افتتاح مصنع جديد في القاهرة"),
    ("shift_jis", "当社は本日、新しい工場を大阪に開設すると発表しました。"),
    ("euc_jp", "当社は本日、新しい工場を大阪に開設すると発表しました。"),
    ("iso2022_jp", "当社は本日、新しい工場を大阪に開設すると発表しました。"),
    ("gb18030", "公司今天宣布在上海开设新工厂，预计明年投产。"),
    ("big5", "公司今天宣布在台北開設新工廠，預計明年投產。"),
    ("euc_kr", "회사는 오늘 부산에 새로운 공장을 연다고 발표했다."),
    ("utf-16-le", "The yard’s crew said “yes” – and the café agreed."),
    ("utf-16-be", "Die Werft öffnet am Dienstag, sagte Jürgen Weiß."),
    ("utf-16", "Компания открыла новый завод."),
    ("utf-8-sig", "Stocznia otworzyła dok w Łebie."),
)


def damaged_bytes() -> list[tuple[str, bytes, str]]:
    """Return (encoding, bytes, text) of texts in encodings that the bytes do not name."""
    plain = [(name, text.encode(name), text) for name, text in _ENCODINGS]
    first, second = "The yard’s café opened – at last.", "It cost “5 €” and the crew’s fête was on."
    mixed = first.encode() + b"\n\n" + second.encode("cp1252")
    return [*plain, ("utf-8 and windows-1252", mixed, f"{first}\n\n{second}")]
