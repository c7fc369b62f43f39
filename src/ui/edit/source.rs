//! The form of a source: what it is, how it was collected and kept.

use super::date_field::DateField;
use super::desk::{Desk, Field, cross_ui};
use super::{options, rest};
use crate::case::edit::{free_source_id, remove_source};
use crate::case::{Capture, Collected, Custody, FileHash, Op, Source, SourceId, Verification};
use crate::state::{Action, Draft, Edit, Editing, Filing};
use crate::ui::form;
use crate::ui::text::{self, Type};
use egui::{CollapsingHeader, Ui};

/// The form of a source that the case has.
pub(super) fn source_ui(desk: &mut Desk<'_>, ui: &mut Ui, id: &SourceId) {
    let case = desk.look.record();
    let Some(source) = case.source(id) else {
        text::para_ui(ui, desk.look, "The case has no such source any more", Type::BODY);
        return;
    };
    let mut delete = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 4.0);
        let has_file = source.file.as_ref().is_some_and(|f| !f.trim().is_empty());
        let hashed = source.hash.is_some();
        let words = if hashed { "Verify the file" } else { "Hash the file" };
        if form::button_ui(ui, has_file, words) {
            desk.actions.push(Action::Filing(Filing::Hash(id.clone())));
        }
        delete = form::button_ui(ui, true, "Delete");
    });
    if delete {
        desk.edit(remove_source(case, id));
        rest::forget(desk);
        desk.form.subject = None;
        return;
    }
    for check in desk.look.view.file_checks.iter().filter(|c| c.source == *id) {
        let words = format!("{}: {}", check.file, check.state.words());
        text::para_ui(ui, desk.look, &words, Type::TINY);
    }
    ui.add_space(8.0);
    desk.why_ui(ui);
    let mut new = source.clone();
    head_ui(desk, ui, &mut new, Some(id));
    provenance_ui(desk, ui, &mut new);
    rest::extra_ui(desk, ui, &source.extra);
    if new == *source {
        return;
    }
    let to = new.id.clone();
    desk.change(&source.title, Op::Source(Some(id.clone()), Box::new(new)));
    if to != *id {
        desk.form.subject = Some(Editing::Source(Some(to)));
    }
}

/// The form of a new source.
pub(super) fn new_ui(desk: &mut Desk<'_>, ui: &mut Ui) {
    let mut source = match desk.form.draft.take() {
        Some(Draft::Source(source)) => *source,
        _ => Source { id: free_source_id(desk.look.record()), ..Source::default() },
    };
    head_ui(desk, ui, &mut source, None);
    let ready = !source.title.trim().is_empty();
    if form::main_button_ui(ui, desk.look, ready, "Add source") {
        let id = source.id.clone();
        let label = format!("Add source “{}”", source.title.trim());
        desk.edit(Edit::one(label, Op::Source(None, Box::new(source))));
        rest::forget(desk);
        desk.form.subject = Some(Editing::Source(Some(id)));
        return;
    }
    if !ready {
        ui.add_space(4.0);
        text::para_ui(ui, desk.look, "A title is needed before it can be added", Type::TINY);
    }
    desk.form.draft = Some(Draft::Source(Box::new(source)));
}

/// What every source has: what it is, who made it, where it is.
fn head_ui(desk: &mut Desk<'_>, ui: &mut Ui, source: &mut Source, own: Option<&SourceId>) {
    let case = desk.look.record();
    let title = Field::line("title", "Title", "What it is called");
    let response = desk.text_ui(ui, title, &mut source.title, Some("A title is needed"));
    rest::focus_once(ui, &response, &format!("source:{}", source.id));
    let lines: [(&str, &str, &str, &mut Option<String>); 8] = [
        ("author", "Author", "", &mut source.author),
        ("publisher", "Publisher", "Who published the copy", &mut source.publisher),
        ("issuer", "Issuer", "The court or authority that issued it", &mut source.issuer),
        ("reference", "Document number", "ICC-01/11-162", &mut source.reference),
        ("url", "Web address (para. 155(a))", "https://…", &mut source.url),
        ("archive_url", "Archived copy", "https://web.archive.org/…", &mut source.archive_url),
        ("file", "Local file", "evidence/page.html, beside the case file", &mut source.file),
        ("language", "Language", "it, ar, en", &mut source.language),
    ];
    for (key, name, hint, value) in lines {
        desk.maybe_ui(ui, Field::line(key, name, hint), value);
    }
    date_ui(desk, ui, "date", "Date of the document", &mut source.date);
    date_ui(desk, ui, "published", "Became public on", &mut source.published);
    desk.list_ui(
        ui,
        Field::area("marked", "Marks for redaction", "One a line", 2),
        &mut source.marked,
    );
    desk.maybe_ui(ui, Field::area("note", "Note", "", 3), &mut source.note);
    let taken = |id: &str| case.sources.iter().any(|s| s.id == *id && Some(&s.id) != own);
    desk.id_ui(ui, &mut source.id, taken);
}

fn date_ui(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    key: &str,
    name: &str,
    value: &mut Option<crate::date::When>,
) {
    let zone = desk.look.record().zone();
    desk.date_ui(ui, DateField { key, name, zone, needed: None }, value);
}

/// A part of the form that opens.
fn part_ui(ui: &mut Ui, name: &str, inside: impl FnOnce(&mut Ui)) {
    CollapsingHeader::new(name).id_salt(name).default_open(false).show(ui, inside);
    ui.add_space(4.0);
}

fn provenance_ui(desk: &mut Desk<'_>, ui: &mut Ui, source: &mut Source) {
    form::heading_ui(ui, desk.look, "Provenance");
    let words = "Nothing here is required. Paragraphs are those of the Berkeley Protocol; those marked * \
                 are quoted by third parties and were not checked";
    text::para_ui(ui, desk.look, words, Type::TINY);
    ui.add_space(4.0);
    part_ui(ui, "The file as received (para. 153, 155(h))", |ui| file_ui(desk, ui, source));
    part_ui(ui, "How it was collected (para. 155(g)*)", |ui| collected_ui(desk, ui, source));
    part_ui(ui, "Captures and media (para. 155(b)–(d))", |ui| captures_ui(desk, ui, source));
    part_ui(ui, "Context and original wording (para. 155(f)*)", |ui| {
        let lines = [
            (
                "context",
                "Context",
                "Where it was found, what is claimed there",
                &mut source.context,
            ),
            ("wording", "Original wording", "In its own language", &mut source.original_wording),
        ];
        for (key, name, hint, value) in lines {
            desk.maybe_ui(ui, Field::area(key, name, hint, 3), value);
        }
    });
    part_ui(ui, "Embedded metadata (para. 155(e), 184–185)", |ui| metadata_ui(desk, ui, source));
    part_ui(ui, "Chain of custody (para. 167)", |ui| custody_list_ui(desk, ui, source));
    part_ui(ui, "Copies and alterations (para. 154, 169)", |ui| derived_ui(desk, ui, source));
    part_ui(ui, "Verification (about para. 176–178, 194*)", |ui| {
        verification_ui(desk, ui, source)
    });
    part_ui(ui, "Consent and sensitivity", |ui| {
        let hint = "Who agreed to its use, and for what";
        desk.maybe_ui(ui, Field::area("consent", "Consent", hint, 2), &mut source.consent);
        let hint = "Who may see it, and what it could do to whom";
        desk.maybe_ui(
            ui,
            Field::area("sensitivity", "Sensitivity", hint, 2),
            &mut source.sensitivity,
        );
    });
}

fn file_ui(desk: &mut Desk<'_>, ui: &mut Ui, source: &mut Source) {
    hash_ui(desk, ui, "hash", "Hash", &mut source.hash);
    let name = Field::line("filename", "File name as received", "");
    desk.maybe_ui(ui, name, &mut source.original_filename);
    let written = source.size.map(|n| n.to_string()).unwrap_or_default();
    let size = Field::line("size", "Size in bytes", "");
    desk.read_ui(ui, size, &mut source.size, written, |text| match text.trim() {
        "" => Ok(None),
        digits => digits.parse().map(Some).map_err(|_| "Write a whole number".to_owned()),
    });
    desk.maybe_ui(ui, Field::line("mime", "Media type", "application/pdf"), &mut source.mime);
}

/// `SHA-256 0f3a…`: the algorithm and the digits, in one field.
fn hash_ui(desk: &mut Desk<'_>, ui: &mut Ui, key: &str, name: &str, hash: &mut Option<FileHash>) {
    let written = hash.as_ref().map(|h| format!("{} {}", h.algorithm, h.value)).unwrap_or_default();
    let field = Field::line(key, name, "SHA-256 and 64 digits");
    desk.read_ui(ui, field, hash, written, |text| read_hash(text.trim()));
}

/// A hash out of what was typed; digits alone are taken by their number.
fn read_hash(text: &str) -> Result<Option<FileHash>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let (algorithm, value) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
    if !value.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err("Write the algorithm, a space, and hexadecimal digits".to_owned());
    }
    let algorithm = match (algorithm.trim(), value.len()) {
        ("", 64) => "SHA-256",
        ("", 128) => "SHA-512",
        ("", _) => return Err("Name the algorithm, such as SHA-256, before the digits".to_owned()),
        (named, _) => named,
    };
    Ok(Some(FileHash { algorithm: algorithm.to_owned(), value: value.to_lowercase() }))
}

fn collected_ui(desk: &mut Desk<'_>, ui: &mut Ui, source: &mut Source) {
    let mut collected = source.collected.clone().unwrap_or_default();
    date_ui(desk, ui, "collected-at", "Collected at, with offset", &mut collected.at);
    let lines = [
        ("collected-by", "Collected by", "", &mut collected.by),
        ("clock", "Clock set by", "NTP", &mut collected.clock_source),
        ("tool", "Tool and version", "", &mut collected.tool),
        ("identity", "Virtual identity", "", &mut collected.identity),
    ];
    for (key, name, hint, value) in lines {
        desk.maybe_ui(ui, Field::line(key, name, hint), value);
    }
    source.collected = Some(collected).filter(|c| *c != Collected::default());
}

fn captures_ui(desk: &mut Desk<'_>, ui: &mut Ui, source: &mut Source) {
    for (key, name, slot) in [
        ("html", "Page source", &mut source.html_capture),
        ("page", "Full-page capture", &mut source.page_capture),
    ] {
        let mut capture = slot.clone().unwrap_or_default();
        capture_ui(desk, ui, key, name, &mut capture);
        *slot = Some(capture).filter(|c| *c != Capture::default());
    }
    let mut removed = None;
    for (n, media) in source.media_files.iter_mut().enumerate() {
        ui.horizontal(|ui| {
            text::line_ui(ui, desk.look, &format!("Medium {}", n + 1), Type::STRONG);
            if cross_ui(ui, &format!("Remove medium {}", n + 1)) {
                removed = Some(n);
            }
        });
        ui.push_id(("media", n), |ui| {
            capture_ui(desk, ui, &format!("media-{n}"), &format!("Medium {}", n + 1), media);
        });
    }
    if let Some(n) = removed {
        source.media_files.remove(n);
        forget_list(desk, "media-");
        desk.changed("media");
    }
    if form::button_ui(ui, true, "Add a medium") {
        source.media_files.push(Capture::default());
        desk.changed("media");
    }
}

/// What was typed into the fields of a list whose seats have changed would stand beside another thing.
fn forget_list(desk: &mut Desk<'_>, head: &str) {
    let head = desk.key(head);
    desk.form.texts.retain(|key, _| !key.starts_with(&head));
}

fn capture_ui(desk: &mut Desk<'_>, ui: &mut Ui, key: &str, name: &str, capture: &mut Capture) {
    let keys = ["file", "hash", "at", "note"].map(|part| format!("{key}-{part}"));
    let file = format!("{name}: local file");
    desk.maybe_ui(ui, Field::line(&keys[0], &file, ""), &mut capture.file);
    hash_ui(desk, ui, &keys[1], &format!("{name}: hash"), &mut capture.hash);
    date_ui(desk, ui, &keys[2], &format!("{name}: made at"), &mut capture.at);
    desk.maybe_ui(ui, Field::line(&keys[3], &format!("{name}: note"), ""), &mut capture.note);
}

/// `name: value`, one a line; values that are no texts stay as they are while their line does.
fn metadata_ui(desk: &mut Desk<'_>, ui: &mut Ui, source: &mut Source) {
    let line = |(key, value): (&String, &serde_json::Value)| match value.as_str() {
        Some(text) => format!("{key}: {text}"),
        None => format!("{key}: {value}"),
    };
    let before = source.embedded_metadata.clone();
    let written = before.iter().map(line).collect::<Vec<_>>().join("\n");
    let field =
        Field::area("metadata", "As found in the file", "DateTimeOriginal: 2025:01:19 09:30", 4);
    desk.read_ui(ui, field, &mut source.embedded_metadata, written, |text| {
        let mut map = crate::case::Extra::new();
        for row in text.lines().filter(|l| !l.trim().is_empty()) {
            let old = before.iter().find(|pair| line(*pair) == row);
            let (key, value) = match (old, row.split_once(':')) {
                (Some((key, value)), _) => (key.clone(), value.clone()),
                (None, Some((key, value))) => (key.trim().to_owned(), value.trim().into()),
                (None, None) => return Err(format!("“{row}” has no colon after its name")),
            };
            map.insert(key, value);
        }
        Ok(map)
    });
}

fn custody_list_ui(desk: &mut Desk<'_>, ui: &mut Ui, source: &mut Source) {
    let mut removed = None;
    for (n, entry) in source.custody.iter_mut().enumerate() {
        let name = format!("Entry {}", n + 1);
        ui.horizontal(|ui| {
            text::line_ui(ui, desk.look, &name, Type::STRONG);
            if cross_ui(ui, &format!("Remove entry {} of the chain of custody", n + 1)) {
                removed = Some(n);
            }
        });
        ui.push_id(("custody", n), |ui| entry_ui(desk, ui, n, &name, entry));
    }
    if let Some(n) = removed {
        source.custody.remove(n);
        forget_list(desk, "custody-");
        desk.changed("chain of custody");
    }
    if form::button_ui(ui, true, "Add an entry") {
        source.custody.push(Custody::default());
        desk.changed("chain of custody");
    }
}

fn entry_ui(desk: &mut Desk<'_>, ui: &mut Ui, n: usize, name: &str, entry: &mut Custody) {
    let key = |part: &str| format!("custody-{n}-{part}");
    let lines = [
        ("action", "what was done", "collected, transferred, copied, verified", &mut entry.action),
        ("who", "by whom", "", &mut entry.who),
        ("to", "received by", "", &mut entry.to),
        ("note", "note", "", &mut entry.note),
    ];
    for (part, what, hint, value) in lines {
        desk.maybe_ui(ui, Field::line(&key(part), &format!("{name}: {what}"), hint), value);
    }
    date_ui(desk, ui, &key("at"), &format!("{name}: when, with offset"), &mut entry.at);
}

fn derived_ui(desk: &mut Desk<'_>, ui: &mut Ui, source: &mut Source) {
    let case = desk.look.record();
    let shown = match &source.derivative_of {
        Some(id) => case.source(id).map_or_else(|| id.to_string(), |s| s.title.clone()),
        None => "no other source".to_owned(),
    };
    let own = source.id.clone();
    let all = |query: &str| {
        let none = options::NONE.to_owned();
        let none = super::pick::matching(query, [(none, "no other source".to_owned())]);
        let others = options::sources(case, query).into_iter();
        none.into_iter().chain(others.filter(|c| c.id != own.as_str())).collect()
    };
    if let Some(id) = desk.pick_ui(ui, "Copy of", &shown, &all) {
        source.derivative_of = (id != options::NONE).then(|| SourceId::from(id));
    }
    desk.maybe_ui(ui, Field::area("changes", "What was changed in it", "", 2), &mut source.changes);
}

fn verification_ui(desk: &mut Desk<'_>, ui: &mut Ui, source: &mut Source) {
    let mut v = source.verification.clone().unwrap_or_default();
    let lines = [
        ("v-status", "Status", "verified, in progress, not verified", &mut v.status),
        ("v-by", "Verified by", "", &mut v.by),
        ("v-method", "Method", "", &mut v.method),
        ("v-reliability", "Reliability of the source", "", &mut v.reliability),
        ("v-credibility", "Credibility of the content", "", &mut v.credibility),
    ];
    for (key, name, hint, value) in lines {
        desk.maybe_ui(ui, Field::line(key, name, hint), value);
    }
    date_ui(desk, ui, "v-at", "Verified at", &mut v.at);
    source.verification = Some(v).filter(|v| *v != Verification::default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_read_with_its_algorithm_or_by_its_length() {
        let read = |text: &str| read_hash(text).map(|h| h.map(|h| (h.algorithm, h.value)));
        let (sha, digits) = ("SHA-256".to_owned(), "ab".repeat(32));
        assert_eq!(read(&digits.to_uppercase()), Ok(Some((sha, digits))));
        assert_eq!(read("MD5 0f").unwrap().unwrap().0, "MD5");
        assert_eq!(read(""), Ok(None));
        assert!(read("0f").is_err() && read("SHA-256 xyz").is_err());
    }
}
