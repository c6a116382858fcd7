"""Content-Encoding undone in small pieces, so that a bomb is met by its size and not by its memory."""

import zlib
from collections.abc import Iterator

CODINGS = frozenset({"identity", "gzip", "x-gzip", "deflate"})


class Unpacking:
    """Content-Encoding undone piece by piece, never more than asked for at a time."""

    def __init__(self, coding: str) -> None:
        self._coding = coding
        self._engine: zlib._Decompress | None = None

    @property
    def is_cut_short(self) -> bool:
        """Whether more should have come."""
        return self._engine is not None and not self._engine.eof

    def unpack(self, chunk: bytes, at_most: int) -> Iterator[bytes]:
        """What a chunk holds, in pieces of at most `at_most` bytes.

        Raises:
            zlib.error: It is not what the coding says.
        """
        if self._coding == "identity":
            yield chunk
            return
        while chunk:
            if self._engine is None:
                self._engine = zlib.decompressobj(self._bits(chunk))
            elif self._engine.eof:
                if self._coding == "deflate" or not chunk.startswith(b"\x1f"):
                    return  # rubbish after the end, which browsers pass over too
                self._engine = zlib.decompressobj(self._bits(chunk))
            yield self._engine.decompress(chunk, at_most)
            chunk = self._engine.unconsumed_tail or self._engine.unused_data

    def _bits(self, chunk: bytes) -> int:
        """gzip; or zlib, which is what deflate means, or the bare stream that some send."""
        if self._coding != "deflate":
            return zlib.MAX_WBITS | 16
        return zlib.MAX_WBITS if chunk[0] & 0x0F == 8 else -zlib.MAX_WBITS
