"""Files that only their owner reads: what a model was told is the agency's business."""

import os
from pathlib import Path
from tempfile import mkstemp

OWNER_ONLY = 0o600


def write_private(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable by its owner only (mkstemp makes it so)."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "wb") as target:
        target.write(content)
    Path(name).replace(path)


def claim_private(path: Path) -> None:
    """Make an empty file that only its owner reads, if there is none yet."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, OWNER_ONLY))
