//! One slide: its title, and the picture as a group of groups.

use super::cut::{Drawn, Form};
use super::form;
use super::look;
use super::pieces::{Cluster, Piece, Slide, pieces};
use super::place::{Area, Frame};
use super::text::{self, Fit};
use super::xml::Xml;
use crate::export::{ExportError, Page, Progress};
use crate::scene::{Group, Ink, Point, Text, Theme};

/// Shapes between two reports.
const REPORT: usize = 2_000;
/// The markup that tells a screen reader to pass over a shape.
const DECORATIVE: &str = "<a:extLst><a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\">\
    <adec:decorative xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/>\
    </a:ext></a:extLst>";
/// The root of a shape tree, which is the same everywhere.
pub(super) const ROOT: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
    <p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/>\
    <a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";
/// Names of the three vocabularies of a slide.
pub(super) const SPACES: [(&str, &str); 3] = [
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:p", "http://schemas.openxmlformats.org/presentationml/2006/main"),
];

/// What is the same for every shape of a file.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    /// Colours.
    pub(super) theme: &'a Theme,
    /// Language of the words that the program writes.
    pub(super) language: &'a str,
}

/// A finished slide.
pub(super) struct Finished {
    /// The part.
    pub(super) xml: Vec<u8>,
    /// True where it has a title of its own.
    pub(super) titled: bool,
}

/// Writes the slide of `page`; `report` is asked now and then whether to go on.
pub(super) fn slide(
    page: &Page,
    frame: &Frame,
    look: Look<'_>,
    report: &dyn Fn() -> Result<(), ExportError>,
) -> Result<Finished, ExportError> {
    let content = pieces(&page.scene.nodes, frame);
    let mut pen = Pen { xml: Xml::new(), frame, look, last_id: 1, written: 0, report };
    let titled = !content.title.is_empty();
    pen.whole(page, &content)?;
    Ok(Finished { xml: pen.xml.finish(), titled })
}

/// Progress of one slide, as its pen tells it.
pub(super) fn report(
    progress: &Progress<'_>,
    done: usize,
    total: usize,
) -> Result<(), ExportError> {
    progress.step(&format!("Slide {} of {total}", done + 1), done, total)
}

struct Pen<'a> {
    xml: Xml,
    frame: &'a Frame,
    look: Look<'a>,
    /// The last number given to a shape.
    last_id: u32,
    /// Shapes since the last report.
    written: usize,
    report: &'a dyn Fn() -> Result<(), ExportError>,
}

impl Pen<'_> {
    fn whole(&mut self, page: &Page, content: &Slide<'_>) -> Result<(), ExportError> {
        self.inside("p:sld", &SPACES, |pen| {
            // A name that no viewer shows, for a slide without a title too.
            let name = [("name", page.words.title.as_str())];
            let name = if page.words.title.is_empty() { &[][..] } else { &name[..] };
            pen.inside("p:cSld", name, |pen| {
                background(&mut pen.xml, pen.look.theme);
                pen.inside("p:spTree", &[], |pen| {
                    pen.xml.fixed(ROOT);
                    if !content.title_on_top {
                        pen.title(&content.title);
                    }
                    pen.picture(page, &content.pieces)?;
                    if content.title_on_top {
                        pen.title(&content.title);
                    }
                    Ok(())
                })
            })?;
            pen.xml.element("p:clrMapOvr", &[], |xml| xml.empty("a:masterClrMapping", &[]));
            Ok(())
        })
    }

    /// The lines of the title as one paragraph, where the scene has them.
    fn title(&mut self, lines: &[&Text]) {
        let Some((first, last)) = lines.first().zip(lines.last()) else {
            return;
        };
        let areas = lines.iter().map(|line| text::area(line, self.frame));
        let area = areas.reduce(Area::union).unwrap_or_default();
        let to_right = flush_right(lines, first);
        let area = roomy(area, to_right, self.frame.area(self.frame.page));
        let id = self.next_id();
        let (frame, look) = (self.frame, self.look);
        self.xml.element("p:sp", &[], |xml| {
            xml.element("p:nvSpPr", &[], |xml| {
                xml.empty("p:cNvPr", &[("id", &id), ("name", "Title")]);
                xml.fixed("<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"title\"/></p:nvPr>");
            });
            xml.element("p:spPr", &[], |xml| form::transform(xml, &[], area));
            xml.element("p:txBody", &[], |xml| {
                text::body_properties(xml, Fit::RunsOver);
                xml.empty("a:lstStyle", &[]);
                xml.element("a:p", &[], |xml| {
                    title_paragraph(xml, lines, (first, last), to_right);
                    let mut before: Option<&Text> = None;
                    for line in lines {
                        match before {
                            // Two texts on one base line are one line.
                            Some(b) if (b.at.y - line.at.y).abs() < 0.5 => {
                                let space = Text { text: " ".to_owned(), ..(*line).clone() };
                                text::runs(xml, &space, look.theme, frame, look.language);
                            }
                            Some(_) => {
                                let size = frame.type_size(line.size).to_string();
                                xml.element("a:br", &[], |xml| {
                                    xml.empty("a:rPr", &[("lang", look.language), ("sz", &size)]);
                                });
                            }
                            None => {}
                        }
                        text::runs(xml, line, look.theme, frame, look.language);
                        before = Some(line);
                    }
                });
            });
        });
    }

    /// The picture: one group that carries the words for those who cannot see it.
    fn picture(&mut self, page: &Page, pieces: &[Piece<'_>]) -> Result<(), ExportError> {
        let Some(area) = pieces.iter().map(Piece::area).reduce(Area::union) else {
            return Ok(());
        };
        let id = self.next_id();
        let words = [
            ("id", id.as_str()),
            ("name", "Picture"),
            ("descr", &page.words.alt),
            ("title", &page.words.title),
        ];
        self.grouped(&words, false, area, pieces)
    }

    fn group(&mut self, cluster: &Cluster<'_>, area: Area) -> Result<(), ExportError> {
        let id = self.next_id();
        match cluster.mark {
            Some(Group { tag, title, .. }) => {
                let all = [("id", id.as_str()), ("name", tag), ("descr", title)];
                self.grouped(
                    if title.is_empty() { &all[..2] } else { &all },
                    false,
                    area,
                    &cluster.pieces,
                )
            }
            None => {
                // Words are never decoration: tick labels can be read one by one.
                let plain = cluster.pieces.iter().all(|piece| matches!(piece, Piece::Drawn(..)));
                let name = if plain { "Decoration" } else { "Labels" };
                let named = [("id", id.as_str()), ("name", name)];
                self.grouped(&named, plain, area, &cluster.pieces)
            }
        }
    }

    /// A group over `area`, whose parts keep the coordinates of the slide.
    fn grouped(
        &mut self,
        properties: &[(&str, &str)],
        decorative: bool,
        area: Area,
        pieces: &[Piece<'_>],
    ) -> Result<(), ExportError> {
        self.inside("p:grpSp", &[], |pen| {
            pen.xml.element("p:nvGrpSpPr", &[], |xml| {
                if decorative {
                    xml.element("p:cNvPr", properties, |xml| xml.fixed(DECORATIVE));
                } else {
                    xml.empty("p:cNvPr", properties);
                }
                xml.fixed("<p:cNvGrpSpPr/><p:nvPr/>");
            });
            pen.xml.element("p:grpSpPr", &[], |xml| {
                form::group_transform(xml, area);
            });
            pieces.iter().try_for_each(|piece| pen.piece(piece))
        })
    }

    fn piece(&mut self, piece: &Piece<'_>) -> Result<(), ExportError> {
        self.written += 1;
        if self.written.is_multiple_of(REPORT) {
            (self.report)()?;
        }
        match piece {
            Piece::Group(cluster, area) => self.group(cluster, *area)?,
            Piece::Words(text, area) => self.words(text, *area),
            Piece::Drawn(drawn, area) => match drawn.form {
                Form::Line(from, to) => self.line(drawn, from, to, *area),
                _ => self.shape(drawn, *area),
            },
        }
        Ok(())
    }

    /// A line of words in a box of its own.
    fn words(&mut self, text: &Text, area: Area) {
        let id = self.next_id();
        let name = format!("Text {id}");
        let (frame, look) = (self.frame, self.look);
        self.xml.element("p:sp", &[], |xml| {
            xml.element("p:nvSpPr", &[], |xml| {
                xml.empty("p:cNvPr", &[("id", &id), ("name", &name)]);
                xml.fixed("<p:cNvSpPr txBox=\"1\"/><p:nvPr/>");
            });
            xml.element("p:spPr", &[], |xml| {
                form::transform(xml, &[], text::with_slack(area));
                xml.fixed("<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/>");
            });
            xml.element("p:txBody", &[], |xml| {
                text::body_properties(xml, Fit::Shrinks);
                xml.empty("a:lstStyle", &[]);
                xml.element("a:p", &[], |xml| {
                    let rtl = if text::reads_from_right(&text.text) { "1" } else { "0" };
                    // The scene fixes the left end, whichever end is read first.
                    xml.empty("a:pPr", &[("algn", "l"), ("rtl", rtl)]);
                    text::runs(xml, text, look.theme, frame, look.language);
                });
            });
        });
    }

    fn line(&mut self, drawn: &Drawn, from: Point, to: Point, area: Area) {
        let id = self.next_id();
        let name = format!("Line {id}");
        let (frame, theme) = (self.frame, self.look.theme);
        // The box knows two corners; a line between the other two is turned over.
        let turned = (to.x - from.x) * (to.y - from.y) < 0.0;
        self.xml.element("p:cxnSp", &[], |xml| {
            xml.element("p:nvCxnSpPr", &[], |xml| {
                xml.empty("p:cNvPr", &[("id", &id), ("name", &name)]);
                xml.fixed("<p:cNvCxnSpPr/><p:nvPr/>");
            });
            xml.element("p:spPr", &[], |xml| {
                form::transform(xml, if turned { &[("flipV", "1")] } else { &[] }, area);
                xml.fixed("<a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom>");
                look::outline(xml, theme, frame, drawn.stroke);
            });
        });
    }

    fn shape(&mut self, drawn: &Drawn, area: Area) {
        let id = self.next_id();
        let name = match drawn.form {
            Form::Circle(..) => format!("Circle {id}"),
            Form::Rect(..) => format!("Rectangle {id}"),
            Form::Marks(_) => format!("Hatch {id}"),
            Form::Line(..) | Form::Outline(..) => format!("Outline {id}"),
        };
        let (frame, theme) = (self.frame, self.look.theme);
        self.xml.element("p:sp", &[], |xml| {
            xml.element("p:nvSpPr", &[], |xml| {
                xml.empty("p:cNvPr", &[("id", &id), ("name", &name)]);
                xml.fixed("<p:cNvSpPr/><p:nvPr/>");
            });
            xml.element("p:spPr", &[], |xml| {
                form::transform(xml, &[], area);
                form::geometry(xml, &drawn.form, frame, area);
                look::fill(xml, theme, drawn.fill);
                look::outline(xml, theme, frame, drawn.stroke);
            });
        });
    }

    fn next_id(&mut self) -> String {
        self.last_id = self.last_id.saturating_add(1);
        self.last_id.to_string()
    }

    /// An element whose contents the pen writes.
    fn inside(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
        contents: impl FnOnce(&mut Self) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        self.xml.open(name, attributes);
        contents(self)?;
        self.xml.close(name);
        Ok(())
    }
}

/// The ground of a slide: its own, so that it goes along when the slide is pasted elsewhere.
pub(super) fn background(xml: &mut Xml, theme: &Theme) {
    xml.element("p:bg", &[], |xml| {
        xml.element("p:bgPr", &[], |xml| {
            look::solid(xml, theme, Ink::Background, 1.0);
            xml.empty("a:effectLst", &[]);
        });
    });
}

/// The box of a title, wider than its words by a third where the slide has room: Impress wraps a title
/// whatever it is told, and another font may be wider.
fn roomy(area: Area, to_right: bool, page: Area) -> Area {
    let more = area.w / 3;
    if to_right {
        let more = more.min(area.x - page.x).max(0);
        Area { x: area.x - more, w: area.w + more, ..area }
    } else {
        let more = more.min(page.x + page.w - area.x - area.w).max(0);
        Area { w: area.w + more, ..area }
    }
}

/// True for lines that end at one place and begin at several.
fn flush_right(lines: &[&Text], first: &Text) -> bool {
    let right = |line: &Text| line.at.x + line.width;
    lines.iter().all(|line| (right(line) - right(first)).abs() < 1.0)
        && lines.iter().any(|line| (line.at.x - first.at.x).abs() >= 1.0)
}

/// Alignment and distance of the lines of a title.
fn title_paragraph(xml: &mut Xml, lines: &[&Text], (first, last): (&Text, &Text), to_right: bool) {
    let rtl = if text::reads_from_right(&first.text) { "1" } else { "0" };
    xml.element("a:pPr", &[("algn", if to_right { "r" } else { "l" }), ("rtl", rtl)], |xml| {
        let mut levels: Vec<f32> = lines.iter().map(|line| line.at.y).collect();
        levels.dedup_by(|a, b| (*a - *b).abs() < 0.5);
        let gaps = levels.len().saturating_sub(1);
        let gap = (last.at.y - first.at.y) / gaps as f32;
        if gaps > 0 && gap.is_finite() && gap > 0.0 {
            let percent = (gap / (first.size * text::LINE) * 100.0).clamp(50.0, 300.0).round();
            let percent = (percent as i64 * 1_000).to_string();
            xml.element("a:lnSpc", &[], |xml| xml.empty("a:spcPct", &[("val", &percent)]));
        }
        // The master may leave room before a title; the scene has none.
        xml.fixed("<a:spcBef><a:spcPts val=\"0\"/></a:spcBef>");
    });
}
