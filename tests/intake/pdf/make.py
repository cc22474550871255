"""Writes the PDFs of this folder with the programs that people use: LibreOffice and Chromium (`python make.py`).

Each `.pdf` has its expectation beside it (`pytest tests/intake/test_reading_pdf.py --update`, then read it).
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.shared import Pt
from ruamel.yaml import YAML

from ccf_docs.letters import letter
from ccf_docs.model.campaign import Campaign
from ccf_docs.model.candidacy import Candidacy, Person, Role
from ccf_docs.model.register import assemble

HERE = Path(__file__).parent
CASES = HERE.parent / "cases"
REPOSITORY = HERE.parents[2]
ANSWER = (
    "Nous planterons {}, avec des pommiers et des poiriers, le long de toutes les écoles et de toutes les crèches du "
    "canton, parce que l’ombre manque dans nos cours. Nous le ferons dès la première année."
)

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Réponses</title><style>
@page{size:A4;margin:2cm} body{font:11pt serif;text-align:justify} .c{columns:2;column-gap:1cm}</style></head><body>
<h2>Réponses aux questions</h2><div class="c"><p>Nous développerons l’accompagnement des familles dans les
Hauts-de-Seine, y compris par téléphone, peut-être avec les intercommunalités, et sans rendez-vous. Efficacité, offices,
difficultés&nbsp;: tout est à revoir, à 2&nbsp;% près&nbsp;!</p><ul><li>des pommiers le long des écoles, et des poiriers
autour des crèches du canton</li><li>des vergers</li></ul><p>Est-il possible que nous développions les cantines dans les
Hauts-de-Seine&nbsp;? Oui, dès le 1<sup>er</sup> septembre.</p></div><table border="1"><tr><td>Le logement, et plus encore
l’hébergement de ceux qui n’en ont pas</td><td>Oui, avec un bail solidaire dont les loyers resteront bas pendant quinze
ans</td></tr><tr><td>Le budget</td><td>Oui</td></tr></table></body></html>"""


def two_columns(path: Path) -> None:
    """Seed 002 typed into Word: two columns, a head and page numbers, a bold title for each theme, no space between."""
    document = docx.Document()
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    for line in (CASES / "seed-002.txt").read_text(encoding="utf-8").splitlines():
        document.add_paragraph().add_run(line).bold = line[:2] in {f"{number}." for number in range(1, 9)}
    section = document.sections[0]
    section.header.paragraphs[0].text = "Réponses au collectif"
    run = section.footer.paragraphs[0].add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = run._r.makeelement(qn("w:fldChar" if kind else "w:instrText"), {})
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
    columns = section._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), "2")
    document.save(str(path))


def form_filled_in(path: Path) -> None:
    """Our own letter, each answer typed into its field."""
    campaign = Campaign.model_validate(
        YAML(typ="safe").load((REPOSITORY / "campaign.yaml").read_text(encoding="utf-8"))
    )
    people = (
        Person(role=Role.CANDIDATE, order=1, first_name="Ondine", last_name="Cerise"),
        Person(role=Role.CANDIDATE, order=2, first_name="Blaise", last_name="Figue"),
    )
    candidacy = Candidacy(id="antony/cerise-figue", constituency="antony", people=people)
    register = assemble(campaign, [candidacy], [], [], [], date(2021, 5, 19))
    path.write_bytes(letter.make(register, register.entries[0], REPOSITORY / "templates").content)
    document = docx.Document(str(path))
    for control in document.element.body.iter(qn("w:sdt")):
        properties = control.find(qn("w:sdtPr"))
        hint, tag = properties.find(qn("w:showingPlcHdr")), properties.find(qn("w:tag"))
        if hint is not None and tag is not None:
            properties.remove(hint)
            first, *others = control.iter(qn("w:t"))
            first.text = ANSWER.format(tag.get(qn("w:val")))
            for other in others:
                other.text = ""
    document.save(str(path))


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        two_columns(folder / "libreoffice-two-columns.docx")
        form_filled_in(folder / "libreoffice-form-filled-in.docx")
        office = [shutil.which("soffice") or "soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        for source in folder.glob("*.docx"):
            subprocess.run(
                [*office, "--convert-to", "pdf", "--outdir", str(HERE), str(source)], check=True, timeout=120
            )
        (folder / "page.html").write_text(PAGE, encoding="utf-8")
        browser = [shutil.which("chromium") or "chromium", "--headless", "--no-sandbox", "--disable-gpu"]
        options = [f"--user-data-dir={folder}/chromium", "--no-pdf-header-footer"]
        target = f"--print-to-pdf={HERE}/chromium-columns-lists-table.pdf"
        subprocess.run([*browser, *options, target, str(folder / "page.html")], check=True, timeout=120)


if __name__ == "__main__":
    main()
