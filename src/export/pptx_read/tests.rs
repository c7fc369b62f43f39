//! What can be found in archives, ours and others.

use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::DEFAULT).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn texts(name: &str, part: &[u8]) -> Vec<String> {
    read_back(&archive(&[(name, part)])).unwrap().texts
}

fn found(name: &str, part: &[u8], wanted: &str) -> bool {
    texts(name, part).iter().any(|text| text == wanted)
}

#[test]
fn a_name_cut_by_runs_lines_and_shapes_is_found_whole() {
    let slide = b"<p:grpSp><p:sp><a:p><a:r><a:t>Os</a:t></a:r><a:r><a:rPr b='1'/><a:t>ama</a:t></a:r><a:br/>\
        <a:r><a:t>Elmasry</a:t></a:r></a:p><a:p><a:t>Njeem</a:t></a:p></p:sp><p:sp><a:p><a:t>Tripoli</a:t></a:p></p:sp></p:grpSp>";
    for wanted in
        ["Os", "ama", "Osama Elmasry", "Osama Elmasry Njeem", "Osama Elmasry Njeem Tripoli"]
    {
        assert!(
            found("ppt/slides/slide1.xml", slide, wanted),
            "{wanted}: {:?}",
            texts("a.xml", slide)
        );
    }
    // Words of neighbouring elements do not grow together.
    let core = b"<c><title>Smith</title><creator>Jones</creator></c>";
    assert!(
        found("docProps/core.xml", core, "Smith")
            && found("docProps/core.xml", core, "Smith Jones ")
    );
}

#[test]
fn attributes_entities_comments_and_file_names_are_found() {
    let part = b"<?hint Pi?><!-- Note --><a name=\"Tom &amp; Co\" x:descr='Alt &#x41;'><![CDATA[Raw <b>]]>A&lt;B&#65;</a>";
    for wanted in ["Tom & Co", "Alt A", "hint Pi", " Note ", "Raw <b>A<BA", "Elmasry.xml"] {
        assert!(found("Elmasry.xml", part, wanted), "{wanted}: {:?}", texts("Elmasry.xml", part));
    }
    assert_eq!(read_back(&archive(&[("a.xml", part)])).unwrap().alt, ["Alt A"]);
}

#[test]
fn broken_xml_other_parts_and_wide_letters_are_given_as_text() {
    for part in [
        &b"<a><b>Njeem</a>"[..],
        b"<a x=Njeem>",
        b"<a>Njeem",
        b"Njeem <",
        b"<!DOCTYPE a [<!ENTITY n 'Njeem'>]><a>&n;</a>",
    ] {
        let texts = texts("a.xml", part);
        assert!(texts.iter().any(|text| text.contains("Njeem")), "{texts:?}");
    }
    assert!(texts("image.png", b"\x89PNG\xff\xfe Njeem").iter().any(|t| t.contains("Njeem")));
    let wide: Vec<u8> = "\u{feff}<a>Njeem</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(found("a.xml", &wide, "Njeem"));
    let wide: Vec<u8> = "<a>Njeem</a>".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert!(found("a.bin", &wide, "Njeem"));
}

#[test]
fn the_receipt_is_that_of_its_own_property() {
    let custom = b"<Properties><property name='other'><lpwstr>no</lpwstr></property>\
        <property name='adquem-receipt'><vt:lpwstr>{\"a\":&quot;b&quot;}</vt:lpwstr></property></Properties>";
    let read = |name: &str| read_back(&archive(&[(name, custom)])).unwrap().receipt;
    assert_eq!(read("docProps/custom.xml").as_deref(), Some("{\"a\":\"b\"}"));
    assert_eq!(read("ppt/slides/slide1.xml"), None);
}

#[test]
fn comments_of_the_archive_and_what_stands_before_it_are_found() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.set_comment("Hidden comment").unwrap();
    zip.start_file("a.xml", SimpleFileOptions::DEFAULT).unwrap();
    zip.write_all(b"<a/>").unwrap();
    let mut bytes = b"Hidden before ".to_vec();
    bytes.extend(zip.finish().unwrap().into_inner());
    let content = read_back(&bytes).unwrap();
    for wanted in ["Hidden comment", "Hidden before "] {
        assert!(content.texts.iter().any(|t| t.contains(wanted)), "{wanted}");
    }
}

#[test]
fn no_archive_half_an_archive_and_too_large_a_one_are_errors() {
    let whole = archive(&[("a.xml", b"<a>words</a>"), ("b.xml", b"<b/>")]);
    let mut failed = 0;
    for end in 0..whole.len() {
        failed += usize::from(read_back(&whole[..end]).is_err());
    }
    assert_eq!(failed, whole.len());
    for at in 0..whole.len() {
        let mut broken = whole.clone();
        broken[at] ^= 0x5a;
        // Whatever comes of it, it is no panic.
        let _ = read_back(&broken);
    }
    let limits = Limits { parts: 2 << 20, words: 9 << 20 };
    let large = vec![b'a'; 3 << 19];
    let bomb = archive(&[("a.txt", &large), ("b.txt", &large)]);
    assert!(bomb.len() < 1 << 13);
    let error = read_within(&bomb, limits).unwrap_err().to_string();
    assert_eq!(error, "the presentation cannot be read back: unpacked it is larger than 2 MB");
    assert!(read_back(&bomb).is_ok());
}

#[test]
fn nested_paragraphs_do_not_take_for_ever() {
    let deep = format!("{}words{}", "<p>".repeat(60_000), "</p>".repeat(60_000));
    assert!(found("a.xml", deep.as_bytes(), "words"));
    let long = format!("{}{}{}", "<p>".repeat(9_000), "word ".repeat(9_000), "</p>".repeat(9_000));
    let limits = Limits { parts: 2 << 20, words: 9 << 20 };
    let error = read_within(&archive(&[("a.xml", long.as_bytes())]), limits).unwrap_err();
    assert!(error.to_string().contains("more words than any presentation"), "{error}");
}
