"""The look: components render, colours keep their contrast, pages stay light and follow the strict policy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from playwright.sync_api import expect

from selvstyrt.apps.directory.shelf import Provenance
from selvstyrt.core.needs import CoveringShift, Curve, RestStretch
from selvstyrt.faces.web.bars import Bar, bar_figure
from selvstyrt.faces.web.scheme.curve_figure import curve_figure
from tests.cast import Cast

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

TEMPLATES = Path(settings.TEMPLATES[0]["DIRS"][0])
STATIC = TEMPLATES.parent / "static" / "selvstyrt"
TEXT_CONTRAST = 7.0
CONTROL_CONTRAST = 3.0
NAMES = ("accent", "neutral", "info", "success", "warning", "danger")
GROUNDS = ("background-default", "background-tinted", "surface-default", "surface-tinted", "surface-hover")


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Navn", help_text="Slik det står i arbeidsavtalen.")
    day = forms.CharField(label="Dag", required=False)
    driver = forms.BooleanField(label="Kan kjøre bil", required=False)
    language = forms.ChoiceField(label="Språk", choices=[("nb", "Bokmål"), ("nn", "Nynorsk")], widget=forms.RadioSelect)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def sample_figure() -> object:
    return bar_figure(
        caption="Timer i år",
        summary="853 av 1 981 timer er brukt.",
        label_heading="Hva",
        value_heading="Timer",
        bars=[Bar("Innvilget", 118_860, "1 981 t"), Bar("Brukt", 51_180, "853 t"), Bar("Over", -60, "−1 t")],
        mark=60_000,
        mark_text="Streken viser hvor dere burde være i dag.",
    )


def sample_curve() -> object:
    curve = Curve((*([0] * 28), *([2] * 8), *([0] * 636)), (RestStretch(90, 124, 1),), cyclic=True)
    return curve_figure(curve, [CoveringShift(28, 36), CoveringShift(90, 124, (0,), passive=34)])


LINKS = [{"label": "Uke", "url": "/uke/", "current": True}, {"label": "Måned", "url": "/maned/", "current": False}]
COMPONENTS: dict[str, dict[str, Any]] = {
    "alert": {"kind": "warning", "title": "Husk", "text": "Planen er ikke publisert."},
    "breadcrumb": {"links": LINKS, "page": "Uke 47"},
    "button": {"label": "Lag turnus", "kind": "secondary", "name": "act", "value": "make"},
    "button_link": {"label": "Se uken", "url": "/uke/"},
    "card": {"title": "Timekonto", "text": "På rett vei.", "url": "/timer/", "level": 3},
    "confirm": {
        "action": "/slett/",
        "csrf_token": "x",
        "question": "Vil du trekke tilbake planen?",
        "consequence": "Assistentene får beskjed.",
        "yes": "Trekk tilbake planen",
        "no_url": "/plan/",
        "danger": True,
    },
    "empty": {
        "title": "Ingen vakter ennå.",
        "text": "Lag et ukemønster først.",
        "url": "/behov/",
        "action": "Lag mønster",
    },
    "error_summary": {"form": SampleForm({})},
    "figure_curve": {"curve": sample_curve()},
    "source": {
        "provenance": Provenance(
            "Statistisk sentralbyrå",
            "Lønn",
            "https://www.ssb.no/statbank/table/11418",
            "CC BY 4.0",
            "Statistisk sentralbyrå, tabell 11418 (CC BY 4.0)",
            date(2026, 4, 4),
            "2025",
            True,
        )
    },
    "field": {"field": SampleForm({})["name"]},
    "figure_bars": {"bars": sample_figure()},
    "finding": {
        "severity": "illegal",
        "text": "Amal har 9 t hvile før vakten tirsdag 3. mars; kravet er 11 t.",
        "source": "aml. § 10-8",
        "url": "https://lovdata.no/",
        "cure": "Skriftlig avtale kan gi ned til 8 t.",
    },
    "footer": {},
    "header": {
        "user": None,
        "scheme_name": "Solbakken",
        "scheme_url": "/s/1/",
        "navigation": LINKS,
        "LANGUAGE_CODE": "nb",
    },
    "language_chooser": {"LANGUAGE_CODE": "nn"},
    "sections": {"label": "Visning", "links": LINKS},
    "steps": {"steps": [{"text": "5 t x 218,00 kr", "result": "1 090,00 kr", "source": "Landsoverenskomsten § 4"}]},
    "table": {
        "caption": "Timer per måned",
        "headings": ["Måned", "Timer"],
        "numbers_from": 2,
        "rows": [["januar", "168 t"]],
    },
    "tag": {"label": "ledig", "kind": "warning"},
    "task": {
        "title": "Godkjenn uke 47",
        "deadline": date(2026, 11, 24),
        "url": "/godkjenn/",
        "action": "Godkjenn",
        "late": True,
    },
}


def render(name: str) -> str:
    request = RequestFactory().get("/side/?a=1")
    return render_to_string(f"components/{name}.html", {**COMPONENTS[name], "request": request})


class Outline(HTMLParser):
    """Collects what the tests ask of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: list[tuple[str, str, str | None]] = []
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in {"input", "br", "hr", "img", "link", "meta", "path"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def outline(html: str) -> Outline:
    parser = Outline()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser


def test_every_component_has_a_sample_here_and_says_its_parameters() -> None:
    files = sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))
    for name in files:
        text = (TEMPLATES / "components" / f"{name}.html").read_text(encoding="utf-8")
        assert text.startswith("{% comment %}"), f"components/{name}.html does not say its parameters on top"
    assert set(COMPONENTS) <= set(files)
    ours = set(COMPONENTS)
    assert {name for name in files if name not in ours} <= {*_components_with_own_tests()}


def _components_with_own_tests() -> Iterator[str]:
    """Components that other test files name in a render call."""
    for path in Path(__file__).parent.rglob("test_*.py"):
        yield from re.findall(r"components/(\w+)\.html", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("name", sorted(COMPONENTS))
def test_each_component_gives_whole_html_without_inline_style_or_script(name: str, language: str) -> None:
    with translation.override(language):
        html = render(name)
    parsed = outline(html)
    assert "".join(parsed.text).strip()
    names = {attribute for _tag, attribute, _value in parsed.attributes}
    assert "style" not in names
    assert not [attribute for attribute in names if attribute.startswith("on")]
    assert "<script" not in html
    assert "<style" not in html


@pytest.mark.parametrize("name", sorted(COMPONENTS))
def test_component_texts_are_escaped(name: str) -> None:
    hostile = "<b>Kari & Ola</b>"
    values = {key: hostile if isinstance(value, str) else value for key, value in COMPONENTS[name].items()}
    if "kind" in values:
        values["kind"] = "info"
    if "severity" in values:
        values["severity"] = "warning"
    html = render_to_string(f"components/{name}.html", {**values, "request": RequestFactory().get("/?q=<b>")})
    assert "<b>" not in html


def test_a_field_ties_hint_and_error_to_its_input() -> None:
    parsed = outline(render("field"))
    described = {value for tag, name, value in parsed.attributes if tag == "input" and name == "aria-describedby"}
    assert described == {"id_name-hjelp id_name-feil"}
    ids = {value for _tag, name, value in parsed.attributes if name == "id"}
    assert {"id_name", "id_name-hjelp", "id_name-feil"} <= ids
    assert ("input", "aria-invalid", "true") in parsed.attributes


def test_radio_buttons_stand_in_a_group_with_a_legend() -> None:
    html = render_to_string("components/field.html", {"field": SampleForm({})["language"]})
    assert "<fieldset" in html
    assert re.search(r"<legend[^>]*>Språk", html)
    outline(html)


def test_the_error_summary_links_to_each_wrong_field() -> None:
    parsed = outline(render("error_summary"))
    assert {value for tag, name, value in parsed.attributes if (tag, name) == ("a", "href")} == {
        "#id_name",
        "#id_language",
    }
    assert render_to_string("components/error_summary.html", {"form": SampleForm()}).strip() == ""


def test_bars_keep_the_scale_and_a_negative_value_draws_nothing() -> None:
    figure = bar_figure(
        caption="c", summary="s", label_heading="l", value_heading="v",
        bars=[Bar("a", 100, "100"), Bar("b", 25, "25"), Bar("c", -5, "−5")], mark=50,
    )  # fmt: skip
    assert [bar.width for bar in figure.bars] == ["100.0%", "25.0%", "0.0%"]
    assert figure.mark_x == "50.0%"
    assert all(
        earlier.y + earlier.height <= later.y for earlier, later in zip(figure.bars, figure.bars[1:], strict=False)
    )


# Colours


def colours() -> dict[str, dict[str, str]]:
    """Our theme's values per scheme, read from the file itself."""
    text = (STATIC / "theme.css").read_text(encoding="utf-8")
    blocks = re.findall(r"([^{}]*)\{([^{}]*)\}", text)
    schemes: dict[str, dict[str, str]] = {}
    for selector, body in blocks:
        found = re.search(r'\[data-color-scheme="(\w+)"\]', selector)
        assert found, selector
        schemes[found[1]] = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", body))
    return schemes


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_measure_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_automatic_dark_scheme_is_the_dark_scheme() -> None:
    schemes = colours()
    assert set(schemes) == {"light", "dark", "auto"}
    assert schemes["auto"] == schemes["dark"]
    assert set(schemes["light"]) == set(schemes["dark"])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_keeps_seven_to_one_and_controls_three_to_one(scheme: str, name: str) -> None:
    values = colours()[scheme]
    colour = {key.removeprefix(f"ds-color-{name}-"): value for key, value in values.items() if f"-{name}-" in key}
    for ground in GROUNDS:
        for text in ("text-default", "text-subtle"):
            assert contrast(colour[text], colour[ground]) >= TEXT_CONTRAST, f"{scheme} {name}: {text} on {ground}"
        for border in ("border-default", "border-strong"):
            assert contrast(colour[border], colour[ground]) >= CONTROL_CONTRAST, (
                f"{scheme} {name}: {border} on {ground}"
            )
    for base in ("base-default", "base-hover", "base-active"):
        assert contrast(colour["base-contrast-default"], colour[base]) >= TEXT_CONTRAST, f"{scheme} {name}: {base}"
    assert contrast(colour["base-default"], values["ds-color-neutral-background-default"]) >= CONTROL_CONTRAST


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_our_own_text_colours_hold_on_the_page_and_in_the_header(scheme: str) -> None:
    values = colours()[scheme]
    for ground in GROUNDS[:4]:
        for text in ("accent-text-subtle", "accent-text-default", "neutral-text-subtle", "neutral-text-default"):
            pair = values[f"ds-color-{text}"], values[f"ds-color-neutral-{ground}"]
            assert contrast(*pair) >= TEXT_CONTRAST, f"{scheme}: {text} on neutral {ground}"
    focus = values["ds-color-focus-outer"]
    assert contrast(focus, values["ds-color-neutral-background-default"]) >= TEXT_CONTRAST


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_neighbouring_chart_colours_differ_in_lightness(scheme: str) -> None:
    values = colours()[scheme]
    for one, other in (("1", "2"), ("3", "4")):
        assert contrast(values[f"sv-chart-{one}"], values[f"sv-chart-{other}"]) >= CONTROL_CONTRAST


# Pages


def test_own_styles_and_scripts_name_nothing_outside_this_site() -> None:
    for path in STATIC.glob("*.*"):
        if path.suffix in {".css", ".js"}:
            assert not re.search(r"(?:https?:)?//[\w.]+\.\w", path.read_text(encoding="utf-8").replace("// ", "")), path


def test_the_sami_letters_are_in_the_fonts_we_ship() -> None:
    from fontTools.ttLib import TTFont

    covered: set[int] = set()
    for path in (STATIC / "vendor").glob("*.woff2"):
        covered |= set(TTFont(path).getBestCmap())
    assert {ord(letter) for letter in "áčđŋšŧžåæøÁČĐŊŠŦŽÅÆØ–×§−"} <= covered


@pytest.mark.django_db
def test_the_login_page_is_private_strict_and_names_its_language(client: Client) -> None:
    response = client.get("/konto/login/", headers={"accept-language": "nn"})
    assert response.status_code == 200
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Content-Language"] == "nn"
    assert '<html lang="nn"' in response.content.decode()
    outline(response.content.decode().replace("<!doctype html>", ""))


@pytest.mark.django_db
def test_a_first_visit_weighs_less_than_250_kb_and_a_later_one_less_than_50(client: Client) -> None:
    import gzip

    html = client.get("/konto/login/").content
    names = set(re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg|woff2))"', html.decode()))
    assert {Path(name).suffix for name in names} == {".css", ".js", ".svg", ".woff2"}
    names |= {f"selvstyrt/vendor/{path.name}" for path in (STATIC / "vendor").glob("inter-latin-ext*.woff2")}
    weight = len(gzip.compress(html))
    assert weight < 50_000
    for name in names:
        found = finders.find(name)
        assert found, name
        content = Path(found).read_bytes()
        weight += len(content if name.endswith("woff2") else gzip.compress(content))
    assert weight < 250_000


def test_a_sami_name_fetches_a_few_letters_and_not_the_whole_alphabet() -> None:
    vendor = STATIC / "vendor"
    faces = (vendor / "inter.css").read_text(encoding="utf-8").split("@font-face")[1:]
    last = [face for face in faces if "U+0161" in face][-1]

    assert "inter-sami" in last  # of several faces with a letter, browsers fetch the last
    assert (vendor / "inter-sami-wght-normal.woff2").stat().st_size < 10_000


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.django_db(transaction=True)
def test_the_login_page_is_accessible_and_fits_every_width(
    live_server: LiveServer, browser_page: Page, assert_accessible: Callable[[Page], None], language: str, width: int
) -> None:
    page = browser_page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}/konto/login/")
    page.locator(f".sv-languages button[value={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)
    page.emulate_media(forced_colors="active", color_scheme="light")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.django_db(transaction=True)
def test_an_error_summary_takes_focus_and_the_title_says_error(live_server: LiveServer, browser_page: Page) -> None:
    page = browser_page
    page.goto(f"{live_server.url}/konto/login/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ds-skip-link"
    page.locator("form.sv-form button").click()
    expect(page).to_have_title(re.compile("^Feil: "))
    expect(page.locator(".ds-error-summary")).to_be_focused()
    page.locator(".ds-error-summary a").first.click()
    assert page.evaluate("document.activeElement.tagName") == "INPUT"


@pytest.mark.django_db(transaction=True)
def test_all_components_together_are_accessible(
    live_server: LiveServer, browser_page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    parts = [
        render(name) for name in sorted(COMPONENTS) if name not in {"header", "footer", "language_chooser", "task"}
    ]
    tasks = f'<h2 class="ds-heading">Dette venter</h2><ul class="sv-tasks">{render("task")}</ul>'
    page = browser_page
    page.goto(f"{live_server.url}/konto/login/")
    page.evaluate(
        "html => { document.querySelector('main').innerHTML = html; }",
        "<h1 class='ds-heading'>Alle deler</h1><h2 class='ds-heading'>Først</h2>" + tasks + "".join(parts),
    )
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("large", "points"), [(False, "14pt"), (True, "18pt")])
def test_paper_is_black_on_white_in_large_type(browser_page: Page, large: bool, points: str) -> None:
    html = render_to_string("layouts/print.html", {"large": large})
    assert "<script" not in html
    styles = "".join(
        (STATIC / name).read_text(encoding="utf-8") for name in ("theme.css", "selvstyrt.css", "print.css")
    )
    browser_page.emulate_media(media="print", color_scheme="dark")
    browser_page.set_content(re.sub(r"<link[^>]*>", "", html).replace("</head>", f"<style>{styles}</style></head>"))
    shown = browser_page.evaluate(
        "(() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor, s.fontSize]; })()"
    )
    size = float(points.removesuffix("pt")) * 96 / 72
    assert shown[:2] == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert float(shown[2].removesuffix("px")) == pytest.approx(size, abs=0.1)


def test_a_hyphen_is_no_wider_than_the_typeface_has_it(live_server: LiveServer, browser_page: Page) -> None:
    browser_page.goto(f"{live_server.url}/konto/login/")
    widths = browser_page.evaluate(
        """async () => {
          await document.fonts.ready;
          const width = (style) => {
            const span = document.createElement("span");
            span.textContent = "-".repeat(50);
            Object.assign(span.style, style);
            document.querySelector("main").append(span);
            return span.getBoundingClientRect().width;
          };
          return [width({}), width({fontVariantNumeric: "normal", fontFeatureSettings: "normal"})];
        }"""
    )
    assert widths[0] == pytest.approx(widths[1], abs=0.5)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_leaders_menu_stands_on_one_line(
    live_server: LiveServer, browser_page: Page, cast: Cast, language: str
) -> None:
    cast.kari.language = language
    cast.kari.save()
    client = Client()
    client.force_login(cast.kari.user)  # type: ignore[attr-defined]
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    browser_page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    browser_page.set_viewport_size({"width": 1280, "height": 800})
    browser_page.goto(live_server.url)
    for width in (1280, 320):
        browser_page.set_viewport_size({"width": width, "height": 800})
        tops = browser_page.evaluate(
            "[...new Set([...document.querySelectorAll('.sv-nav a')].map(a => a.getBoundingClientRect().top))]"
        )
        assert len(tops) <= (1 if width == 1280 else 5)
    own = browser_page.locator(".sv-header-tools a")
    assert own.get_attribute("href") == "/meg/"
    box = own.bounding_box()
    assert box is not None
    assert box["height"] >= 44
