"""Writes the messages of this folder, as mail programs write them: `python make.py`.

Each `.eml` has its expectation beside it (`pytest tests/intake/test_reading_mail.py --update`, then read it).
"""

from __future__ import annotations

import base64
import io
import quopri
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
HEAD = """\
From: Clémentine Persil <clementine.persil@example.org>
To: bonjour@collectif.example
Subject: {subject}
Date: Fri, 4 Jun 2021 10:12:00 +0200
Message-ID: <1@example.org>
MIME-Version: 1.0
"""
ANSWERS = """\
1. Services de Solidarité Territoriale et accès aux droits
Nous rouvrirons les accueils de tous les cantons, avec des agents formés, et le téléphone aussi.
2. Budget pour l’action sociale
Nous tiendrons le budget et nous publierons chaque année le détail des dépenses par commune.
3. Contractualisation du plan pauvreté
Nous signerons avec l’Etat dès la première année, parce que les familles attendent depuis trop longtemps.
"""
QUOTED = """\
> Merci de nous faire un retour avant le 6 Juin 2021.
>
> Le collectif
"""
ATTRIBUTION = "Le mer. 19 mai 2021 à 10:12, Collectif Citoyens Fraternels 92 <bonjour@collectif.example> a écrit :"


def plain(text: str, subject: str = "Nos réponses", charset: str = "utf-8", encoding: str = "8bit") -> bytes:
    body = text.encode("cp1252" if charset == "iso-8859-1" else charset)
    if encoding == "quoted-printable":
        body = quopri.encodestring(body)
    elif encoding == "base64":
        body = base64.encodebytes(body)
    kind = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    return (HEAD.format(subject=subject) + kind).encode() + body


def html(body: str, subject: str = "Nos réponses") -> bytes:
    kind = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    return (
        HEAD.format(subject=subject) + kind + f"<html><head><title>x</title></head><body>{body}</body></html>"
    ).encode()


def several(kind: str, *parts: tuple[str, bytes], subject: str = "Nos réponses") -> bytes:
    head = HEAD.format(subject=subject) + f'Content-Type: multipart/{kind}; boundary="=-verger-{kind}"\n\n'
    told = b"".join(f"--=-verger-{kind}\n{lines}\n\n".encode() + body + b"\n" for lines, body in parts)
    return head.encode() + told + f"--=-verger-{kind}--\n".encode()


def attached(name: str, content: bytes, mime: str) -> tuple[str, bytes]:
    lines = (
        f'Content-Type: {mime}\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="{name}"'
    )
    return lines, base64.encodebytes(content)


def text_part(text: str) -> tuple[str, bytes]:
    return "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit", text.encode()


def html_part(text: str) -> tuple[str, bytes]:
    return "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit", text.encode()


def word(text: str) -> bytes:
    """The least that a Word file is."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    parts = {
        "[Content_Types].xml": types,
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part)
    return buffer.getvalue()


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

GMAIL = f"""<div dir="ltr"><div>Bonjour,</div><div><br></div><div>1. Nous rouvrirons les accueils.</div>
<div>2. Nous tiendrons le budget&nbsp;:</div><ul><li>publié</li><li>débattu</li></ul><ol start="3"><li>Nous signerons.</li></ol></div>
<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">{ATTRIBUTION.replace("<", "&lt;").replace(">", "&gt;")}<br></div>
<blockquote class="gmail_quote" style="margin:0 0 0 .8ex"><div>Merci de nous faire un retour.<br>Le collectif</div></blockquote></div>"""

GMAIL_INSIDE = """<div dir="ltr"><div>Nos réponses sont dans votre message.</div></div><div class="gmail_quote">
<div class="gmail_attr">Le mer. 19 mai 2021 à 10:12, Collectif Citoyens Fraternels 92 a écrit :</div>
<blockquote class="gmail_quote">Prévoyez-vous de soutenir l’émergence de tels PAT dans le département ?</blockquote>
<div>Oui, dès la première année.</div>
<blockquote class="gmail_quote">Prévoyez-vous d’y remédier et de transformer ce site internet ?</blockquote>
<div>Oui, avec des associations d’usagers.</div></div>"""

OUTLOOK = """<p class="MsoNormal">Bonjour,</p><p class="MsoNormal">1. Nous rouvrirons les accueils.</p>
<p class="MsoListParagraph"><span style="mso-list:Ignore">·<span>&nbsp;&nbsp; </span></span>dans tous les cantons</p>
<p class="MsoNormal">2. Nous tiendrons le budget.</p>
<table><tr><td>Année</td><td>2022</td></tr><tr><td>Part</td><td>62 %</td></tr></table>
<div id="Signature"><p>Clémentine Persil<br>06 00 00 00 00</p></div>
<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>De&nbsp;:</b> Collectif &lt;bonjour@collectif.example&gt;<br>
<b>Envoyé&nbsp;:</b> mercredi 19 mai 2021 10:12<br><b>À&nbsp;:</b> Clémentine Persil<br><b>Objet&nbsp;:</b> Questionnaire</p></div>
<p>Merci de nous faire un retour.</p>"""

TRACKED = """<div style="display:none;font-size:0">Aperçu : nos réponses</div><p>1. Nous rouvrirons les accueils.
Voir <a href="https://verger.example/programme">notre programme</a>, <a href="https://verger.example">verger.example</a>.</p>
<style>p{color:red}</style><script>alert(1)</script><img src="https://suivi.example/a.gif" width="1" height="1">
<img src="cid:logo" width="200"><p>2. Nous tiendrons le budget.</p><!-- un commentaire de la page -->"""

FORWARDED = """Pour vous, la réponse du canton.

---------- Forwarded message ---------
De : Clémentine Persil <clementine.persil@example.org>
Date: jeu. 3 juin 2021 à 22:40
Subject: Re: Questionnaire
To: <bonjour@collectif.example>


Bonjour,
1. Nous rouvrirons les accueils.
2. Nous tiendrons le budget.

Le mer. 19 mai 2021 à 10:12, Collectif Citoyens Fraternels 92
<bonjour@collectif.example> a écrit :

> Merci de nous faire un retour.
"""

CASES: dict[str, bytes] = {
    "plain-with-a-quotation-below": plain(f"{ANSWERS}\n{ATTRIBUTION}\n\n{QUOTED}"),
    "quoted-printable": plain(ANSWERS, encoding="quoted-printable"),
    "base64-and-windows-line-ends": plain(ANSWERS.replace("\n", "\r\n"), encoding="base64").replace(b"\n", b"\r\n"),
    "cp1252-called-latin-1": plain(ANSWERS + "J’ai 3 € d’œufs…", charset="iso-8859-1"),
    "no-charset-at-all": HEAD.format(subject="Réponses").encode() + b"\n" + ANSWERS.encode("cp1252"),
    "answers-inside-the-quotation": plain(
        f"Bonjour, voici nos réponses.\n{ATTRIBUTION}\n> Prévoyez-vous de soutenir l’émergence de tels PAT dans le"
        " département ?\nOui, dès la première année.\n> Prévoyez-vous d’y remédier et de transformer ce site internet ?\nOui.\n"
    ),
    "original-message-below": plain(
        f"{ANSWERS}\nBien à vous,\nClémentine Persil\n\n-----Message d'origine-----\nDe : Collectif <bonjour@collectif.example>\n"
        "Envoyé : mercredi 19 mai 2021 10:12\nÀ : Clémentine Persil\nObjet : Questionnaire\n\nMerci de nous faire un retour.\n"
    ),
    "signature-and-telephone-s-line": plain(
        f"{ANSWERS}\nClémentine Persil\n\n-- \nClémentine Persil\n12, rue des Vergers\n06 00 00 00 00\n"
    ),
    "sent-from-a-telephone": plain("1. Oui\n2. Non\n\nEnvoyé de mon iPhone\n"),
    "passed-on-inside-the-text": plain(FORWARDED, subject="Fwd: Questionnaire"),
    "gmail": html(GMAIL),
    "gmail-answers-inside": html(GMAIL_INSIDE),
    "outlook": html(OUTLOOK),
    "hidden-words-links-and-scripts": html(TRACKED),
    "text-and-html-the-same": several(
        "alternative", text_part(ANSWERS), html_part("".join(f"<p>{line}</p>" for line in ANSWERS.splitlines()))
    ),
    "text-only-a-stub": several("alternative", text_part("Votre messagerie ne lit pas le HTML."), html_part(GMAIL)),
    "text-and-html-differ": several(
        "alternative",
        text_part(ANSWERS),
        html_part(
            "<p>Nous ne répondrons à aucune de vos questions, et nous vous prions de ne plus nous écrire à ce sujet.</p>"
        ),
    ),
    "answers-attached": several(
        "mixed",
        text_part("Bonjour,\nveuillez trouver ci-joint nos réponses.\n"),
        attached("Réponses Persil.docx", word(ANSWERS), DOCX),
    ),
    "attachment-with-a-quotation-in-the-message": several(
        "mixed",
        text_part(f"Bonjour,\nci-joint nos réponses.\n\n{ATTRIBUTION}\n{QUOTED}"),
        attached("reponses.docx", word(ANSWERS), DOCX),
    ),
    "attachment-s-name-is-a-path": several(
        "mixed", text_part(ANSWERS), attached("../../../etc/C:\\verger\\notes.txt", b"Une note.", "text/plain")
    ),
    "attachments-that-nobody-reads": several(
        "mixed",
        text_part(ANSWERS),
        attached("budget.xlsx", b"PK\x03\x04", "application/octet-stream"),
        attached("affiche.png", b"\x89PNG", "image/png"),
    ),
    "the-same-answers-typed-and-attached": several(
        "mixed", text_part(ANSWERS), attached("reponses.docx", word(ANSWERS), DOCX)
    ),
    "nearly-the-same-typed-and-attached": several(
        "mixed",
        text_part(ANSWERS.replace("dès la première année", "en 2029")),
        attached("reponses.docx", word(ANSWERS), DOCX),
    ),
    "message-enclosed": several(
        "mixed",
        text_part("Je vous transmets la réponse."),
        (
            "Content-Type: message/rfc822\nContent-Disposition: attachment",
            plain(ANSWERS, subject="Réponses du canton").replace(b"4 Jun", b"2 Jun"),
        ),
        subject="TR: Réponses du canton",
    ),
    "flowed": plain(
        "Nous planterons des pommiers le long des écoles et des crèches, parce que \nles enfants doivent voir d’où viennent les fruits. \n\nEt aussi des poiriers.\n"
    ).replace(b"charset=utf-8", b"charset=utf-8; format=flowed"),
    "headers-broken": b'From: =?utf-8?B?Q2zDqW1?= <clementine@example.org\nDate: hier soir\nSubject: =?x-nowhere?Q?r=E9ponse?=\nContent-Type: text/plain; charset="nowhere"; charset=;\n\n'
    + ANSWERS.encode(),
}

if __name__ == "__main__":
    for name, content in CASES.items():
        (HERE / f"{name}.eml").write_bytes(content)
