"""The locator map of the cover: every constituency's outline, one of them filled, as an inline SVG.

Outlines come from `templates/outlines.geojson` (longitude and latitude); a constituency names its own by `outline`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from math import cos, radians
from pathlib import Path

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where

OUTLINES = "outlines.geojson"

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class LocatorMap:
    """Outlines on a plane, in units of a hundredth of the map's height; `own` is the index of the filled one.

    `bearing` says where it lies: "n", "s", "e", "w", a pair of them, or "" in the middle.
    """

    outlines: tuple[tuple[Ring, ...], ...]
    own: int
    width: float
    bearing: str

    def svg(self, alt: str) -> str:
        """The map; a screen reader says `alt`."""
        shapes = [_path(rings, "here" if at == self.own else "elsewhere") for at, rings in enumerate(self.outlines)]
        shapes.append(shapes.pop(self.own))  # painted last: its edge lies on top
        shape = "locator wide" if self.width > 62 else "locator"
        box = f"-1 -1 {self.width + 2:.1f} 102"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{shape}" viewBox="{box}" role="img">'
            f"<title>{escape(alt)}</title>{''.join(shapes)}</svg>"
        )


def _path(rings: tuple[Ring, ...], kind: str) -> str:
    data = " ".join("M" + " L".join(f"{x:.2f},{y:.2f}" for x, y in ring) + " Z" for ring in rings)
    fill = "#1b1b1b" if kind == "here" else "#d8d6cf"
    return f'<path class="{kind}" d="{data}" fill="{fill}" fill-rule="evenodd" stroke="#fff" stroke-width="0.9"/>'


def locator(templates: Path, outline: str) -> LocatorMap | None:
    """The map with the outline of that `code` filled; None when the constituency names none.

    Raises CampaignError (exit code TEMPLATE) when the file cannot be used or has no such outline.
    """
    if not outline:
        return None
    where = Where(f"templates/{OUTLINES}")
    try:
        features = json.loads((templates / OUTLINES).read_text("utf-8"))["features"]
        codes = [str(feature["properties"]["code"]) for feature in features]
        shapes = [tuple(_rings(feature["geometry"])) for feature in features]
        if outline in codes:
            return _plane(shapes, codes.index(outline))
    except (OSError, ValueError, LookupError, TypeError, ArithmeticError, RecursionError) as error:
        raise CampaignError(Problem("outlines-unusable", where, {"detail": error}), ExitCode.TEMPLATE) from error
    raise CampaignError(Problem("outline-unknown", where, {"outline": outline}), ExitCode.TEMPLATE)


def _rings(geometry: dict[str, object]) -> Iterator[Ring]:
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    for polygon in polygons:  # type: ignore[attr-defined]  # what is no list fails as unusable outlines
        for ring in polygon:
            yield tuple((float(point[0]), float(point[1])) for point in ring)


def _plane(shapes: list[tuple[Ring, ...]], own: int) -> LocatorMap:
    points = [point for rings in shapes for ring in rings for point in ring]
    west, south = min(x for x, _ in points), min(y for _, y in points)
    east, north = max(x for x, _ in points), max(y for _, y in points)
    narrow = cos(radians((south + north) / 2))  # a degree of longitude is that much shorter than one of latitude
    scale = 100 / (north - south)
    placed = tuple(
        tuple(tuple(((x - west) * narrow * scale, (north - y) * scale) for x, y in ring) for ring in rings)
        for rings in shapes
    )
    width = (east - west) * narrow * scale
    return LocatorMap(placed, own, width, _bearing(placed[own], width))


def _bearing(rings: tuple[Ring, ...], width: float) -> str:
    points = [point for ring in rings for point in ring]
    x = sum(x for x, _ in points) / len(points) / width
    y = sum(y for _, y in points) / len(points) / 100
    return ("n" if y < 0.36 else "s" if y > 0.64 else "") + ("w" if x < 0.36 else "e" if x > 0.64 else "")
