"""How the page looks: fonts that every machine has, colours with enough contrast."""

from pathlib import Path

import gradio as gr

STYLE_SHEET = Path(__file__).with_name("page.css")
_ICON = '<link rel="icon" href="/favicon.svg" type="image/svg+xml">'


def _text(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")


HEAD = "".join(
    (
        _ICON,
        f"<style>{_text('frame.css')}</style>",
        f'<style media="print">{_text("print.css")}</style>',
        f"<script>{_text('page.js')}</script>",
        *(f"<script>{_text(name)}</script>" for name in ("form.js", "places.js", "remarks.js")),
    )
)

_SANS = (
    *("PingFang SC", "Microsoft YaHei", "HarmonyOS Sans SC", "Source Han Sans SC"),
    *("Noto Sans CJK SC", "WenQuanYi Micro Hei", "system-ui", "sans-serif"),
)
_MONO = ("Consolas", "Menlo", "Noto Sans Mono CJK SC", "monospace")
_NAVY, _NAVY_DARK, _PALE = "#1b4b82", "#143a66", "#e8eef6"


def official_theme() -> gr.themes.Base:
    """Navy on white, small radii, no font from anywhere else."""
    return gr.themes.Base(
        primary_hue="blue",
        neutral_hue="slate",
        font=list(_SANS),
        font_mono=list(_MONO),
        radius_size=gr.themes.sizes.radius_sm,
        text_size=gr.themes.sizes.text_md,
    ).set(
        body_background_fill="#f3f5f8",
        button_primary_background_fill=_NAVY,
        button_primary_background_fill_hover=_NAVY_DARK,
        button_primary_background_fill_dark="#2f6db3",
        button_primary_background_fill_hover_dark="#3a7cc6",
        button_primary_text_color="#ffffff",
        button_secondary_background_fill="#ffffff",
        button_secondary_background_fill_hover=_PALE,
        button_secondary_border_color="#b8c4d3",
        button_secondary_text_color="#1f2d3d",
        button_border_width="1px",
        input_placeholder_color="#5b6b7f",
        input_placeholder_color_dark="#9fb0c3",
        input_border_color="#8fa0b5",
        input_border_color_focus=_NAVY,
        block_border_width="0px",
    )
