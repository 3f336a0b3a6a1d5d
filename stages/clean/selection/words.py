"""Words that sites set before and after articles, in the languages of releases."""

from __future__ import annotations

import re

from pipeline.pattern import lazily

RELATED = lazily(
    r"(?:related|recommended|suggested|similar|featured|further"
    r"|additional) (?:\w+ )?(?:articles?|stories|story|posts?"
    r"|news|content|coverage|reading|links?|topics?|press releases|releases|resources|videos?"
    r"|products?)"
    r"|more (?:\w+ ){0,3}(?:stories|news|articles|posts|reads|coverage)|related\b"
    r"|recommended(?: for you)?|more (?:from|on|in|by|like|about|stories|news|articles|posts"
    r"|headlines|to explore)\b.*"
    r"|read (?:more|next|also|this next)\b.*|see also\b.*|see more\b.*|also (?:read|see|on"
    r"|in)\b.*|you (?:may|might)(?: also)? (?:also )?(?:like|enjoy|be interested).*"
    r"|don['’]?t miss\b.*|must[- ]reads?|(?:most|more) (?:popular|read|viewed|shared|recent"
    r"|commented)\b.*|popular\b.{0,30}"
    r"|trending\b.{0,30}|latest (?:news|stories|posts|articles|headlines|videos|from)\b.*"
    r"|recent (?:posts|articles|news|stories)\b.*"
    r"|(?:up|read|watch) next|next (?:article|post|story)\b.*|previous (?:article|post"
    r"|story)\b.*|editor['’]?s['’]? (?:picks?|choice)|top stories|what to read next"
    r"|other (?:news|stories|articles|posts|press releases)\b.*|keep reading|continue reading"
    r"|in case you missed it|around the web|from the web|from our partners"
    r"|(?:das könnte|könnte) sie (?:auch )?interessieren|mehr zum thema|lesen sie (?:auch"
    r"|mehr)\b.*|weitere (?:artikel|meldungen|nachrichten|beiträge|themen"
    r"|informationen zum thema|pressemitteilungen)\b.*"
    r"|verwandte (?:artikel|themen)|ähnliche (?:artikel|beiträge)|zum thema|meistgelesen\w*"
    r"|aktuelle (?:meldungen|nachrichten)|auch interessant"
    r"|à lire aussi|lire aussi\b.*|sur le même (?:sujet|thème)|articles? (?:similaires|liés"
    r"|connexes)|les plus lus|dans la même rubrique|voir aussi"
    r"|(?:artículos|noticias|entradas|contenidos?) relacionad[oa]s|te puede interesar"
    r"|lee también\b.*|lea también\b.*|ver también|más (?:noticias|leídas?|leídos)"
    r"|también te puede.*"
    r"|leggi anche\b.*|articoli correlati|potrebbe interessarti.*|ti potrebbe.*"
    r"|notizie correlate|altre notizie|i più letti|vedi anche"
    r"|(?:artigos|notícias|posts|matérias) relacionad[oa]s|leia (?:também|mais)\b.*"
    r"|veja (?:também|mais)\b.*|mais lidas|você (?:também )?pode gostar.*|confira também"
    r"|lees ook\b.*|lees meer\b.*|meer (?:over|nieuws)\b.*|gerelateerde? \w+|zie ook"
    r"|läs (?:också|även|mer)\b.*|les også\b.*|læs også\b.*|lue myös\b.*"
    r"|czytaj (?:też|także|więcej)\b.*|zobacz (?:też|także|również)\b.*|powiązane artykuły"
    r"|ilgili haberler|читайте также\b.*|по теме|смотрите также"
    r"|関連(?:記事|ニュース|リンク)|おすすめ(?:記事)?|人気記事|あわせて読みたい"
    r"|相关(?:新闻|文章|阅读|推荐)|推荐阅读|相關(?:新聞|文章)"
    r"|관련 ?기사"
    r"|مواضيع ذات صلة|اقرأ أيضا.*",
    re.IGNORECASE,
)
"""Whole headings and labels that open a list of other pages."""

LEADS_AWAY = lazily(
    r"(?:read|see|also|watch|listen|more|related|explore|discover|check out|don['’]?t miss"
    r"|next|previous|click here|tap here|view|lire|lees|leggi|lea|lee|leia|veja|mehr|siehe"
    r"|lesen|läs|les|læs|czytaj|zobacz|читайте|関連|続き)\b|[▶►»>→]",
    re.IGNORECASE,
)

COMMENTS = lazily(
    r"(?:\d+ )?(?:comments?|replies|responses|thoughts on\b.*|leave a (?:comment|reply)\b.*"
    r"|join the (?:conversation|discussion)\b.*|post a comment|add a comment|view comments"
    r"|show comments|what do you think\??|tell us what you think\b.*"
    r"|kommentare?(?: \(\d+\))?|schreiben? sie einen kommentar|kommentar schreiben|(?:laisser"
    r"|écrire) un commentaire|commentaires?|comentarios?|deja (?:un|tu) comentario"
    r"|deja una respuesta|commenti|lascia un commento|comentários?|deixe (?:um|seu) comentário"
    r"|reacties?|geef een reactie|コメント(?:を残す)?)(?:\s*[(:]?\s*\d*\s*\)?)?",
    re.IGNORECASE,
)

SHARE = lazily(
    r"(?:share(?: this| on| via| now| article| story| post| with)?\b.{0,60}|tweet(?: this)?"
    r"|pin(?: it)?|e-?mail(?: this)?(?: article| story)?|print(?: this| article| page)?"
    r"|follow us\b.{0,60}|like us\b.{0,60}|facebook|twitter|linkedin|whatsapp|pinterest|reddit"
    r"|(?:facebook|twitter|x|linkedin|whatsapp|pinterest|reddit|e-?mail|google\+|instagram"
    r"|telegram|tumblr|flipboard|xing|print|copy link|link|messenger|[\s|·•,/+\xa0])+"
    r"|teilen\b.{0,40}|drucken|seite (?:teilen|drucken|empfehlen)\b.{0,30}|artikel teilen"
    r"|partager\b.{0,40}|imprimer|compartir\b.{0,40}|imprimir|condividi\b.{0,40}|stampa"
    r"|compartilh\w+\b.{0,40}|deel\b.{0,30}|dela\b.{0,30}|シェア|ツイート|copy link|save(?: article"
    r"| story| for later)?|bookmark)",
    re.IGNORECASE,
)

NEWSLETTER = lazily(
    r"\b(?:newsletters?|subscri(?:be|bing|bers?|ption)|sign(?:ing)? up|get (?:the"
    r"|our) .{0,40}(?:in|to) your inbox|in(?:to)? your inbox|abonnieren|inscrivez|abonnez"
    r"|suscríb\w+|iscriviti|inscreva|assine"
    r"|registrati|schrijf je in|download (?:the|our) .{0,20}app|メルマガ)\b",
    re.IGNORECASE,
)

MAILING = lazily(
    r"\b(?:(?:trouble|problems?|difficult\w*) (?:viewing|reading|seeing) this (?:e-?mail|message)"
    r"|(?:view|read|see|open) (?:this (?:e-?mail|message)|it|online)? ?(?:in|with) (?:your|a|the)"
    r" (?:web ?)?browser|(?:you(?:['’]re| are)|you have been) (?:receiving|sent|getting) this"
    r" (?:e-?mail|message|newsletter)|unsubscribe|this (?:e-?mail|message) was sent to"
    r"|(?:manage|update|change) your (?:e-?mail )?(?:preferences|subscription)"
    r"|wird diese (?:e-?mail|nachricht) nicht (?:richtig|korrekt)|im browser (?:ansehen|anzeigen"
    r"|öffnen)|newsletter abbestellen|vom verteiler (?:abmelden|streichen|löschen)"
    r"|dans votre navigateur|se désabonner|vous désabonner|désinscri\w+"
    r"|en (?:su|tu) navegador|darse de baja|cancelar (?:la )?suscripción"
    r"|nel (?:tuo )?browser|annulla(?:re)? (?:l['’])?iscrizione|disiscriv\w+"
    r"|no (?:seu )?navegador|cancelar (?:a )?(?:inscrição|assinatura)"
    r"|in (?:je|uw) browser|afmelden voor)\b|配信停止|退订",
    re.IGNORECASE,
)
"""What mailings say of themselves above and below the release they carry."""

PROMOTION = lazily(
    r"(?:advertisement|advertising|advert|ads? by\b.*|sponsored(?: by\b.*)?"
    r"|promoted|story continues(?: below)?\b.*|article continues\b.*"
    r"|continue reading (?:below|the main story)\b.*|scroll (?:down )?(?:to|for)\b.*"
    r"|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|advertentie|reklam[ae]?"
    r"|annons|реклама|広告|スポンサーリンク|loading\.*|close|caption|\[?view all\]?|back to top"
    r"|nach oben|zurück(?: zur übersicht)?|voltar|volver|indietro|top|zum seitenanfang"
    r"|zurück zur liste"
    r"|(?:read|view|see) (?:this|the) (?:press )?(?:release|article|page|story|statement) in\b"
    r".{0,60}"
    r"|(?:also )?available (?:in (?:other )?)?languages?\s*:.{0,60})",
    re.IGNORECASE,
)

CREDIT = lazily(
    r"(?:\(?(?:photo|image|picture|pic|credit|photograph|foto|bild|imagen|crédits?)s?(?: credit)?"
    r"(?: by| courtesy of)?\s*[:/©|].{0,120}|©.{0,80}|(?:photo|image|foto) by .{0,80})\)?",
    re.IGNORECASE,
)
SOURCE = lazily(r"\(?(?:source|quelle|fonte|fuente)s?\s*[:/|].{0,120}\)?", re.IGNORECASE)
"""A credit right below a picture; elsewhere it names the organisation whose news it is."""
CREDIT_END = lazily(
    r"(?:\((?:image|photo|picture|pic|credit|foto|bild|source)s?\b[^()]{0,80}\)|(?:photo|image"
    r"|picture|foto|credit)s?\s*:\s*[^.]{2,80}|(?:getty images?|reuters|shutterstock|\bafp"
    r"|ap photo[^.]{0,40}|unsplash|istock|getty)\)?)\s*$",
    re.IGNORECASE,
)

CONTACT = lazily(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.\w|\b(?:tel|phone|fon|telefon|tél|teléfono|telefono|fax|mobile"
    r"|mobil)\b\.?\s*:|\+\d{1,3}[\s(./-]*\d|\b(?:press|media|media relations"
    r"|investor)\b.{0,20}\b(?:contacts?|enquir|inquir|office|relations)"
    r"|presse(?:kontakt|stelle|sprecher|büro|anfragen)|kontakt\b|ansprechpartner"
    r"|contacts?\b.{0,20}:|contact presse|contatti|ufficio stampa|contacto|contato|assessoria"
    r"|perscontact|問い?合わ?せ|聯絡|联系|اتصال",
    re.IGNORECASE,
)
"""What tells a press contact from a site's row of links."""

END_MARK = lazily(
    r"\s*(?:#(?:\s?#){1,4}|\*{3,}|[-–—_~]{3,}|- ?0 ?-|[-–—]\s*30\s*[-–—]"
    r"|(?P<open>[-–—(（<*]\s*)?(?:ends?|ende|schluss|fin|fine|fim|einde|koniec|slut|конец|انتهى|النهاية|以上"
    r"|終わり|完|终|終|끝)(?(open)\s*[-–—)）>*])\.?)\s*",
    re.IGNORECASE,
)
