"""Makes the two booklets of one constituency, and lets neither leave before its finished PDF has been read back."""

from __future__ import annotations

from pathlib import Path

from ccf_docs.booklets.edition import Edition, EditionKind, compose
from ccf_docs.booklets.locator import LocatorMap, locator
from ccf_docs.booklets.preflight import preflight
from ccf_docs.booklets.readiness import reasons_against_final
from ccf_docs.booklets.typefaces import printable, unprintable
from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.formats.rendering import Layout, lay_out
from ccf_docs.model.deadlines import last_distribution_day
from ccf_docs.model.product import Product
from ccf_docs.model.register import Register
from ccf_docs.text.templating import environment, render

TEMPLATE = "booklet/booklet.html"
STYLESHEET = "booklet/booklet.css"
DRAFT_MARK = "BROUILLON"
"""On every page of a draft, and in its file name; part of the products' contract (README)."""
SPARE_PAGES = ("notes-1", "notes-2", "notes-3")
"""Pages of the template that bring the booklet to a multiple of four; those that are not needed are left out."""


def make(register: Register, constituency_id: str, templates: Path, *, final: bool = False) -> tuple[Product, ...]:
    """Both editions of one constituency: the synthesis and the whole, which is laid out first for its page numbers.

    Raises CampaignError: every reason why `final` cannot be (exit code INVALID), or a template that cannot be used
    (TEMPLATE), which is also what preflight's findings in a finished PDF mean: the data is right, the pages are not.
    """
    reasons = reasons_against_final(register, constituency_id) if final else ()
    if reasons:
        raise CampaignError(reasons)
    whole = compose(register, constituency_id, EditionKind.WHOLE, final=final)
    _check_signs(whole)
    press = _Press(templates, whole)
    layout = press.lay_out(whole)
    finished = press.product(layout, whole)
    synthesis = compose(register, constituency_id, EditionKind.SYNTHESIS, final=final, pages=layout.anchors)
    return (press.product(press.lay_out(synthesis), synthesis), finished)


class _Press:
    """The templates of one folder, read once for both editions."""

    def __init__(self, templates: Path, edition: Edition) -> None:
        self._templates = templates
        self._environment = environment(templates, autoescape=True)
        verbatim = self._environment.filters["verbatim"]
        self._environment.filters["verbatim"] = lambda text: verbatim(printable(text))
        self._style = _read(templates / STYLESHEET, STYLESHEET)
        self._map: LocatorMap | None = locator(templates, edition.constituency.outline)

    def html(self, edition: Edition) -> str:
        return render(
            self._environment,
            TEMPLATE,
            edition=edition,
            map=self._map,
            draft_mark="" if edition.final else DRAFT_MARK,
            last_distribution_days=[last_distribution_day(day) for day in edition.campaign.election.rounds],
        )

    def lay_out(self, edition: Edition) -> Layout:
        layout = lay_out(self.html(edition), self._style, self._templates, f"templates/{TEMPLATE}")
        return _to_multiple_of_four(layout)

    def product(self, layout: Layout, edition: Edition) -> Product:
        """The finished file, read back. Raises CampaignError for anything that preflight finds."""
        place = edition.constituency.id
        draft = "" if edition.final else f"-{DRAFT_MARK}"
        path = f"booklets/{place}/{place}-{edition.kind.value}{draft}.pdf"
        content = layout.pdf()
        problems = preflight(content, edition, f"out/{path}", DRAFT_MARK)
        if problems:
            raise CampaignError(problems, ExitCode.TEMPLATE)
        return Product(path, content)


def _to_multiple_of_four(layout: Layout) -> Layout:
    """Leave out the spare pages that are not needed, the last ones first."""
    spare = [layout.anchors[anchor] for anchor in SPARE_PAGES if anchor in layout.anchors]
    surplus = layout.page_count % 4
    return layout.without(frozenset(spare[len(spare) - surplus :])) if 0 < surplus <= len(spare) else layout


def _read(path: Path, name: str) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CampaignError(
            Problem("template-missing", Where(f"templates/{name}"), {"name": f"templates/{name}"}), ExitCode.TEMPLATE
        ) from error


def _check_signs(edition: Edition) -> None:
    """Refuse characters that the typefaces lack: another font would stand in for them, or an empty box."""
    problems = []
    for standing in edition.standings:
        response = standing.response
        words = [standing.name, standing.candidacy.label, *(person.profession for person in standing.candidacy.people)]
        if response is not None:
            words += [answer.printed for answer in response.answers] + [passage.text for passage in response.general]
        signs = unprintable(words)
        if signs:
            shown = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in signs)
            where = Where(f"responses/{standing.candidacy.id}.yaml")
            problems.append(Problem("sign-unprintable", where, {"signs": shown, "candidacy": standing.candidacy.id}))
    if problems:
        raise CampaignError(problems, ExitCode.TEMPLATE)
