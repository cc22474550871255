"""Makes the README's pictures of the rehearsal campaign: `make pictures`. Needs LibreOffice and pdftoppm."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
HEIGHT, PAPER, GAP = 420, (255, 255, 255), 6


def run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


def pages(pdf: Path, first: int, last: int) -> list[Image.Image]:
    run("pdftoppm", "-png", "-r", "110", "-f", first, "-l", last, pdf, pdf.with_suffix(""))
    return [Image.open(page) for page in sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))]


def side_by_side(images: list[Image.Image], target: Path) -> None:
    """Pages at one height, on grey, in few colours: a README's picture is small."""
    scaled = [image.resize((round(image.width * HEIGHT / image.height), HEIGHT), Image.LANCZOS) for image in images]
    sheet = Image.new("RGB", (sum(image.width + GAP for image in scaled) + GAP, HEIGHT + 2 * GAP), (150, 150, 150))
    left = GAP
    for image in scaled:
        sheet.paste(image, (left, GAP))
        left += image.width + GAP
    sheet.quantize(48).save(target, optimize=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        campaign = Path(folder) / "essai"
        ccf_docs = [sys.executable, "-m", "ccf_docs"]
        run(*ccf_docs, "init", "--rehearsal", campaign)
        run(*ccf_docs, "-C", campaign, "build")
        letter = campaign / "out/letters/vergerville/artichaut-cerise.docx"
        for product in (letter, campaign / "out/tracker.xlsx"):
            profile = f"-env:UserInstallation=file://{folder}/profile"
            run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, product)
        side_by_side(pages(Path(folder) / "artichaut-cerise.pdf", 1, 2), HERE / "letter.png")
        side_by_side(pages(Path(folder) / "tracker.pdf", 1, 1), HERE / "tracker.png")
        (booklet,) = campaign.glob("out/booklets/vergerville/*synthese*.pdf")
        side_by_side(pages(booklet, 6, 7), HERE / "booklet.png")


if __name__ == "__main__":
    main()
