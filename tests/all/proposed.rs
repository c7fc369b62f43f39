use adquem::law::propose::{About, caption, headline};
use adquem::law::{Deadline, StateSpan};
use adquem::case::{Case, Event};
use adquem::date::{Instant, Window};
use adquem::case::Reveal;
use adquem::date::When;
use adquem::law::{Asked, Library, answer, as_of_moment, compute};
use adquem::read;

/// A case, judged on a day.
struct Scene {
    case: Case,
    as_of: Instant,
    deadlines: Vec<Deadline>,
    states: Vec<StateSpan>,
    window: Window,
}

fn scene(case: Case, as_of: &str, library: &Library) -> Scene {
    let as_of = as_of_moment(&When::parse(as_of).unwrap(), case.zone()).unwrap();
    let asked = Asked { as_of: Some(as_of), ..Asked::default() };
    let mut deadlines = compute(&case, library, &asked);
    deadlines.retain(|d| d.claim.is_none());
    let states = answer::states(&case, as_of);
    let window = case.opening_window();
    Scene { case, as_of, deadlines, states, window }
}

fn sample(name: &str) -> Case {
    let path = format!("{}/sample_data/{name}.json", env!("CARGO_MANIFEST_DIR"));
    read::read_case(name, &std::fs::read(path).unwrap()).value
}

impl Scene {
    fn about<T>(
        &self,
        rules: &[&str],
        highlight: &[&str],
        reveal: Reveal,
        say: impl Fn(&About<'_>) -> T,
    ) -> T {
        let deadlines: Vec<&Deadline> = self
            .deadlines
            .iter()
            .filter(|d| rules.contains(&"*") || rules.iter().any(|r| d.rule == **r))
            .collect();
        let zone = self.case.zone();
        let events: Vec<&Event> = self
            .case
            .events
            .iter()
            .filter(|e| {
                let extent = e.when.as_ref().and_then(|w| w.extent(e.zone(zone)));
                extent.is_some_and(|x| self.window.shows(&x.bounds()))
            })
            .collect();
        let highlight: Vec<String> = highlight.iter().map(|h| (*h).to_owned()).collect();
        say(&About {
            case: &self.case,
            events: &events,
            deadlines: &deadlines,
            states: &self.states,
            highlight: &highlight,
            window: self.window,
            as_of: self.as_of,
            reveal,
        })
    }
}

#[test]
fn look() {
    let library = read::bundled();
    for (name, as_of) in [("almasri", "2025-01-25"), ("almasri", "2026-03-01"), ("almasri", "2025-01-20T12:00"), ("bashir-jordan", "2019-01-01"), ("netanyahu-hungary", "2025-12-01"), ("netanyahu-hungary", "2026-12-01")] {
        let s = scene(sample(name), as_of, &library);
        println!("==== {name} {as_of}");
        for r in [Reveal::Axis, Reveal::Facts, Reveal::Limit, Reveal::Outcome] {
            println!("{r:?}: {}\n    {}", s.about(&["*"], &[], r, headline), s.about(&["*"], &[], r, caption));
        }
        println!("none: {}\n    {}", s.about(&[], &[], Reveal::Outcome, headline), s.about(&[], &[], Reveal::Outcome, caption));
        for d in &s.deadlines {
            let rule: &str = d.rule.as_str();
            println!("-- {} {} {}", d.key, d.provision, d.verdict);
            for r in [Reveal::Limit, Reveal::Outcome] {
                println!("{r:?}: {}\n    {}", s.about(&["*"], &[&d.key], r, headline), s.about(&["*"], &[&d.key], r, caption));
            }
            let _ = rule;
        }
    }
}
