"""Small pieces of SVG, safe under a content security policy that forbids inline style."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2s
from html import escape

from analysis.drawing.palette import BLACK, hatch_on

FONT = 16
LINE = 20


def element(name: str, content: str = "", /, **attributes: str | float) -> str:
    """An SVG element; `class_` gives class, `font_size` gives font-size; content is markup already."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_number(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _number(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, **attributes: str | float) -> str:
    """Words in the colour of the page, unless `fill` says otherwise."""
    looks: dict[str, str | float] = {"x": x, "y": y, "fill": "currentColor", "font_size": FONT}
    return element("text", escape(words), **(looks | attributes))


@dataclass(frozen=True, slots=True)
class Paint:
    """What to fill a shape with, hatched or plain; `name` tells the hatchings of one page apart."""

    name: str

    @classmethod
    def of(cls, *parts: object) -> "Paint":
        return cls("hatch-" + blake2s(repr(parts).encode(), digest_size=6).hexdigest())

    def fill(self, colour: str, *, hatched: bool) -> str:
        return f"url(#{self._id(colour)})" if hatched else colour

    def patterns(self, colours: Iterable[str]) -> str:
        """The definitions of the hatchings over the given colours."""
        drawn = "".join(self._pattern(colour) for colour in dict.fromkeys(colours))
        return element("defs", drawn) if drawn else ""

    def _id(self, colour: str) -> str:
        return f"{self.name}-{colour.removeprefix('#')}"

    def _pattern(self, colour: str) -> str:
        ground = element("rect", width=8, height=8, fill=colour)
        line = element("rect", width=3, height=8, fill=hatch_on(colour))
        return element(
            "pattern",
            ground + line,
            id=self._id(colour),
            patternUnits="userSpaceOnUse",
            width=8,
            height=8,
            patternTransform="rotate(45)",
        )


def picture(width: float, height: float, sentence: str, body: str) -> str:
    """A whole SVG picture that scales with its box and reads out as one sentence."""
    return element(
        "svg",
        body,
        xmlns="http://www.w3.org/2000/svg",
        class_="chart",
        viewBox=f"0 0 {_number(width)} {_number(height)}",
        role="img",
        aria_label=sentence,
        focusable="false",
    )


def swatch(x: float, y: float, fill: str) -> str:
    """A square of a legend."""
    return element("rect", x=x, y=y, width=14, height=14, fill=fill, stroke=BLACK, class_="chart__key")
