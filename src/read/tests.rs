//! Whole files, whole and broken.
use super::*;

fn said(read: &Read<crate::case::Case>) -> String {
    read.diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn show() {
    let cases: &[(&str, &[u8])] = &[
        ("empty", b""),
        ("blank", b" \n\n "),
        ("scalar", b"42"),
        ("array", b"[{\"id\":\"a\",\"title\":\"A\",\"when\":\"2025\"}]"),
        ("minimal", b"{\"events\":[{\"id\":\"a\",\"title\":\"A\",\"when\":\"2025\"}]}"),
        ("midstring", b"{\n  \"title\": \"T\",\n  \"events\": [\n    { \"id\": \"a\", \"title\": \"A\", \"lane\": \"l\" },\n    { \"id\": \"b\", \"title\": \"Bro"),
        ("midobject", b"{\n  \"title\": \"T\",\n  \"events\": [\n    { \"id\": \"a\", \"title\": \"A\", \"lane\": \"l\" },\n    { \"id\": \"b\", \"title\": \"B\","),
        ("midnumber", b"{\"title\": \"T\", \"events\": [], \"version\": 1"),
        ("garbage", b"{\"title\": \"T\", @@@"),
        ("lostquote", b"{\n  \"title\": \"T\",\n  \"events\": [\n    { \"id\": \"a\", \"title\": \"A, \"lane\": \"l\" },\n    { \"id\": \"b\", \"title\": \"B\", \"lane\": \"l\" }\n  ],\n  \"lanes\": [{\"id\":\"l\",\"title\":\"L\"}]\n}"),
        ("lostbrace", b"{\n  \"title\": \"T\",\n  \"events\": [\n    {\n      \"id\": \"a\",\n      \"title\": \"A\",\n      \"lane\": \"l\"\n    {\n      \"id\": \"b\",\n      \"title\": \"B\",\n      \"lane\": \"l\"\n    }\n  ],\n  \"lanes\": [{\"id\":\"l\",\"title\":\"L\"}]\n}"),
        ("jsonc", b"// hi\n{\n title: 'T', // c\n \"events\": [\n {\"id\":\"a\" \"title\":\"A\",},],}"),
        ("escapes", br#"{"title":"C:\dir \ud83d\ude00 \ud800 x","events":[]}"#),
        ("deep", b"{\"title\":\"T\",\"events\":[],\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["),
        ("types", b"{\n\"title\": 5,\n\"zone\": [1],\n\"opening\": {\"window\": [\"2025\"], \"importance\": 9},\n\"lanes\": \"x\",\n\"events\": [\n{\"id\": 7, \"title\": \"A\", \"lane\": \"l\", \"actors\": \"Italy\", \"importance\": \"1\", \"inferred\": \"true\", \"when\": 2025, \"facts\": [{\"thread\": \"t\"}, {\"fact\": \"f\"}], \"sources\": [5, \"s\"], \"place\": {\"x\": 1}, \"claims\": [{\"id\": \"c\", \"when\": \"2025-13-01\"}, {\"id\": \"c\"}, {\"when\": null, \"sources\": [3], \"weight\": \"heavy\"}, 4]},\n\"x\", null, {\"titel\": \"B\", \"lane\": {}}\n],\n\"states\": [{\"id\": \"s\"}]\n}"),
        ("utf8", b"{\"title\":\"caf\xe9\",\"events\":[]}"),
        ("bom", b"\xef\xbb\xbf{\"title\":\"T\",\"events\":[]}"),
        ("format", b"{\"format\":\"other\",\"version\":9,\"title\":\"T\",\"event\":[]}"),
        ("dst", b"{\"title\":\"T\",\"zone\":\"Europe/Rome\",\"events\":[{\"id\":\"a\",\"title\":\"A\",\"when\":\"2025-03-30T02:30\"},{\"id\":\"b\",\"title\":\"B\",\"when\":\"2025-10-26T02:30\"}]}"),
        ("twice", b"{\"title\":\"T\",\"title\":\"U\",\"events\":[]}"),
        ("more", b"{\"title\":\"T\",\"events\":[]} {\"title\":\"U\"}"),
        ("states", b"{\"title\":\"T\",\"as_of\":\"soon\",\"opening\":{\"window\":[\"2025-02\",\"2025-01\"],\"lanes\":[\"zz\"],\"selection\":\"aa\"},\"events\":[{\"id\":\"aaa\",\"title\":\"A\",\"when\":\"2025-03-30\",\"after\":\"aaa\",\"related\":[\"aab\"]},{\"id\":\"b\",\"title\":\"B\",\"when\":\"2025-01-26\"}],\"states\":[{\"id\":\"s\",\"kind\":\"custody\",\"from_event\":\"aaa\",\"to_event\":\"b\"}],\"fixed_limits\":[{\"id\":\"l\",\"title\":\"L\",\"fixed_by\":\"q\",\"until\":\"2025-02-31\",\"nature\":\"x\",\"versions\":[{\"by\":\"b\",\"until\":\"x\"}]}],\"views\":[{\"rule\":\"r\",\"by\":\"x\",\"words\":\"w\",\"event\":\"qq\",\"source\":\"zz\"}]}"),
    ];
    for (name, bytes) in cases {
        let read = read_case(name, bytes);
        println!("=== {} events, {} lanes, title {:?}\n{}", read.value.events.len(), read.value.lanes.len(), read.value.title, said(&read));
        let _ = write_case(&read.value, std::str::from_utf8(bytes).ok());
    }
    let tables = ["id,title,when,lane\n1,A,03/04/2025,x\n2,B,25/04/2025 9:30,x,zz\n3,C\n2,D,31/31/2025,y\n,,,\n5,,soon,y\n",
      "Titel;When;END;Color;importance;certainty;zone;claims\nA;2025-01-05;2025-01-01;red;9;sure;Mars;2025-01-02 (x); 3\n", "a,b\n1,2\n", "", "title,when\n\"A,2025\n", "sep=;\ntitle;when\nA;2025-01-01\n"];
    for t in tables { let read = read_csv("t.csv", t.as_bytes(), CsvOptions::default());
        println!("=== {} events, {} lanes, title {:?}\n{}", read.value.events.len(), read.value.lanes.len(), read.value.title, said(&read));
        let _ = write_case(&read.value, None);
    }
    let toml = "id='x'\ntitle='X'\n[[provision]]\nid='a'\nprovision='p'\ntitle='t'\nclass='hart'\nnature='duty'\nbound='b'\ncitation='c'\nconfidence='v'\n[[provision]]\nid='b'\nprovision='p'\ntitle='t'\nclass='hard'\nnature='duty'\nbound='b'\ncitation='c'\nconfidence='v'\nterm='48H'\nprofile='HOURZ'\nreadings=['A']\ncolour='x'\ntrigers=[]\n[[provision]]\nid='c'\nprovision='p'\ntitle='t'\nclass='hard'\nnature='duty'\nbound='b'\ncitation='c'\nconfidence='v'\nalias_of='b'\nterm='PT48H'\nprofile='HOURS'\nreadings=['A']\nin_force={from='2025-01-01',to='2024-01-01'}\n[[provision]]\nid=5\n[[provision]\nx=";
    let read = read_instrument("i.toml", toml);
    for d in &read.diagnostics { println!("{d}"); }
    println!("{}", read.value.unwrap().provisions.len());
}
