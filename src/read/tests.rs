//! Whole files, whole and broken.
use super::*;
#[test]
fn show() {
    for f in ["broken.json","almasri.json","bashir-jordan.json","netanyahu-hungary.json","arrest-and-hearing.csv"] {
        let r = read_path(format!("sample_data/{f}").as_ref(), CsvOptions::default()).unwrap();
        println!("== {f}: {} events {} lanes {} sources zone {:?}", r.value.events.len(), r.value.lanes.len(), r.value.sources.len(), r.value.zone);
        for d in &r.diagnostics { println!("{d}"); }
        if f.ends_with("json") {
            let text = std::fs::read_to_string(format!("sample_data/{f}")).unwrap();
            assert_eq!(write_case(&r.value, Some(&text)), text);
            let fresh = write_case(&r.value, None);
            assert_eq!(read_case("x", fresh.as_bytes()).value, r.value);
            let mut c = r.value.clone();
            c.events[1].title = "Changed".into();
            std::fs::write("/tmp/a.json", &text).unwrap();
            std::fs::write("/tmp/b.json", write_case(&c, Some(&text))).unwrap();
            println!("{}", String::from_utf8_lossy(&std::process::Command::new("diff").args(["/tmp/a.json","/tmp/b.json"]).output().unwrap().stdout));
        }
    }
}
