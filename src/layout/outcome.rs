//! What is said of a limit, and the lines that it can be said in where there is less and less room.

/// What is said of a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outcome {
    /// The outcome, the fullest words first; the last is the verdict alone.
    pub mains: Vec<String>,
    /// Where it cannot be told: what decides, as a sentence for a line of its own.
    pub turns: Option<String>,
    /// On what premise the rule applies.
    pub premise: Option<String>,
    /// Opinions on it, each in quotation marks with who holds it.
    pub opinions: Vec<String>,
    /// True where no verdict is given, so that what others hold says more than the fullest words.
    pub opinions_first: bool,
}

/// Words that stand on one line: the outcome in the ink of the verdict, the rest in grey.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Phrase {
    /// In the ink of the verdict.
    pub main: String,
    /// In grey.
    pub grey: String,
}

impl Outcome {
    /// The grey words that follow the outcome, with the first so many opinions.
    fn grey(&self, opinions: usize) -> String {
        let said = self.opinions.iter().take(opinions).map(|o| format!(" · {o}"));
        said.collect()
    }

    /// On one line, the fullest first: opinions are given up before words of the outcome, and the premise never.
    pub fn lines(&self) -> Vec<Phrase> {
        let most = self.opinions.len();
        let mut found = Vec::new();
        let premise = self.premise.as_deref().map(|p| format!(", {p}")).unwrap_or_default();
        let with =
            |main: &String, n| Phrase { main: format!("{main}{premise}"), grey: self.grey(n) };
        let numbers = || (0..=most.min(2)).rev();
        if self.opinions_first {
            for n in numbers() {
                found.extend(self.mains.iter().map(|main| with(main, n)));
            }
        } else {
            for main in &self.mains {
                found.extend(numbers().map(|n| with(main, n)));
            }
        }
        found
    }

    /// The outcome alone, the fullest first, for where nothing else fits.
    pub fn bare(&self) -> Vec<Phrase> {
        self.mains.iter().map(|main| Phrase { main: main.clone(), grey: String::new() }).collect()
    }

    /// As [`Self::lines`], without those that say no more than the verdict.
    pub fn lines_in_detail(&self) -> Vec<Phrase> {
        let word = self.mains.last();
        let premise = self.premise.as_deref().map(|p| format!(", {p}")).unwrap_or_default();
        let alone = word.map(|w| format!("{w}{premise}"));
        self.lines()
            .into_iter()
            .filter(|p| self.mains.len() == 1 || Some(&p.main) != alone.as_ref())
            .collect()
    }

    /// As [`Self::bare`], without the verdict alone where there is more to say.
    pub fn bare_in_detail(&self) -> Vec<Phrase> {
        let n = self.mains.len().saturating_sub(1).max(1);
        self.bare().into_iter().take(n).collect()
    }

    /// What the verdict alone leaves out, the fullest first: `on day 2 of 60 by “Released”, if …`.
    pub fn rest(&self) -> Vec<String> {
        let verdict = self.mains.last().map(String::as_str).unwrap_or_default();
        let bare = |text: &str| {
            let rest = text.strip_prefix(verdict).unwrap_or(text);
            let rest = rest.strip_suffix(verdict).unwrap_or(rest);
            rest.trim_matches([',', ':', ';', '·', ' ']).to_owned()
        };
        let lines = self.lines().into_iter().chain(self.bare());
        let mut found: Vec<String> =
            lines.map(|p| bare(&format!("{}{}", p.main, p.grey))).collect();
        found.retain(|t| !t.is_empty());
        found
    }

    /// What stands below the outcome where a row has two lines: what decides, if the outcome above does not
    /// say it already; premise and opinions. The fullest first: opinions go before the premise.
    pub fn below(&self, main: &str) -> Vec<String> {
        let decides =
            self.turns.iter().filter(|t| !main.contains(" if ") && !main.contains(t.as_str()));
        let all: Vec<&str> =
            decides.chain(&self.premise).chain(&self.opinions).map(String::as_str).collect();
        let least = (all.len() - self.opinions.len()).max(1);
        let mut found: Vec<String> = (least..=all.len())
            .rev()
            .map(|n| all.iter().take(n).copied().collect::<Vec<_>>().join(" · "))
            .collect();
        found.extend(self.premise.clone());
        found.retain(|t| !t.is_empty());
        found
    }
}
