"""Scales: how a block of variables is summarised, drawn and described, whatever it looked like when asked."""

from analysis.scales.binary import BINARY
from analysis.scales.interval import INTERVAL
from analysis.scales.nominal import NOMINAL
from analysis.scales.ordinal import ORDINAL
from analysis.scales.rank import RANK
from analysis.scales.scale import Scale

SCALES: dict[str, Scale] = {
    "nominal": NOMINAL,
    "ordinal": ORDINAL,
    "binary": BINARY,
    "interval": INTERVAL,
    "rank": RANK,
}
