//! Lines of text, as text or as paths.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::Pen;
use super::outline;
use super::paint::opacity;
use super::xml::{Escaped, Num, Words, finite};
use crate::scene::Text;
use crate::scene::fonts::{self, FONTS, Run};

/// The files in `used` as CSS, each inside the text.
pub(super) fn font_faces(used: &BTreeSet<usize>) -> String {
    if used.is_empty() {
        return String::new();
    }
    let mut css = String::from("<style>\n");
    for font in used.iter().filter_map(|&i| FONTS.get(i)) {
        let kind = if font.otf { ("font/otf", "opentype") } else { ("font/ttf", "truetype") };
        let data = STANDARD.encode(font.bytes);
        css += &format!(
            "@font-face{{font-family:\"{}\";font-weight:{};src:url(data:{};base64,{data}) format(\"{}\")}}\n",
            font.family, font.weight, kind.0, kind.1
        );
    }
    css + "</style>\n"
}

impl Pen<'_> {
    /// One line, unless nothing of it would show.
    pub(super) fn text(&mut self, text: &Text) {
        let color = self.theme.color(text.ink).hex();
        let Some(opacity) = opacity("fill-opacity", text.alpha) else {
            return;
        };
        if !finite(&[text.at.x, text.at.y, text.size]) || text.size <= 0.0 {
            return;
        }
        let look = format!("fill=\"{color}\"{opacity}");
        if self.outlines {
            self.drawn(text, &look);
        } else {
            self.written(text, &look);
        }
    }

    /// A `text`, and in it a `tspan` for each run where there are several.
    fn written(&mut self, text: &Text, look: &str) {
        let (x, y, size) = (Num(text.at.x), Num(text.at.y), Num(text.size));
        let look = format!("font-size=\"{size}\" {look}");
        let runs = fonts::runs(&text.text);
        if let [run] = runs.as_slice() {
            let (font, words) = (self.font(run, text), Words(run));
            self.put(format_args!("<text x=\"{x}\" y=\"{y}\" {font} {look}>{words}</text>\n"));
            return;
        }
        // Nothing but control characters.
        if runs.is_empty() {
            return;
        }
        self.put(format_args!("<text y=\"{y}\" {look}>"));
        for placed in self.measure.place(&text.text, text.size, text.weight) {
            let (font, x) = (self.font(&placed.run, text), Num(text.at.x + placed.x));
            // The runs stand in their order on the page already, and no browser may order them again.
            let words = Words(&placed.run);
            self.put(format_args!(
                "<tspan x=\"{x}\" {font} unicode-bidi=\"isolate\">{words}</tspan>"
            ));
        }
        self.put(format_args!("</text>\n"));
    }

    /// One path for the whole line. Its words stay with it, for those who hear the picture and for searches.
    fn drawn(&mut self, text: &Text, look: &str) {
        let mut path = String::new();
        for placed in self.measure.place(&text.text, text.size, text.weight) {
            let x = text.at.x + placed.x;
            path += &outline::run(&placed.run, text.weight, text.size, x, text.at.y);
        }
        if !path.is_empty() {
            let words = Escaped(&text.text);
            self.put(format_args!(
                "<g role=\"img\" aria-label=\"{words}\"><path d=\"{path}\" {look}/></g>\n"
            ));
        }
    }

    /// Family and weight of the file that draws `run`: the weight it has, not the one asked for,
    /// else a browser would thicken it on its own.
    fn font(&mut self, run: &Run, text: &Text) -> String {
        self.used.insert(fonts::index(run.face, text.weight));
        let font = fonts::font(run.face, text.weight);
        // Where the fonts are missing, some sans serif is nearer than a viewer's default.
        format!("font-family=\"{}, sans-serif\" font-weight=\"{}\"", font.family, font.weight)
    }
}
