//! Reading a file again in the terminal: `adquem convert --update`.

use adquem::read::{read_case, write_case};
use std::path::Path;
use std::process::{Command, Output};

fn convert(table: &Path, case: &Path) -> Output {
    let program = env!("CARGO_BIN_EXE_adquem");
    let mut command = Command::new(program);
    command.arg("convert").arg(table).arg("-o").arg(case).arg("--update");
    command.output().unwrap()
}

#[test]
fn an_update_keeps_what_was_edited_and_takes_over_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let (table, path) = (folder.path().join("log.csv"), folder.path().join("case.json"));
    std::fs::write(&table, "Id,Date,Title\n1,2025-01-19,Arrest\n2,2025-01-20,Hearing\n").unwrap();
    assert!(convert(&table, &path).status.success());
    let text = std::fs::read_to_string(&path).unwrap();
    let mut case = read_case("case.json", text.as_bytes()).value;
    case.events[0].title = "Arrest in Turin".to_owned();
    std::fs::write(&path, write_case(&case, Some(&text))).unwrap();
    std::fs::write(&table, "Id,Date,Title\n1,2025-01-18,Arrest\n3,2025-02-01,Appeal\n").unwrap();
    let done = convert(&table, &path);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{said}");
    assert!(said.contains("1 new row, 1 changed, 1 is gone and was kept"), "{said}");
    let case = read_case("case.json", &std::fs::read(&path).unwrap()).value;
    let first = case.event(&"1".into()).unwrap();
    assert_eq!(first.title, "Arrest in Turin");
    assert_eq!(first.when.as_ref().unwrap().text(), "2025-01-18");
    assert_eq!(case.events.len(), 3);
}

#[test]
fn a_case_that_was_made_otherwise_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let (table, path) = (folder.path().join("log.csv"), folder.path().join("case.json"));
    std::fs::write(&table, "Id,Date,Title\n1,2025-01-19,Arrest\n").unwrap();
    std::fs::write(&path, "{\"title\": \"Mine\", \"events\": []}").unwrap();
    let done = convert(&table, &path);
    assert!(!done.status.success());
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(said.contains("does not say which file it was made from"), "{said}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "{\"title\": \"Mine\", \"events\": []}");
}
