//! One picture: what it shows, in which words, laid out.

use super::{Edited, PlateSpec, PublishError, Request, Size, Stage, Underlay, supposing, underlay};
use crate::case::{Blur, Case, Event, Figure, Form, Part, Reveal};
use crate::date::{Day, Instant, When, Window, Zone};
use crate::export::page::{Page, Words};
use crate::filter::Shown;
use crate::law::{Deadline, StateSpan, as_of_moment, propose};
use crate::layout::{self, Beneath, Plate, PlateInput, Subject, Texts, describe};
use crate::scene::Theme;
use std::collections::BTreeSet;
use std::sync::Arc;

/// From this many letters on a caption may not have room on a slide.
const LONG_CAPTION: usize = 160;

/// Said of a redacted picture over which layers stand in the window.
const NO_LAYERS: &str =
    "Layers are left out of a redacted picture: nothing is known of the people in their rows";

/// A picture, ready for any exporter, and what its tables hold.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// For the names of files.
    pub name: String,
    /// Shapes, size on paper, words, notes.
    pub page: Page,
    /// The marks.
    pub plate: Plate,
    /// Its size as asked for.
    pub size: Size,
    /// The colours.
    pub theme: Theme,
    /// The words around the canvas, before any part is switched off.
    pub texts: Texts,
    /// What of the case is shown.
    pub shown: Shown,
    /// All deadlines at the as-of date.
    pub deadlines: Arc<Vec<Deadline>>,
    /// The states that are shown.
    pub states: Vec<StateSpan>,
    /// The moment on which it is judged.
    pub as_of: Instant,
    /// The stretch of time.
    pub window: Window,
    /// The case as it was known then, where it is not the one on stage; every event in its seat.
    pub case: Option<Arc<Case>>,
}

impl Stage<'_> {
    /// Draws one picture as the request asks.
    ///
    /// # Errors
    /// Where the style has no such name, or the size of the figure cannot be read.
    pub fn draw(&self, spec: &PlateSpec, request: &Request) -> Result<Drawn, PublishError> {
        self.may_suppose()?;
        let figure = &spec.figure;
        let case = self.case();
        let asked = request.as_of.as_ref().or(figure.as_of.as_ref());
        let as_of =
            asked.and_then(|w| as_of_moment(w, case.zone())).unwrap_or_else(|| self.as_of());
        let deadlines = self.deadlines(as_of, figure);
        let known = self.known_then(as_of);
        let case = known.as_ref().map_or(case, |known| &known.picture);
        let hidden = self.redaction().map(|(_, r)| &r.withheld);
        let mut content = super::content::content(case, figure, &deadlines, as_of, hidden);
        if let Some(known) = &known {
            known.hide(&mut content.shown);
            known.hide(&mut content.placed);
        }
        let blur = self.redaction().and_then(|(_, r)| r.dates);
        let window = widened(figure_window(case, figure), blur, case.zone());
        let theme = self.theme(figure, request)?;
        let size = size(spec, request)?;

        let subject = Subject { case, shown: &content.shown, deadlines: &deadlines, window, as_of };
        let all = self.words(spec, &request.words, &subject, &content.states);
        let mut off = figure.without.clone();
        off.extend(&request.without);
        let mut texts = all.clone().without(&off);
        let sentence = self.supposed_words();
        supposing::keep(&sentence, &mut texts, &off);
        let highlight = super::content::marks(case, &deadlines, &figure.highlight);
        let nothing = BTreeSet::new();
        // Where gaps are closed, what is withheld takes up no room at all.
        let withheld = self.redaction().filter(|(_, r)| !r.close_gaps).map(|(_, r)| &r.withheld);
        let shown = if self.redaction().is_some() { &[][..] } else { &self.layers };
        let beneath: Vec<Beneath<'_>> = shown.iter().map(Underlay::beneath).collect();
        let input = PlateInput {
            layers: &beneath,
            case,
            shown: &content.placed,
            deadlines: &deadlines,
            states: &content.states,
            as_of,
            window,
            size: size.layout(figure.form),
            texts: &texts,
            scale: !off.contains(&Part::Scale),
            labels: &figure.labels,
            highlight: &highlight,
            reveal: spec.reveal,
            withheld: withheld.unwrap_or(&nothing),
            finest: blur,
            paper: !matches!(size, Size::Pixels(..)),
            print: theme.prints_hatches,
            measure: &self.measure,
        };
        let mut plate = match figure.form {
            Form::Page => layout::page(&input),
            Form::Slide => layout::slide(&input),
        };
        if shown.len() < self.layers.len() {
            plate.warnings.push(NO_LAYERS.to_owned());
        }
        plate.warnings.extend(supposing::written_for_facts(&sentence, figure, &request.words));
        let mut words =
            spoken(figure, &request.words, &all, &subject, &content.states, spec.reveal);
        supposing::mark_spoken(&sentence, &mut words);
        // A page that was laid out smaller, for larger text, has a margin that is smaller too: only so does a
        // sheet keep its proportion.
        let laid_out = plate.sheet.scene.width / input.size.0.max(1.0);
        let margin = size.margin(figure.form) * if laid_out > 0.0 { laid_out } else { 1.0 };
        let scene = plate.sheet.scene.clone().padded(margin);
        let page = Page {
            size: size.paper((scene.width, scene.height)),
            scene,
            words,
            notes: spec.notes.clone(),
        };
        Ok(Drawn {
            name: spec.name.clone(),
            page,
            plate,
            size,
            theme,
            texts: all,
            shown: content.shown,
            deadlines,
            states: content.states,
            as_of,
            window,
            case: known.map(|known| Arc::new(known.picture)),
        })
    }

    fn theme(&self, figure: &Figure, request: &Request) -> Result<Theme, PublishError> {
        let name = request.style.as_deref().or(figure.style.as_deref()).unwrap_or("light");
        Theme::named(name).ok_or_else(|| PublishError::NoStyle {
            name: name.to_owned(),
            known: Theme::names().iter().map(|n| (*n).to_owned()).collect(),
        })
    }

    /// All the words around the canvas.
    fn words(
        &self,
        spec: &PlateSpec,
        edited: &Edited,
        subject: &Subject<'_>,
        states: &[StateSpan],
    ) -> Texts {
        let figure = &spec.figure;
        let shown: Vec<&Deadline> =
            subject.shown.deadlines.iter().filter_map(|i| subject.deadlines.get(*i)).collect();
        let zone = subject.case.zone();
        let in_window = |e: &&Event| {
            let extent = e.when.as_ref().and_then(|w| w.extent(e.zone(zone)));
            extent.is_some_and(|x| subject.window.shows(&x.bounds()))
        };
        let listed = subject.shown.events.iter().filter_map(|i| subject.case.events.get(*i));
        let events: Vec<&Event> = listed.filter(in_window).collect();
        let about = propose::About {
            case: subject.case,
            events: &events,
            window: subject.window,
            deadlines: &shown,
            states,
            highlight: &figure.highlight,
            as_of: subject.as_of,
            reveal: spec.reveal,
        };
        let first = |a: &Option<String>, b: &Option<String>| a.clone().or_else(|| b.clone());
        let headline =
            first(&edited.headline, &figure.headline).unwrap_or_else(|| propose::headline(&about));
        let mut caption =
            first(&edited.caption, &figure.caption).unwrap_or_else(|| propose::caption(&about));
        if self.redaction().is_none() {
            let layers = underlay::caption(&self.layers);
            caption = [caption.trim(), &layers].join(" ").trim().to_owned();
        }
        // What is hidden is said to be hidden, whatever the caption says.
        if let Some((_, redacted)) = self.redaction().filter(|(_, r)| !r.note.is_empty()) {
            // A long caption may be cut, and this must not be what goes.
            let note = redacted.note.as_str();
            let long = caption.chars().count() > LONG_CAPTION;
            let parts = if long { [note, caption.trim()] } else { [caption.trim(), note] };
            caption = parts.join(" ").trim().to_owned();
        }
        let mut texts = Texts {
            headline,
            caption,
            imprint: self.imprint_words(),
            number: spec.number.map(|(n, of)| format!("{n} / {of}")).unwrap_or_default(),
            ..Texts::of(subject)
        };
        supposing::mark(&self.supposed_words(), &mut texts);
        texts
    }
}

/// Alt text and long description: as edited, else as the figure has them, else from the data.
fn spoken(
    figure: &Figure,
    edited: &Edited,
    texts: &Texts,
    subject: &Subject<'_>,
    states: &[StateSpan],
    reveal: Reveal,
) -> Words {
    let first = |a: &Option<String>, b: &Option<String>| a.clone().or_else(|| b.clone());
    let title =
        [&texts.headline, &subject.case.title].into_iter().find(|t| !t.trim().is_empty()).cloned();
    let alt = first(&edited.alt, &figure.alt)
        .unwrap_or_else(|| describe::alt(subject, states, texts, reveal));
    let description = first(&edited.description, &figure.description)
        .unwrap_or_else(|| describe::long(subject, states, texts, reveal));
    Words { title: title.unwrap_or_default(), alt, description }
}

/// The size asked for, else that of the figure, else that of its form.
fn size(spec: &PlateSpec, request: &Request) -> Result<Size, PublishError> {
    let figure = &spec.figure;
    if let Some(size) = request.size {
        return Ok(size);
    }
    if let Some(own) = &figure.size {
        let bad = |source| PublishError::BadSize { figure: spec.name.clone(), source };
        return own.parse().map_err(bad);
    }
    // The reader has told what is no proportion of slides, and that 16:9 is taken.
    let aspect = spec.aspect.as_deref().and_then(|s| s.parse().ok());
    Ok(aspect.unwrap_or_else(|| Size::default_for(figure.form)))
}

/// The stretch of time that a figure shows; the opening view where it names none that can be used.
#[must_use]
pub fn figure_window(case: &Case, figure: &Figure) -> Window {
    let stated = figure.window.as_ref().and_then(|w| case.stretch(w));
    stated.unwrap_or_else(|| case.opening_window())
}

/// A stretch of time from the beginning of its first month or year to the end of its last, where dates are told
/// no finer: its own ends would tell days.
fn widened(window: Window, blur: Option<Blur>, zone: Zone) -> Window {
    let (first, last) = (window.from().day(zone), window.to().plus_seconds(-1).day(zone));
    let start = |day: Day, year: bool| {
        Day::new(day.year(), if year { 1 } else { day.month() }, 1).unwrap_or(day)
    };
    let (from, to) = match blur {
        None => return window,
        Some(Blur::Month) => (start(first, false), start(last, false).plus_months(1)),
        Some(Blur::Year) => (start(first, true), start(last, true).plus_months(12)),
    };
    Window::new(from.start(zone), to.start(zone))
}

/// A stretch of time as a figure keeps it: two moments to the second.
#[must_use]
pub fn as_whens(window: Window, zone: Zone) -> (When, When) {
    let when = |at: Instant| {
        // What this program writes it also reads; were it otherwise, the figure would open on everything.
        When::parse(&at.rfc3339(zone)).unwrap_or_else(|_| When::unknown())
    };
    (when(window.from()), when(window.to().plus_seconds(-1)))
}
