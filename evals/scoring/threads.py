"""One thread for the sums of vectors: short sentences gain nothing from more, and lose much."""

import os


def one_thread() -> None:
    """Keep numpy to one thread; has to come before the first import of numpy to have an effect.

    Two threads that wait for each other on a busy machine took 25 times as long for the same
    sentences, and the order of sums, so the last bit, would depend on the number of cores.
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
