//! Short words within longer ones.

use super::super::raw;
use super::{finds, passes_over};

#[test]
fn a_single_word_of_few_letters_is_no_part_of_another_and_may_have_an_ending() {
    let beginnings = ["Parisian", "in Paris.", "DeParis", "2025paris", "the Paris-born"];
    finds("Paris", &beginnings);
    passes_over("Paris", &["a comparison", "the parishioners", "comparisons"]);
    finds("Иванов", &["Ивановым", "Ивановой"]);
    passes_over("Salem", &["Jerusalem"]);
    // A whole name in one word is one wherever it stands, and so is a long word.
    finds("Amal Daw", &["xamaldawx"]);
    finds("Quibblewick", &["mrquibblewicks"]);
    let chunk = |text: &str| [b"\x89PNG\r\n\x1a\n ".as_slice(), text.as_bytes()].concat();
    let raw = |text: &str| raw::search(&chunk(text), &["Paris".to_owned()], true).len();
    assert_eq!(
        (raw("a comparison"), raw("parishioners"), raw("in Parisian"), raw("DeParis")),
        (0, 0, 1, 1)
    );
}

#[test]
fn words_that_happen_to_touch_are_no_name() {
    passes_over("Turin", &["future interest", "sculptu rings"]);
    passes_over("Roman", &["pro managers", "a man"]);
    passes_over("therapist", &["other apistols"]);
    finds("therapist", &["the rapist", "thera- pists"]);
}
