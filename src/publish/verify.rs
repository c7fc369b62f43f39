//! Whether a file that was exported still follows from a case.

use super::{File, PublishError, Request, Stage, publish};
use crate::export::Progress;
use crate::export::read_back::{ReadBackError, read_back};
use crate::export::receipt::{LayerMark, Receipt};
use crate::law::Library;
use crate::publish::deliver::VERSION;
use resvg::tiny_skia::Pixmap;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What came out.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// True where what the file shows follows from the case.
    pub follows: bool,
    /// Why, in full sentences, the most important first.
    pub sentences: Vec<String>,
}

/// Why nothing could be found out.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is no file of ours, or a broken one.
    #[error("the file cannot be read: {0}")]
    Unreadable(#[from] ReadBackError),
    /// Another program made it, or took the receipt out.
    #[error(
        "the file carries no receipt; only files that adquem exported, and that nothing has stripped of their metadata, can be verified"
    )]
    NoReceipt,
    /// The receipt is not one.
    #[error("the receipt in the file cannot be read: {0}")]
    BadReceipt(String),
    /// What the receipt asks for cannot be made of this case.
    #[error("what the receipt asks for cannot be drawn from this case: {0}")]
    NotDrawn(#[from] PublishError),
}

/// The receipt of a file, and what was asked for when it was made.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The receipt.
    pub receipt: Receipt,
    /// The request in it.
    pub request: Request,
}

/// Reads the receipt of a file.
///
/// # Errors
/// Where the file cannot be read, or carries no receipt that can be.
pub fn asked(bytes: &[u8]) -> Result<Asked, VerifyError> {
    if bytes.is_empty() {
        return Err(VerifyError::Empty);
    }
    let line = read_back(bytes)?.receipt.ok_or(VerifyError::NoReceipt)?;
    let receipt = Receipt::parse(&line).map_err(|e| VerifyError::BadReceipt(e.to_string()))?;
    let request = serde_json::from_value(receipt.what.clone())
        .map_err(|e| VerifyError::BadReceipt(e.to_string()))?;
    Ok(Asked { receipt, request })
}

/// Draws again what the receipt asks for, and compares. `stage` holds the case as it is now; the
/// fingerprint of its file is `now_sha256`.
///
/// # Errors
/// Where what the receipt asks for cannot be drawn.
pub fn verify(
    bytes: &[u8],
    asked: &Asked,
    stage: &mut Stage<'_>,
    now_sha256: &str,
) -> Result<Finding, VerifyError> {
    let receipt = &asked.receipt;
    let given = stage.layer_marks();
    if let Some(sentence) = other_layers(&receipt.layers, &given) {
        return Ok(Finding { follows: false, sentences: vec![sentence] });
    }
    let same_case = receipt.case_sha256 == now_sha256;
    // The file is drawn with the fingerprint that it carries, so that only what is shown can differ.
    stage.case_sha256.clone_from(&receipt.case_sha256);
    let files = publish(stage, &asked.request, &Progress::silent())?;
    let Some(again) = files.first() else { return Err(VerifyError::NoReceipt) };
    let mut sentences = Vec::new();
    // The text beside a picture carries its receipt too.
    let same_bytes = again.bytes == bytes || again.words_text().as_bytes() == bytes;
    let same_pixels = !same_bytes && same_pixels(&again.bytes, bytes);
    let redrawn = asked_drawing(again);
    let same_drawing = redrawn.as_deref() == Some(receipt.drawing_sha256.as_str());
    let follows = same_bytes || (same_drawing && same_pixels);
    sentences.push(match (follows, same_case) {
        (true, true) if same_bytes => {
            "The file follows from the case: drawn again, it is the same to the byte.".to_owned()
        }
        (true, false) if same_bytes => {
            "The file follows from the case: the case file has changed since, but nothing that is shown here."
                .to_owned()
        }
        (true, _) => {
            "The picture follows from the case: drawn again, every pixel is the same. The file around it was written again by another program."
                .to_owned()
        }
        (false, _) if same_drawing => {
            "The file was changed after it was exported: what the case gives is still what its receipt says, but the file holds something else."
                .to_owned()
        }
        (false, true) => {
            "The file does not follow from the case: drawn again from the same case file, it is another one."
                .to_owned()
        }
        (false, false) => {
            "The file no longer follows from the case: the case file has changed, and what is shown here with it."
                .to_owned()
        }
    });
    sentences.extend(circumstances(receipt, stage.library()));
    if !follows {
        sentences.extend(changed_layers(&receipt.layers, &given));
        sentences.extend(differences(bytes, &again.bytes));
    }
    Ok(Finding { follows, sentences })
}

/// Why a picture with layers cannot be drawn again with those that were given; `None` where it can. A receipt of an
/// earlier version names none.
fn other_layers(drawn: &[LayerMark], given: &[LayerMark]) -> Option<String> {
    if drawn.is_empty() || drawn.len() == given.len() {
        return None;
    }
    let count = |n: usize| if n == 1 { "1 layer".to_owned() } else { format!("{n} layers") };
    let given = if given.is_empty() { "no".to_owned() } else { given.len().to_string() };
    Some(format!(
        "The file shows {} below the case, and {given} file of a layer was given: whether it follows cannot be told. \
         Name the file of each with --layer, in the order of the picture.",
        count(drawn.len())
    ))
}

/// What of the layers explains that a picture is another one when it is drawn again.
fn changed_layers(drawn: &[LayerMark], given: &[LayerMark]) -> Vec<String> {
    let mut sentences = Vec::new();
    if drawn.iter().any(|layer| !layer.plain) {
        sentences.push(
            "A layer in it was filtered, moved in time or pinned, or its zone was chosen, which only the window can do: such a picture cannot be drawn again here."
                .to_owned(),
        );
    }
    for (n, (drawn, given)) in drawn.iter().zip(given).enumerate() {
        if drawn.rows != given.rows {
            sentences.push(format!(
                "Layer {} had {} rows with a time; the file that was given has {}.",
                n + 1,
                drawn.rows,
                given.rows
            ));
        }
    }
    sentences
}

/// Program and rules, where they are not those of the receipt.
fn circumstances(receipt: &Receipt, library: &Library) -> Vec<String> {
    let mut sentences = Vec::new();
    if receipt.version != VERSION {
        sentences.push(format!(
            "It was made by version {} of the program; this is version {VERSION}.",
            receipt.version
        ));
    }
    let ours = &library.fingerprints;
    let changed: Vec<&str> = receipt
        .rules
        .iter()
        .filter(|r| !ours.iter().any(|(id, hash)| *id == r.id && *hash == r.sha256))
        .map(|r| r.id.as_str())
        .collect();
    if !changed.is_empty() {
        sentences.push(format!("Rules have changed since: {}.", changed.join(", ")));
    }
    sentences
}

/// What only one of the two files says.
fn differences(before: &[u8], now: &[u8]) -> Vec<String> {
    let texts = |bytes: &[u8]| -> BTreeSet<String> {
        let content = read_back(bytes).map(|c| c.texts).unwrap_or_default();
        let lines = content.iter().flat_map(|t| t.lines()).map(str::trim);
        lines
            .filter(|l| is_for_people(l) && l.len() < 400 && !l.contains("drawing_sha256"))
            .map(str::to_owned)
            .collect()
    };
    let (before, now) = (texts(before), texts(now));
    let only = |a: &BTreeSet<String>, b: &BTreeSet<String>, what: &str| -> Vec<String> {
        let mut lines: Vec<&String> = a.difference(b).collect();
        // A long list says less than its beginning, and a sentence more than a word.
        lines.sort_by_key(|line| Reverse(line.split_whitespace().count()));
        lines.into_iter().take(6).map(|line| format!("{what}: {line}")).collect()
    };
    let mut found = only(&before, &now, "Only in the file");
    found.extend(only(&now, &before, "Only when drawn again"));
    found
}

/// True for a line of words. What is read back also holds places of shapes, tables of a file and whatever letters
/// stand in a font: to a search for hidden words all of it matters, to a person nothing.
fn is_for_people(line: &str) -> bool {
    /// Letters of the shortest word that stands alone: fonts hold many shorter ones by chance.
    const ALONE: usize = 5;
    let letters = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let whole = word.chars().all(|c| c.is_alphabetic() || "-'’".contains(c));
        if whole { word.chars().count() } else { 0 }
    };
    let longest = line.split_whitespace().map(letters).max().unwrap_or(0);
    if line.split_whitespace().nth(1).is_none() {
        return longest >= ALONE;
    }
    let odd = |c: &char| {
        !c.is_alphanumeric() && !c.is_whitespace() && !".,;:()[]“”‘’\"'·–—…/&-|".contains(*c)
    };
    !line.contains("<<")
        && longest >= 3
        && line.chars().filter(odd).count() * 10 <= line.chars().count()
}

/// The fingerprint of what was drawn again.
fn asked_drawing(again: &File) -> Option<String> {
    let line = read_back(&again.bytes).ok()?.receipt?;
    Some(Receipt::parse(&line).ok()?.drawing_sha256)
}

/// True for two PNGs with the same pixels.
fn same_pixels(a: &[u8], b: &[u8]) -> bool {
    let png = |bytes: &[u8]| {
        bytes.starts_with(b"\x89PNG").then(|| Pixmap::decode_png(bytes).ok()).flatten()
    };
    matches!((png(a), png(b)), (Some(a), Some(b)) if a == b)
}

#[cfg(test)]
mod tests {
    use super::is_for_people;

    #[test]
    fn people_are_told_words_and_no_bytes_of_a_font() {
        for words in [
            "28 Apr",
            "missed",
            "Reply filed",
            "إطلاق سراح محمد",
            "| 28 Apr 2025 | Reply filed | Court |",
            "Lane Court: First appearance; 14 Mar 2025; certainty medium.",
        ] {
            assert!(is_for_people(words), "{words}");
        }
        for bytes in [
            "",
            "!6z7",
            "!NG[S",
            "1029773",
            "0000000015 00000 n",
            "2eaf5ecad44253\"}",
            "hH5RfxGJUVXQHr5qL1xOhw==",
            "LRQFDZ+Inter-SemiBold",
            "<</Length 1139/Type/Metadata/Subtype/XML>>",
            "a#$ bcd %^&*",
        ] {
            assert!(!is_for_people(bytes), "{bytes}");
        }
    }
}
