"""Themes in free text: suggested by a machine, decided by people. For workers and commands only."""

from analysis.themes import tfidf_nmf
from analysis.themes.discovery import Engine

ENGINES: dict[str, Engine] = {
    tfidf_nmf.NAME: tfidf_nmf.discover,
}
