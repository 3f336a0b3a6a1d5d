"""The few words a page needs that no release brings, in the language of the release."""

from __future__ import annotations

from typing import NamedTuple


class Labels(NamedTuple):
    """Words of the page around a release."""

    paid: str = "Paid content"
    embargo: str = "Embargoed"
    page: str = "Page"
    contents: str = "Contents"
    cover: str = "Cover"
    pages: str = "Pages of the source"
    account: str = "Account"
    more: str = "more"


_LABELS = {
    "en": Labels(),
    "de": Labels(
        "Anzeige",
        "Sperrfrist",
        "Seite",
        "Inhalt",
        "Umschlag",
        "Seiten der Vorlage",
        "Nachweis",
        "weiter",
    ),
    "fr": Labels(
        "Contenu sponsorisé",
        "Sous embargo",
        "Page",
        "Sommaire",
        "Couverture",
        "Pages de la source",
        "Relevé",
        "suite",
    ),
    "es": Labels(
        "Contenido patrocinado",
        "Embargado",
        "Página",
        "Índice",
        "Cubierta",
        "Páginas del original",
        "Registro",
        "sigue",
    ),
    "it": Labels(
        "Contenuto sponsorizzato",
        "Sotto embargo",
        "Pagina",
        "Indice",
        "Copertina",
        "Pagine dell’originale",
        "Resoconto",
        "segue",
    ),
    "pt": Labels(
        "Conteúdo patrocinado",
        "Sob embargo",
        "Página",
        "Índice",
        "Capa",
        "Páginas do original",
        "Registo",
        "continua",
    ),
    "nl": Labels(
        "Betaalde inhoud",
        "Onder embargo",
        "Pagina",
        "Inhoud",
        "Omslag",
        "Pagina’s van de bron",
        "Verantwoording",
        "vervolg",
    ),
    "pl": Labels(
        "Materiał sponsorowany",
        "Embargo",
        "Strona",
        "Spis treści",
        "Okładka",
        "Strony oryginału",
        "Rejestr",
        "ciąg dalszy",
    ),
    "ru": Labels(
        "На правах рекламы",
        "Эмбарго",
        "Страница",
        "Содержание",
        "Обложка",
        "Страницы оригинала",
        "Учёт",
        "продолжение",
    ),
    "sv": Labels(
        "Annons",
        "Under embargo",
        "Sida",
        "Innehåll",
        "Omslag",
        "Originalets sidor",
        "Redovisning",
        "forts.",
    ),
    "ja": Labels("広告", "解禁前", "ページ", "目次", "表紙", "原本のページ", "記録", "続く"),
    "zh": Labels("付费内容", "禁发期内", "页", "目录", "封面", "原件页码", "记录", "待续"),
    "ko": Labels("유료 콘텐츠", "엠바고", "쪽", "차례", "표지", "원본 쪽", "기록", "계속"),
    "ar": Labels(
        "محتوى مدفوع", "محظور النشر", "صفحة", "المحتويات", "الغلاف", "صفحات الأصل", "السجل", "يتبع"
    ),
    "he": Labels(
        "תוכן ממומן", "באמברגו", "עמוד", "תוכן העניינים", "כריכה", "עמודי המקור", "תיעוד", "המשך"
    ),
}


def labels_of(language: str | None) -> Labels:
    """Return the words in a language, in English where there are none."""
    return _LABELS.get((language or "").lower().partition("-")[0], _LABELS["en"])
