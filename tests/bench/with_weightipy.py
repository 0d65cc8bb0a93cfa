"""The same raking by weightipy, run by an interpreter that has it: CPU seconds and the weighted share as JSON.

It knows nothing of the product, so that a virtual environment with weightipy alone can run it.
"""

import json
import sys
from statistics import median
from time import process_time

import numpy as np
import pandas as pd
import weightipy

RUNS = 3


def main(path: str) -> None:
    with np.load(path, allow_pickle=False) as data:
        names = [str(name) for name in data["names"]]
        rows = pd.DataFrame(dict(zip(names, data["codes"].T, strict=True)))
        support = data["support"]
        targets = {name: dict(enumerate(100 * data[f"target {name}"])) for name in names}
    spent = []
    for _ in range(RUNS):
        begun = process_time()
        scheme = weightipy.scheme_from_dict(targets)
        weights = weightipy.weight_dataframe(rows.copy(), scheme)["weights"].to_numpy()
        spent.append(process_time() - begun)
    share = float(weights[support == 1].sum() / weights[support >= 0].sum())
    print(json.dumps({"version": weightipy.__version__, "seconds": median(spent), "share": share}))


if __name__ == "__main__":
    main(sys.argv[1])
