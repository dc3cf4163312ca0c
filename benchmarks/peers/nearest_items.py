"""The peer of `benchmarks/run nearest`: faiss, IndexFlatIP.

Reads commands from standard input, one JSON object a line, and answers each with one line:

    {"do": "version"}                               -> {"python": ..., "faiss": ..., "blas": ...}
    {"do": "load", "items": FILE, "queries": FILE, "dimensions": n}     -> {"loaded": items}
    {"do": "find", "count": k}                      -> {"items": [[...], ...]}, places of the best k
    {"do": "time", "count": k, "threads": n}        -> {"wall": seconds, "processor": seconds}

A file holds float32 in the byte order of this machine, one vector after another. `time` searches
once for all queries.
"""

import ctypes
import json
import os
import platform
import sys
import time

import faiss
import numpy as np


def libraries():
    """The shared libraries of this process whose names speak of BLAS."""
    with open("/proc/self/maps") as maps:
        paths = {line.split()[-1] for line in maps}
    return sorted(path for path in paths if "blas" in os.path.basename(path))


def blas():
    """The file that computes for faiss: OpenBLAS where it is there, or else Debian's reference."""
    found = libraries()
    return next((path for path in found if "openblas" in os.path.basename(path)), found[0])


def use(threads):
    faiss.omp_set_num_threads(threads)
    library = ctypes.CDLL(blas())
    if hasattr(library, "openblas_set_num_threads"):
        library.openblas_set_num_threads(threads)


def vectors(file, dimensions):
    return np.fromfile(file, dtype=np.float32).reshape(-1, dimensions)


class Search:
    def load(self, command):
        self.queries = vectors(command["queries"], command["dimensions"])
        self.index = faiss.IndexFlatIP(command["dimensions"])
        self.index.add(vectors(command["items"], command["dimensions"]))
        return {"loaded": self.index.ntotal}

    def find(self, command):
        _, found = self.index.search(self.queries, command["count"])
        return {"items": found.tolist()}

    def time(self, command):
        use(command["threads"])
        wall, processor = time.perf_counter(), time.process_time()
        self.index.search(self.queries, command["count"])
        return {
            "wall": time.perf_counter() - wall,
            "processor": time.process_time() - processor,
        }


def answer(command, search):
    match command["do"]:
        case "version":
            return {
                "python": platform.python_version(),
                "faiss": faiss.__version__,
                "blas": os.path.basename(os.path.realpath(blas())),
            }
        case "load":
            return search.load(command)
        case "find":
            return search.find(command)
        case "time":
            return search.time(command)
    raise ValueError("unknown command " + command["do"])


def main():
    search = Search()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), search)), flush=True)


if __name__ == "__main__":
    main()
