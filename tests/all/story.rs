//! The bundled story: every step can be read, on either kind of slide, and says no more than is known.

use crate::support::{library, sample};
use adquem::case::{Case, Form, Reveal};
use adquem::law::{Verdict, case_as_of};
use adquem::layout::visible_texts;
use adquem::publish::{Drawn, Format, Request, Stage, What, plates};
use adquem::scene::Measure;

fn drawn(case: &Case, what: What, size: &str) -> Vec<Drawn> {
    let as_of = case_as_of(case).unwrap();
    let stage = Stage::new(case, library(), as_of, "0".repeat(64), Measure::new());
    let size = Some(size.parse().unwrap());
    let request = Request { size, ..Request::new(what.clone(), Format::Svg) };
    plates(case, &what).unwrap().iter().map(|spec| stage.draw(spec, &request).unwrap()).collect()
}

#[test]
fn every_step_of_the_bundled_story_fits_on_either_slide() {
    let case = sample("almasri.json");
    for size in ["16:9", "4:3"] {
        let steps = drawn(&case, What::Story, size);
        assert!((8..=10).contains(&steps.len()));
        for step in &steps {
            assert_eq!(step.plate.warnings, Vec::<String>::new(), "step {} at {size}", step.name);
            let texts = visible_texts(&step.page.scene);
            assert!(texts.iter().all(|(t, _)| t.size >= 12.0));
            assert!(!step.page.notes.trim().is_empty() && step.page.notes.len() < 700);
        }
    }
}

#[test]
fn headlines_of_the_bundled_story_are_sentences_that_judge_nobody() {
    let case = sample("almasri.json");
    for step in drawn(&case, What::Story, "16:9") {
        let text = &step.texts.headline;
        assert!(text.split_whitespace().count() >= 6, "{text}");
        let lower = text.to_lowercase();
        for word in ["breach", "violat", "unlawful", "illegal", "guilty"] {
            assert!(!lower.contains(word), "{text}");
        }
    }
}

#[test]
fn the_time_of_rule_188_is_told_before_what_became_of_it() {
    let case = sample("almasri.json");
    let story = case.story.as_ref().unwrap();
    let steps: Vec<_> = story.steps.iter().filter(|s| s.figure.as_str() == "papers").collect();
    assert_eq!(
        steps.iter().map(|s| s.reveal).collect::<Vec<_>>(),
        [Reveal::Limit, Reveal::Outcome]
    );
    let told: Vec<String> = drawn(&case, What::Story, "16:9")
        .iter()
        .filter(|d| d.shown.deadlines.iter().any(|i| d.deadlines[*i].rule.as_str() == "R-RPE-188"))
        .map(|d| visible_texts(&d.page.scene).into_iter().map(|(t, _)| t.text + "\n").collect())
        .collect();
    assert!(told[0].contains("20 Mar  60 days end") && !told[0].contains("overtaken"));
    assert!(told[1].contains("58 days were left"));
}

#[test]
fn words_of_the_bundled_story_match_the_verdicts() {
    let case = sample("almasri.json");
    let verdict = |figure: &str, rule: &str| {
        let steps = drawn(&case, What::Figure(figure.into()), "16:9");
        let found =
            steps[0].deadlines.iter().find(|d| d.rule.as_str() == rule && d.claim.is_none());
        found.unwrap().verdict
    };
    assert_eq!(verdict("code", "R-IT-716-2b"), Verdict::Met);
    assert_eq!(verdict("code", "R-IT-716-3"), Verdict::CannotTell);
    assert_eq!(verdict("papers", "R-RPE-188"), Verdict::Overtaken);
    assert_eq!(verdict("consultation", "R-RS-97"), Verdict::WordsOnly);
    assert_eq!(verdict("observations", "observations"), Verdict::CannotTell);
    assert_eq!(verdict("finding", "information"), Verdict::Met);
}

#[test]
fn the_bundled_case_has_two_figures_for_reports() {
    let case = sample("almasri.json");
    let pages: Vec<&str> =
        case.figures.iter().filter(|f| f.form == Form::Page).map(|f| f.id.as_str()).collect();
    assert_eq!(pages, ["week", "chamber"]);
}
