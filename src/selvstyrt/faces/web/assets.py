"""Static files under names that hold their hash, so that browsers keep them for a year."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise ships no types
    """Hashed, compressed files; one that is not collected keeps its plain name, so that even then a page comes."""

    manifest_strict = False
    keep_only_hashed_files = True

    def stored_name(self, name: str) -> str:
        """The name with the hash, or the plain one."""
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
