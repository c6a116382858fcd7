"""How many letters two texts have in common in the same order: what ROUGE-L counts."""


def common_length(one: str, other: str) -> int:
    """The length of the longest common subsequence, a row of the table in one integer.

    H. Hyyrö, Bit-parallel LCS-length computation revisited (2004): bit i of the row is clear where
    the table rises at letter i of `one`. rouge-chinese fills the table cell by cell in a dict,
    which took 0.2 s for two parts of 600 letters and half of the gate's time for ROUGE.
    """
    places: dict[str, int] = {}
    for at, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << at
    whole = (1 << len(one)) - 1
    row = whole
    for letter in other:
        matched = row & places.get(letter, 0)
        row = ((row + matched) | (row - matched)) & whole
    return len(one) - row.bit_count()
