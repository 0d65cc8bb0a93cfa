"""An export as somebody outside reads it: with pandas, its codebook, and nothing of the product."""

import zipfile
from functools import cache
from io import BytesIO

import pandas as pd

NOT_RANKED = ".not_ranked"


class Export:
    """All replies, those that are counted, and of these the residents' (with weights as numbers)."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            self.all, self.codebook = (
                _read(archive.read(name)) for name in ("responses.csv", "codebook.csv")
            )
        self.counted = self.all[self.all["state"] == "counted"].copy()
        self.counted["weight"] = pd.to_numeric(self.counted["weight"], errors="coerce")
        self.residents = self.counted[self.counted["counted_as_resident"] == "yes"]

    @cache  # noqa: B019
    def variables(self, question: str) -> dict[str, str]:
        """The variables of a question and their labels: the one of its name, or those that begin with it."""
        book = self.codebook[self.codebook["question"] != ""].drop_duplicates("variable")
        names = book["variable"]
        own = names == question
        return dict(
            book[own if own.any() else names.str.startswith(f"{question}_")][["variable", "label"]].values
        )

    def said(self, variable: str, replies: pd.DataFrame) -> "pd.Series[str]":
        """What each of the replies answered, in the words of the codebook; who did not answer is left out."""
        words = self._words(variable)
        return words[words.index.isin(replies.index)]

    def named(self, variable: str, replies: pd.DataFrame, word: str) -> "pd.Index[int]":
        said = self.said(variable, replies)
        return said[said == word].index

    @cache  # noqa: B019 - one export a test
    def _words(self, variable: str) -> "pd.Series[str]":
        rows = self.codebook[(self.codebook["variable"] == variable) & (self.codebook["code"] != "")]
        words = dict(zip(rows["code"], rows["value"], strict=True)) | {NOT_RANKED: "Not ranked"}
        codes = self.counted[variable]
        answered = codes[(codes == NOT_RANKED) | ~codes.str.startswith(".") & (codes != "")]
        return answered.map(lambda code: words.get(code, code))


def _read(content: bytes) -> pd.DataFrame:
    return pd.read_csv(BytesIO(content), encoding="utf-8-sig", dtype=str, keep_default_na=False)
