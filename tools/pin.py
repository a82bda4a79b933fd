"""Writes the digests of the images into ``.env``, asked of a registry: ``make pin``.

docker-compose.yml names an image by its tag and, where ``.env`` says it, by its digest. A digest is
never written by hand: what cannot be asked stays as it is, and is said.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
_IMAGE: Final = re.compile(r"image: (?P<name>[a-z0-9./:-]+)\$\{(?P<variable>[A-Z0-9_]+):-\}")
_BASE: Final = re.compile(
    r"^FROM (?P<name>[a-z0-9./:-]+)\$\{(?P<variable>[A-Z0-9_]+)\}", re.MULTILINE
)
_DIGEST: Final = re.compile(r"sha256:[0-9a-f]{64}")
_SECONDS: Final = 60


def images() -> dict[str, str]:
    """Return the variables of digests, each with the image that it is of."""
    texts = [(_IMAGE, "docker-compose.yml"), (_BASE, "Dockerfile")]
    found = (m for pattern, name in texts for m in pattern.finditer((ROOT / name).read_text()))
    return {match["variable"]: match["name"] for match in found}


def digest_of(image: str) -> str | None:
    """Return the digest of an image as its registry says it, None where that cannot be asked."""
    words = ["docker", "buildx", "imagetools", "inspect", image, "--format", "{{.Manifest.Digest}}"]
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _DIGEST.fullmatch(done.stdout.strip())
    return found[0] if done.returncode == 0 and found else None


def pinned(text: str, variable: str, digest: str) -> str:
    """Return the text of ``.env`` with a digest in the place of the one before."""
    kept = [line for line in text.splitlines() if not line.startswith(f"{variable}=")]
    return "\n".join([*kept, f"{variable}=@{digest}", ""])


def main(path: Path = ROOT / ".env") -> int:
    """Ask for all digests and write those that were told; 1 where one was not."""
    text, missing = path.read_text("utf-8") if path.exists() else "", 0
    for variable, image in images().items():
        digest = digest_of(image)
        if digest is None:
            missing += 1
            print(f"{image}: no registry tells its digest; left as it is", file=sys.stderr)
        else:
            text = pinned(text, variable, digest)
            print(f"{image}@{digest}")
    if text:
        path.write_text(text, "utf-8")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
