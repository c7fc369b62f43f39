//! What the reader says about instruments, word for word.

use crate::read::read_instrument;

const COMMON: &str = "provision = 'Art. 1'\ntitle = 'Act'\nnature = 'duty'\nbound = 'State'\ncitation = 'Treaty, art. 1'\nconfidence = 'V-text'\n";

fn read(provisions: &[&str]) -> (String, Vec<String>) {
    let head = "id = 'treaty'\ntitle = 'Treaty'\nversion = '1'\n".to_owned();
    let bodies = provisions.iter().map(|p| format!("[[provision]]\n{COMMON}{p}"));
    let text = head + &bodies.collect::<String>();
    let read = read_instrument("treaty.toml", &text);
    let said = super::said(&read);
    let kept = read.value.map(|i| i.provisions).unwrap_or_default();
    (said, kept.into_iter().map(|p| p.id.to_string()).collect())
}

#[test]
fn a_provision_with_a_fault_is_left_out_and_the_others_are_kept() {
    let (said, kept) = read(&[
        "id = 'R-1'\nclass = 'hard'\nterm = 'P60D'\nprofile = 'CALDAYS_EXCL_FIRST'\nreadings = ['excl']\n",
        "id = 'R-2'\nclass = 'hart'\n",
        "id = 'R-3'\nclass = 'hard'\nterm = '48H'\nprofile = 'HOURS'\nreadings = ['A']\ntrigers = []\n",
        "id = 'R-1'\nclass = 'qualitative'\nwords = 'promptly'\nin_force = { from = '2025-01-01', to = '2024-01-01' }\n",
        "id = 'R-4'\nclass = 'hard'\nalias_of = 'R-1'\nterm = 'P60D'\nprofile = 'CALDAYS'\n",
        "id = 'R-5'\nclass = 'hard'\nterm = 'P1M'\n",
    ]);
    assert_eq!(kept, ["R-1"]);
    insta::assert_snapshot!(said, @r#"
    treaty.toml:16:1: error: the provision “R-2” is left out
      in: provision[1]
      hint: a time limit with a fault is not counted; correct what is named here
    treaty.toml:24:9: error: there is no class “hart”
      in: provision[1].class
      found: hart
      expected: one of hard, court_fixed_date, qualitative, guidance
    treaty.toml:25:1: error: the provision “R-3” is left out
      in: provision[2]
      hint: a time limit with a fault is not counted; correct what is named here
    treaty.toml:34:8: error: “48H” is not a term; expected one unit of an ISO 8601 duration, such as PT48H, P60D, P1M or P1Y
      in: provision[2].term
      found: 48H
    treaty.toml:36:13: error: HOURS has no reading “A”; it has none
      in: provision[2].readings[0]
      found: A
    treaty.toml:37:1: error: the field “trigers” is not known
      in: provision[2]
      hint: perhaps “trigger” was meant
    treaty.toml:38:1: error: the id “R-1” is given to two provisions
      found: R-1
      hint: the first is in line 4
    treaty.toml:38:1: error: the provision “R-1” is left out
      in: provision[3]
      hint: a time limit with a fault is not counted; correct what is named here
    treaty.toml:48:12: error: the rule ends before it begins to apply
      in: provision[3].in_force
    treaty.toml:49:1: error: the provision “R-4” is left out
      in: provision[4]
      hint: a time limit with a fault is not counted; correct what is named here
    treaty.toml:59:8: error: a rule by reference has no term of its own
      in: provision[4].term
      hint: leave it out: it is that of “R-1”
    treaty.toml:60:11: error: “CALDAYS” is not a counting profile; expected one of HOURS, CALDAYS_EXCL_FIRST, REG33, IT172, MONTHS_YEARS, FIRST_OF_MONTH_AFTER_60TH_DAY, CALDATE
      in: provision[4].profile
      found: CALDAYS
    treaty.toml:60:11: error: a rule by reference has no profile of its own
      in: provision[4].profile
      hint: leave it out: it is that of “R-1”
    treaty.toml:61:1: error: a term needs a profile by which it is counted
      in: provision[5]
      expected: both, or neither
    treaty.toml:61:1: error: the provision “R-5” is left out
      in: provision[5]
      hint: a time limit with a fault is not counted; correct what is named here
    "#);
}

#[test]
fn a_rule_by_reference_is_read() {
    let (said, kept) = read(&["id = 'R-1'\nclass = 'hard'\nalias_of = 'R-2'\ncolour = 'red'\n"]);
    assert_eq!(kept, ["R-1"]);
    assert!(said.contains("warning: the field “colour” is not known"), "{said}");
}

#[test]
fn broken_toml_is_told_with_its_place() {
    let read = read_instrument("x.toml", "id = 'x'\ntitle = 'X\n");
    assert_eq!(read.diagnostics[0].line, Some(2));
    assert!(read_instrument("x.toml", "").value.is_none());
}

#[test]
fn keys_nested_without_end_do_no_harm() {
    let text = format!("id = 'x'\n{}a = 1\n[{}a]\n", "a.".repeat(100_000), "b.".repeat(100_000));
    let _ = read_instrument("x.toml", &text);
}

#[test]
fn turns_of_phrase_are_read_and_a_slip_in_one_is_told() {
    let (said, kept) = read(&[
        "id = 'R-1'\nclass = 'hard'\nterm = 'P60D'\nprofile = 'CALDAYS_EXCL_FIRST'\nsaid = { could = 'the papers could have arrived', cuold = '' }\n",
        "id = 'R-2'\nclass = 'qualitative'\nsaid = { from = 'the arrest' }\n",
        "id = 'R-3'\nclass = 'qualitative'\nsaid = 'the arrest'\n",
    ]);
    assert_eq!(kept, ["R-2"]);
    insta::assert_snapshot!(said, @r"
    treaty.toml:4:1: error: the provision “R-1” is left out
      in: provision[0]
      hint: a time limit with a fault is not counted; correct what is named here
    treaty.toml:15:51: error: the field “cuold” is not known
      in: provision[0].said
      hint: perhaps “could” was meant
    treaty.toml:26:1: error: the provision “R-3” is left out
      in: provision[2]
      hint: a time limit with a fault is not counted; correct what is named here
    treaty.toml:35:8: error: “said” cannot be read
      in: provision[2].said
      found: “the arrest”
      expected: an object in braces
      hint: the field is left out
    ");
}
