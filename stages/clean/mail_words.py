"""What mail programs write above a message they forward or answer, in fourteen languages."""

from __future__ import annotations

FIELDS: dict[str, str] = {
    "from": (
        "from von de da van od от من 差出人 送信者 发件人 寄件者 寄件人 보낸사람 보낸_사람 발신"
        " absender expéditeur mittente remitente remetente afzender nadawca från отправитель المرسل"
    ),
    "date": (
        "date sent gesendet datum envoyé envoyé_le inviato inviato_il data enviado enviada"
        " enviado_el enviada_em fecha verzonden wysłano wysłane отправлено дата 送信日時 日付 日時"
        " 发送时间 发送日期 日期 寄件日期 傳送時間 發送時間 보낸_날짜 보낸날짜 날짜 التاريخ"
        " تاريخ_الإرسال أرسلت skickat"
    ),
    "to": (
        "to an à a para aan do till кому 宛先 收件人 收件者 받는사람 받는_사람 수신 إلى"
        " destinataire destinatario destinatário"
    ),
    "cc": (
        "cc bcc kopie copie copia cópia dw cc-info копия 抄送 副本 참조 نسخة reply-to antwort_an"
        " répondre_à rispondi_a responder_a antwoord_aan odpowiedź_do"
        " svar_till"
    ),
    "subject": (
        "subject betreff objet oggetto asunto assunto onderwerp temat тема 件名 主题 主旨 主題 제목"
        " الموضوع ämne"
    ),
    "other": (
        "attachments attachment anlagen anlage pièces_jointes pièce_jointe allegati allegato"
        " adjuntos adjunto anexos anexo bijlagen bijlage załączniki załącznik вложения importance"
        " priority wichtigkeit priorität importanza importancia organization organisation"
        " mime-version content-type message-id 添付ファイル 附件 첨부 bilagor bilaga"
    ),
}
"""Names of header fields by what they are; `_` is a space."""

FORWARDED = (
    "original message",
    "forwarded message",
    "forwarded by .{1,80}",
    "begin forwarded message",
    "ursprüngliche nachricht",
    "originalnachricht",
    "weitergeleitete nachricht",
    "anfang der weitergeleiteten nachricht",
    "message d[’']origine",
    "message original",
    "message transféré",
    "début du message (?:transféré|réexpédié)",
    "messaggio originale",
    "messaggio inoltrato",
    "inizio (?:del )?messaggio inoltrato",
    "mensaje original",
    "mensaje reenviado",
    "inicio del mensaje reenviado",
    "mensagem original",
    "mensagem (?:encaminhada|reencaminhada)",
    "início da mensagem (?:encaminhada|reencaminhada)",
    "oorspronkelijk bericht",
    "doorgestuurd bericht",
    "begin doorgestuurd bericht",
    "oryginalna wiadomość",
    "wiadomość oryginalna",
    "(?:przekazana|przesłana dalej) wiadomość",
    "(?:wiadomość przekazana dalej|początek przekazywanej wiadomości)",
    "ursprungligt meddelande",
    "vidarebefordrat (?:meddelande|brev)",
    "исходное сообщение",
    "(?:пересылаемое|пересланное|перенаправленное) сообщение",
    "начало переадресованного сообщения",
    "転送(?:された)?メッセージ",
    "元のメッセージ",
    "转发(?:的)?(?:邮件|消息)",
    "原始(?:邮件|消息|郵件|訊息)",
    "(?:轉寄|已轉寄)(?:的)?(?:郵件|訊息)",
    "(?:전달된|원본) 메시지",
    "전달된 메일",
    "(?:رسالة معاد توجيهها|الرسالة الأصلية|رسالة محولة)",
)
"""Patterns of the line above a forwarded or answered message, without the strokes around it."""

ANSWERED = (
    r"on .{6,120} wrote",
    r"am .{6,120} schrieb.{0,80}",
    r"le .{6,120} a écrit",
    r"il (?:giorno )?.{6,120} ha scritto",
    r"el .{6,120} escribió",
    r"(?:em|no dia|a) .{6,120} escreveu",
    r"op .{6,120} schreef.{0,80}",
    r".{6,120} napisał(?:\(a\)|a)?",
    r"den .{6,120} skrev.{0,80}",
    r".{6,120} (?:пишет|написал(?:\(а\)|а)?)",
    r".{6,120}(?:のメール|のメッセージ|は書きました)",
    r".{6,120}写道",
    r".{6,120}寫道",
    r".{6,120}(?:님이 작성|작성)",
    r".{6,120}كتب.{0,80}",
)
"""Patterns of the line above a quoted message; it names a day, and ends with a colon."""
