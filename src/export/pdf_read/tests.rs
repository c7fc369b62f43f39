//! Files that this program writes, and files that nobody should.

use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};

use super::*;

/// A file with one page that draws `drawing`, and whatever else `add` puts into it.
fn file(drawing: Stream, add: impl FnOnce(&mut Document, &mut Dictionary)) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let drawing = document.add_object(drawing);
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => drawing,
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    });
    let kids = vec![page.into()];
    document
        .objects
        .insert(pages, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 1 }.into());
    let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => pages };
    add(&mut document, &mut catalog);
    let catalog = document.add_object(catalog);
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A stream of that text.
fn stream(text: &str) -> Stream {
    Stream::new(Dictionary::new(), text.as_bytes().to_vec())
}

#[test]
fn words_are_found_wherever_a_file_can_keep_them() {
    let drawing = stream(
        "BT /F1 9 Tf (Drawn Na) Tj [(me) -20 ( one)] TJ ET \
         /Span <</ActualText (Instead two)>> BDC BT /F1 9 Tf (x) Tj ET EMC",
    );
    let bytes = file(drawing, |document, catalog| {
        catalog.set("Note", Object::string_literal("Plain three"));
        let wide = b"\xfe\xff\x04\x18\x04\x3c\x04\x4f".to_vec();
        catalog.set(
            "Deep",
            vec![Object::Array(vec![Object::String(wide, StringFormat::Hexadecimal)])],
        );
        catalog.set("Mark", Object::Name("NameFour".into()));
        catalog.set("KeyFive", 1);
        let mut packed = Stream::new(Dictionary::new(), b"Packed six ".repeat(40));
        packed.compress().unwrap();
        assert!(packed.filters().is_ok());
        catalog.set("Packed", document.add_object(packed));
        let json = document.add_object(stream(r#"{"who":"\u0418\u043c\u044f seven"}"#));
        catalog.set("Json", json);
        catalog.set("Xml", document.add_object(stream("<a>O&apos;Hara &amp; &#x418;van</a>")));
        let binary = [&[0_u8, 255, 1, 254][..], b"Eight inside", &[0, 3, 200]].concat();
        catalog.set("Binary", document.add_object(Stream::new(Dictionary::new(), binary)));
        catalog.set("Figure", dictionary! { "Alt" => Object::string_literal("Alt nine") });
    });
    let found = read_back(&[bytes.as_slice(), b"\n% Comment ten\n"].concat()).unwrap();
    for words in [
        "Drawn Name one",
        "Instead two",
        "Plain three",
        "Имя",
        "NameFour",
        "KeyFive",
        "Packed six",
        "Имя seven",
        "O'Hara & Иvan",
        "Eight inside",
        "Alt nine",
        "Comment ten",
    ] {
        assert!(found.texts.iter().any(|text| text.contains(words)), "{words} is missing");
    }
    assert_eq!((found.alt, found.receipt), (vec!["Alt nine".to_owned()], None));
}

#[test]
fn pixels_are_no_words() {
    let bytes = file(stream(""), |document, catalog| {
        let mut pixels = Stream::new(dictionary! { "Subtype" => "Image" }, vec![b'w'; 900]);
        pixels.compress().unwrap();
        catalog.set("Image", document.add_object(pixels));
    });
    let found = read_back(&bytes).unwrap();
    assert!(!found.texts.iter().any(|text| text.contains("wwww")));
}

#[test]
fn a_small_file_that_unpacks_to_a_huge_one_is_refused() {
    let mut bomb = Stream::new(Dictionary::new(), vec![b'a'; MOST / 4 + 1]);
    bomb.compress().unwrap();
    let bytes = file(stream(""), |document, catalog| {
        let bombs: Vec<Object> = (0..4).map(|_| document.add_object(bomb.clone()).into()).collect();
        catalog.set("Bombs", bombs);
    });
    assert!(bytes.len() < MOST / 100);
    let error = read_back(&bytes).unwrap_err().to_string();
    assert_eq!(error, "the PDF cannot be read back: it unpacks to more than 256 MB");
}

#[test]
fn what_is_no_pdf_is_refused_with_the_reason() {
    for bytes in [&b""[..], b"%PDF-1.7", b"<svg/>", &[0; 4000]] {
        let error = read_back(bytes).unwrap_err().to_string();
        assert!(error.starts_with("the PDF cannot be read back: "), "{error}");
    }
}

#[test]
fn a_damaged_file_is_read_or_refused_and_never_stops_the_program() {
    let whole = file(stream("BT /F1 9 Tf (Words) Tj ET"), |_, catalog| {
        catalog.set("Note", Object::string_literal("Plain"));
    });
    for at in 0..whole.len() {
        let _ = read_back(&whole[..at]);
        for wrong in [0_u8, b'9', b'<', b'(', 255] {
            let mut bytes = whole.clone();
            bytes[at] = wrong;
            let _ = read_back(&bytes);
        }
    }
    // Lists in lists, a page that is its own parent, and marks that are never closed.
    let deep = ["[".repeat(50_000), "]".repeat(50_000)].concat();
    let marks = format!("{} BT (x) Tj ET {}", "/A BMC q ".repeat(50_000), "Q EMC ".repeat(60_000));
    let bytes = file(stream(&(marks + &deep)), |document, catalog| {
        let own = document.new_object_id();
        let page = dictionary! { "Type" => "Page", "Parent" => own, "Contents" => own };
        document.objects.insert(own, page.into());
        catalog.set("Own", own);
    });
    assert!(read_back(&bytes).unwrap().texts.iter().any(|text| text == "x"));
}
