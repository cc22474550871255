"""Makes the files that wait in the rehearsal campaign's inbox, in every format that returns come in, some nasty.

Run by hand (`python tests/rehearsal/make_inbox.py`), with LibreOffice; what it makes is kept, so that nobody needs to.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import docx
import weasyprint
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image, ImageDraw

INBOX = Path(__file__).parents[2] / "src/ccf_docs/rehearsal/campaign/responses/inbox"

CORIANDRE = """\
Bonjour Madame,

Comme promis, voici nos réponses, un peu courtes : la taille des arbres est finie, la campagne non.

1) L’accueil social
Dix jours au plus. Nous rouvrirons une permanence à Courge-le-Petit, tenue deux jours par semaine.

2) Budget
Nous ne promettons pas de pourcentage. Nous publierons chaque année ce qui a été dépensé, et pour quoi.

4) Logement
Des petits projets d’abord : une pension de famille à Serpolet et six logements au-dessus de l’ancienne poste.

7) Vieillir chez soi
Voir réponse 1 pour l’accueil. Pour les aides à domicile : les kilomètres remboursés, et un remplaçant connu.

8) Se déplacer
Le dernier car à 20 heures. C’est possible, Mme Louise Sarriette l’a refusé deux fois en commission.

Bien cordialement,
Blanche Coriandre et Théodore Kumquat

Le sam. 19 févr. 2028 à 09:12, Collectif Bon Voisinage a écrit :
> Madame, Monsieur,
> Sauf erreur de notre part, nous n’avons pas encore reçu vos réponses.
"""

BETTERAVE = (
    ("heading", "1. L’accueil social près de chez soi"),
    ("text", "Quinze jours pour un premier rendez-vous, et un numéro de téléphone où quelqu’un répond."),
    ("heading", "3. Les droits que l’on ne demande pas"),
    ("text", "Que ferez-vous pour que les aides parviennent à celles et ceux qui y ont droit ?"),
    ("heading", "6. Le retour à l’emploi"),
    ("text", "Nous garantirons les financements sur deux ans. La garde des enfants : trois places par commune."),
    ("deleted", "Nous n’avons pas encore de chiffre."),
    ("bullet", "une régie de quartier à Vergerville"),
    ("bullet", "un car qui passe avant 7 heures"),
)

ENDIVE = """\
<html><head><meta charset="utf-8"><title>Terres et sources</title></head><body>
<p>Marius Endive et Louise Sarriette</p><p>Canton du Clos-Potager</p>
<p>Votre lettre a mis du temps à nous trouver : la scierie a fermé, notez notre nouvelle adresse.</p>
<h2>Thème 2 – Le budget</h2>
<p>Soixante pour cent, avec une priorité : payer mieux celles et ceux qui vont chez les gens.</p>
<h2>Thème 5 – Les jeunes confiés</h2>
<p>Un logement et un adulte référent jusqu’à vingt et un ans, sans condition.</p>
<table border="1"><tr><td>2028</td><td>quarante places</td></tr><tr><td>2030</td><td>cent places</td></tr></table>
<h2>Et encore</h2>
<p>Nous tenons aussi à la rivière. Sans elle, il n’y a plus de canton.</p>
</body></html>
"""

CITROUILLE = """\
<html lang="fr"><meta charset="utf-8">
<style>@page { size: A5; margin: 22mm 16mm; @top-center { content: "Les Deux Rives – Vergerville"; font-size: 8pt }
@bottom-center { content: "page " counter(page); font-size: 8pt } } body { font: 10.5pt/1.45 serif; hyphens: auto;
text-align: justify } h2 { font-size: 12pt }</style>
<p>Anatole Citrouille et Rosalie Noix-Coco répondent au Collectif Bon Voisinage</p>
<h2>1. L’accueil social</h2><p>Une péniche : le bureau irait d’un quai à l’autre, un jour par village. On nous dit que
c’est une plaisanterie ; les autres départements l’ont fait en autobus et tout le monde a trouvé cela sérieux.</p>
<h2>4. Le logement</h2><p>Les maisons d’éclusier sont vides depuis l’automatisation. Il y en a onze dans le canton, en
pierre, avec un puits et un jardin. Nous les demanderons à l’État et nous les confierons à des familles, avec un bail de
neuf ans et des travaux faits par les chantiers d’insertion. Ce n’est pas un plan, mais ce sont onze toits.</p>
<h2>8. Se déplacer sans voiture</h2><p>Le chemin de halage, goudronné sur la moitié de sa largeur, éclairé jusqu’à la
gare. Pour les autres trajets, nous prolongerons ce qui existe au lieu d’inventer une application de plus.</p></html>
"""

CELERI = """\
<html><head><meta charset="utf-8"><title>Complément</title></head><body>
<p>Norbert Céleri et Éloïse Framboise, pour le canton de Vergerville</p>
<p>Voici les trois réponses qui manquaient à notre envoi.</p>
<h2>Q2 Le budget des solidarités</h2>
<p>La même part qu’aujourd’hui, mais écrite : un tableau d’une page, chaque année.</p>
<h2>Q5 Les jeunes confiés au département</h2><p>Le contrat jeune majeur pour tous, et le bus gratuit.</p>
<h2>Q7 Vieillir chez soi</h2><p>Un répit de vingt jours par an pour les proches, sans dossier.</p>
</body></html>
"""

FENOUIL = """\
Chers voisins,

Après réflexion, deux réponses tout de même, à joindre à notre lettre.

1. L’accueil social près de chez soi
Une permanence sous la halle, le samedi, avec du café.

3. Les droits que l’on ne demande pas
La bibliothèque restera ouverte le soir, avec quelqu’un qui sait remplir un dossier.

Suzanne Myrtille et Ambroise Fenouil
"""

ANONYMOUS = """\
1. L’accueil social
Plus de monde au guichet, moins d’écrans.

8. Se déplacer sans voiture
Le car, le dimanche aussi.
"""


def main() -> None:
    INBOX.mkdir(exist_ok=True)
    message(INBOX / "Re Questionnaire.eml")
    word(INBOX / "Réponse binôme Betterave Panais.docx")
    by_libreoffice(ENDIVE, INBOX / "endive sarriette.odt")
    by_libreoffice(CELERI, INBOX / "complément Céleri Framboise.doc")
    (INBOX / "citrouille-noix-coco.pdf").write_bytes(weasyprint.HTML(string=CITROUILLE).write_pdf() or b"")
    (INBOX / "Fenouil Myrtille, suite.txt").write_bytes(FENOUIL.replace("\n", "\r\n").encode("cp1252"))
    (INBOX / "réponses.txt").write_text(ANONYMOUS, "utf-8")
    (INBOX / "vide.txt").write_bytes(b"")
    (INBOX / "numérisé.pdf").write_bytes(scanned())
    (INBOX / "affiche.jpg").write_bytes(picture("JPEG"))


def message(path: Path) -> None:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "Blanche Coriandre <blanche.coriandre@example.org>"
    mail["To"] = "Collectif Bon Voisinage <bonjour@bonvoisinage.example.org>"
    mail["Subject"] = "Re: Questionnaire à l’intention des candidates et des candidats"
    mail["Date"] = "Fri, 25 Feb 2028 22:41:08 +0100"
    mail["Message-ID"] = "<20280225.1@example.org>"
    mail.set_content(CORIANDRE, cte="quoted-printable")
    path.write_bytes(mail.as_bytes())


def word(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Huguette Betterave et Gaston Panais – Racines et saisons")
    for kind, text in BETTERAVE:
        if kind == "heading":
            document.add_heading(text, 2)
        elif kind == "bullet":
            document.add_paragraph(text, style="List Bullet")
        elif kind == "deleted":
            paragraph = document.add_paragraph()
            paragraph._p.append(
                parse_xml(
                    f'<w:del {nsdecls("w")} w:id="1" w:author="Gaston Panais" w:date="2028-02-24T10:00:00Z">'
                    f"<w:r><w:delText>{text}</w:delText></w:r></w:del>"
                )
            )
        else:
            document.add_paragraph(text)
    document.add_picture(io.BytesIO(picture("PNG")))
    stream = io.BytesIO()
    document.save(stream)
    path.write_bytes(stream.getvalue())


def by_libreoffice(html: str, target: Path) -> None:
    filters = {".odt": "odt:writer8", ".doc": "doc:MS Word 97"}
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, "utf-8")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--infilter=HTML (StarWriter)", "--convert-to"]
        subprocess.run([*command, filters[target.suffix], "--outdir", folder, page], check=True, capture_output=True)
        target.write_bytes((Path(folder) / f"page{target.suffix}").read_bytes())


def picture(form: str) -> bytes:
    image = Image.new("L", (160, 90), 255)
    ImageDraw.Draw(image).ellipse((40, 15, 120, 75), outline=0, width=4)
    stream = io.BytesIO()
    image.save(stream, form)
    return stream.getvalue()


def scanned() -> bytes:
    """A PDF with a picture of a page and not one letter of text."""
    image = Image.new("1", (620, 877), 1)
    draw = ImageDraw.Draw(image)
    for line in range(24):
        draw.line((70, 90 + line * 28, 540 - (line * 37) % 160, 90 + line * 28), width=5)
    stream = io.BytesIO()
    image.save(stream, "PDF", resolution=75)
    return stream.getvalue()


if __name__ == "__main__":
    sys.exit(main())
