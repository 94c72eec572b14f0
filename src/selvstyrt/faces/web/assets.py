"""Static files under names that hold their hash, so that browsers keep them for a year."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Hashed, compressed files; a file that is not collected yet is served under its plain name."""

    manifest_strict = False
    keep_only_hashed_files = True
