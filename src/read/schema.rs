//! The JSON Schema of the case file, for editors and for other programs.

use crate::case::Case;

/// JSON Schema (draft 2020-12), made from the types that are read, so that it cannot lag behind them.
#[must_use]
pub fn schema() -> String {
    let schema = schemars::schema_for!(Case);
    // A schema is plain JSON and cannot fail to be written.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::names;
    use serde_json::Value;

    const PUBLISHED: &str = "assets/schema/case-1.schema.json";

    #[test]
    fn the_published_copy_is_the_schema() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(PUBLISHED);
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, schema()).unwrap();
        }
        let published = std::fs::read_to_string(&path).unwrap();
        assert!(
            published == schema(),
            "run the tests once with UPDATE_SCHEMA=1 to write {PUBLISHED} anew"
        );
    }

    #[test]
    fn the_lists_of_known_fields_are_those_of_the_schema() {
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        let fields = |of: &Value| -> Vec<String> {
            of["properties"].as_object().unwrap().keys().cloned().collect()
        };
        let sorted = |mut list: Vec<String>| {
            list.sort();
            list
        };
        let same = |name: &str, of: &Value, known: &[&str]| {
            let known = known.iter().map(|s| (*s).to_owned()).collect();
            assert_eq!(sorted(fields(of)), sorted(known), "{name}");
        };
        same("Case", &schema, names::CASE);
        let definitions = [
            ("Lane", names::LANE),
            ("Source", names::SOURCE),
            ("FileHash", names::HASH),
            ("Collected", names::COLLECTED),
            ("Capture", names::CAPTURE),
            ("Custody", names::CUSTODY),
            ("Verification", names::VERIFICATION),
            ("Event", names::EVENT),
            ("Claim", names::CLAIM),
            ("FactRef", names::FACT),
            ("State", names::STATE),
            ("FixedLimit", names::FIXED_LIMIT),
            ("View", names::VIEW),
            ("Opening", names::OPENING),
            ("Figure", names::FIGURE),
            ("Story", names::STORY),
            ("StoryStep", names::STEP),
            ("Redaction", names::REDACTION),
        ];
        for (name, known) in definitions {
            same(name, &schema["$defs"][name], known);
        }
    }
}
