//! A case with less in it: what a picture may tell once names, places or days are to stay hidden.
//!
//! Nothing here knows how a picture is drawn: the case is made such that nothing drawn of it tells what is
//! hidden, and the strings that must not be found are given along, so that a finished file can be searched
//! for what somebody wrote into it afterwards.
//!
//! - Names, places and words are replaced in every text, whatever their spelling ([`fold`]). Ids that hold
//!   one are renamed, addresses that hold one are left out.
//! - Dates become months or years; what they can mean only grows, so that every verdict that can still be
//!   told is true. Their days go from the texts too. The window of a picture and the day on which it is
//!   judged stay: they are chosen by whoever makes the picture, and no facts of the case.
//! - Withheld events keep date, kind and facts and nothing else; withheld sources go.
//! - Hashes of files stay: they tell nothing to anybody who does not have the file.
//! - The profiles themselves go, since they name what they hide.

mod dates;
mod ids;
mod months;
mod names;
mod note;
mod profile;
mod script;
mod spelled;
mod veil;
mod walk;
mod withhold;
mod zones;

pub use crate::case::fold::fold;

use crate::case::{Blur, Case, EventId, Figure, FigureId, IMPORTED_FROM, Redaction, SourceId};
use crate::date::{Day, When};
use ids::Thing;
use names::{Kind, Names};
use spelled::Days;
use std::collections::{BTreeMap, BTreeSet};
use veil::{Gather, Veil};

/// What is written in the place of a word that has no other.
const NOTHING: &str = "…";
/// The title of a withheld event, and the beginning of its name.
const WITHHELD: &str = "withheld";

/// A case that may be shown, and what must not be found in any file made of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Redacted {
    /// The case, with every text and date replaced. Withheld events are still in it, for the law to count
    /// with, under names that tell nothing.
    pub case: Case,
    /// Events that are left out of every picture and table, by their names in [`Self::case`].
    pub withheld: BTreeSet<EventId>,
    /// Sources that are left out, by the names that they had: they are no longer in [`Self::case`].
    pub withheld_sources: BTreeSet<SourceId>,
    /// Every string that must not be found in a finished file, as whole words in any spelling: names and
    /// their parts, words of what is withheld. Sorted, none twice, none empty.
    pub hidden: Vec<String>,
    /// Hidden strings that the program says of every case, such as “Rome” in the title of a statute. No text of
    /// [`Self::case`] has one. They are looked for in words that somebody wrote, and not in finished files, of
    /// which none could be written.
    pub common: Vec<String>,
    /// Spellings of days that were blurred. No text of [`Self::case`] has one. What the program computes from
    /// the blurred dates may come to lie on one of them by chance and tells nothing then, so they are looked for
    /// in words that somebody wrote, and not in finished files.
    pub days: Vec<String>,
    /// What a reader is told about it: `Names are replaced by initials; dates are given as months.`
    pub note: String,
    /// True to close the gaps that withheld events leave.
    pub close_gaps: bool,
    /// How finely dates are told; as they are where left out.
    pub dates: Option<Blur>,
    /// What the profile names and the case has not: `event “x”`, `mark “victim”`.
    pub unknown: Vec<String>,
    /// Mistakes of the profile, and what could not be hidden, in sentences without a full stop.
    pub problems: Vec<String>,
    /// Figures that were renamed because their name told something: the new name by the old.
    pub figures: BTreeMap<FigureId, FigureId>,
    /// New names by the old.
    renamed: BTreeMap<(Thing, String), String>,
}

impl Redacted {
    /// A figure that was made for the case as it is, in the names of [`Self::case`]. Otherwise it would show
    /// nothing of a lane that was renamed, and its receipt would tell the name.
    #[must_use]
    pub fn figure(&self, figure: &Figure) -> Figure {
        ids::told(figure, &self.renamed)
    }
}

/// What the program says whatever the case is. It tells nothing, and a profile cannot take it out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spoken {
    /// Facts that the rules count with. They keep their names whatever a profile hides, since under another
    /// name no rule would know them, and a duty that was met would be told as missed.
    pub facts: BTreeSet<String>,
    /// Words of the rules, of receipts and of sentences.
    pub texts: Vec<String>,
}

impl Spoken {
    /// True where some text has these words.
    fn says(&self, words: &str) -> bool {
        let mut names = Names::default();
        names.add(Kind::Word, NOTHING, [words]);
        self.texts.iter().any(|text| names.stand_in(text))
    }
}

/// Applies a profile to a case of which no rule counts anything; see [`redact_under`].
#[must_use]
pub fn redact(case: &Case, profile: &Redaction) -> Redacted {
    redact_under(case, profile, &Spoken::default())
}

/// Applies a profile to a case, with what the program says of every case in mind.
#[must_use]
pub fn redact_under(case: &Case, profile: &Redaction, spoken: &Spoken) -> Redacted {
    let mut told = case.clone();
    told.redactions.clear();
    // Nothing that is shown comes from these, and what they say was never meant to be shown.
    told.saved_views.clear();
    told.scenarios.clear();
    told.log = None;
    // The name of a file, and digits by which a withheld word could be guessed.
    told.extra.remove(IMPORTED_FROM);
    for source in &mut told.sources {
        // Found by tools, in notations of their own: a place as numbers, a day without a dash.
        source.embedded_metadata.clear();
    }
    let read = profile::profile(profile);
    let (mut hidden, mut problems) = (read.hidden.clone(), read.problems.clone());
    let left = withhold::left(case, &profile.drop);
    withhold::withhold(&mut told, &left, profile.close_gaps);
    let mut places = false;
    for event in told.events.iter_mut().filter(|_| profile.hide_places) {
        places |= event.place.take().is_some();
    }
    let mut veil =
        Veil { names: read.names.clone(), days: blur(&mut told, profile), ..Veil::default() };
    withheld_words(&mut told, &left.words, &mut veil.names, &mut hidden, &mut problems);
    walk::texts(&mut told, &mut veil);
    let renamed = ids::rename(&mut told, &left.events, &spoken.facts, &|name| veil.told_by(name));
    for (thing, name) in &renamed.telling {
        let what = if *thing == Thing::Fact { "fact" } else { "rule" };
        problems.push(format!("the {what} “{name}” tells a hidden name and cannot be renamed"));
    }
    for zone in zones::rename(&mut told, &|name| veil.told_by(name)) {
        problems.push(format!(
            "the zone “{zone}” tells a hidden place; it is kept, because no other has the same clock"
        ));
    }
    let mut days: Vec<String> = veil.days.spellings(&open_days(case)).into_iter().collect();
    days.sort();
    days.dedup();
    hidden.retain(|words| words.chars().any(char::is_alphanumeric));
    hidden.sort();
    hidden.dedup();
    let (common, hidden): (Vec<String>, Vec<String>) =
        hidden.into_iter().partition(|words| spoken.says(words));
    problems.extend(common.iter().map(|words| {
        format!(
            "“{words}” also stands in the rules or in the program’s own words: it is hidden in what the case says, but finished files are not searched for it"
        )
    }));
    let new = |thing: Thing, name: &str| {
        renamed.new.get(&(thing, name.to_owned())).cloned().unwrap_or_else(|| name.to_owned())
    };
    let note = note::Facts {
        initials: read.initials && veil.seen.contains(&Kind::Person),
        roles: read.roles && veil.seen.contains(&Kind::Person),
        places_out: places,
        places: veil.seen.contains(&Kind::Place),
        words: veil.seen.contains(&Kind::Word),
        blur: veil.days.blur,
        events: left.events.len(),
        sources: left.sources.len(),
    };
    let figures = renamed.new.iter().filter(|((thing, _), _)| *thing == Thing::Figure);
    Redacted {
        dates: profile.dates,
        withheld: left.events.iter().map(|id| new(Thing::Event, id.as_str()).into()).collect(),
        withheld_sources: left.sources,
        hidden,
        common,
        days,
        note: note.sentence(),
        close_gaps: profile.close_gaps,
        unknown: left.unknown,
        problems,
        figures: figures
            .map(|((_, old), new)| (old.as_str().into(), new.as_str().into()))
            .collect(),
        case: told,
        renamed: renamed.new,
    }
}

/// Tells every date as coarsely as the profile asks, and gives what they said before.
fn blur(case: &mut Case, profile: &Redaction) -> Days {
    let mut days = Days::default();
    let Some(blur) = profile.dates else { return days };
    walk::dates(case, &mut |when, zone| {
        let Some(written) = when.take() else { return };
        *when = dates::blurred(&written, zone, blur, &mut days);
        if when.as_ref() != Some(&written) {
            days.blur = Some(blur);
        }
    });
    days
}

/// Days that a picture shows of itself: those on which it is judged, and the ends of its window.
fn open_days(case: &Case) -> BTreeSet<Day> {
    let windows = case.opening.iter().filter_map(|o| o.window.as_ref());
    let windows = windows.chain(case.figures.iter().filter_map(|f| f.window.as_ref()));
    let judged = case.figures.iter().filter_map(|f| f.as_of.as_ref()).chain(&case.as_of);
    let zone = case.zone();
    let ends = |when: &When| {
        let bounds = when.moments(zone).map(|m| m.bounds(zone));
        bounds.map(|b| [b.earliest.day(zone), b.latest.day(zone)])
    };
    let all = windows.flat_map(|(from, to)| [from, to]).chain(judged);
    all.filter_map(ends).flatten().collect()
}

/// Hides the words of what is withheld wherever else they stand: phrases of three words and more, and
/// shorter ones where nothing that is shown is called so too.
fn withheld_words(
    case: &mut Case,
    words: &[String],
    names: &mut Names,
    hidden: &mut Vec<String>,
    problems: &mut Vec<String>,
) {
    let titles = case.events.iter().map(|e| &e.title).chain(case.sources.iter().map(|s| &s.title));
    let titles: BTreeSet<String> = titles.map(|title| fold(title)).collect();
    let mut seen = BTreeSet::new();
    let words: Vec<&str> =
        words.iter().map(|w| w.trim()).filter(|w| seen.insert(fold(w))).collect();
    let mut all = Names::default();
    words.iter().for_each(|words| all.add(Kind::Withheld, NOTHING, [*words]));
    let mut rest = Gather::default();
    walk::texts(case, &mut rest);
    let said: BTreeSet<usize> = rest.texts.iter().flat_map(|text| all.owners_in(text)).collect();
    for (n, words) in words.into_iter().enumerate() {
        let one_word = words.split_whitespace().count() < 2 && !words.contains("://");
        if titles.contains(&fold(words)) {
            problems.push(format!(
                "“{words}” is withheld, but something that is shown is called so too; files are not searched for it"
            ));
        } else if one_word || (!withhold::is_phrase(words) && said.contains(&n)) {
            if words.chars().any(char::is_alphanumeric) {
                problems.push(format!(
                    "“{words}” is withheld, but is too short to be searched for; list it under “words” to hide it everywhere"
                ));
            }
        } else {
            names.add(Kind::Withheld, NOTHING, [words]);
            hidden.push(words.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}
