//! The parts around the slides: what is in the archive, and what belongs to what.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipWriter};

use super::master::{DEFAULTS, NOTES_PAGE};
use super::place::SlideSize;
use super::slide::SPACES;
use super::xml::Xml;
use crate::export::ExportError;
use crate::export::page::{Imprint, RECEIPT};

/// Stem of the types of relations that the standard names.
macro_rules! relation {
    ($name:literal) => {
        concat!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/", $name)
    };
}
/// Stem of the types of parts of a presentation.
macro_rules! content {
    ($name:literal) => {
        concat!("application/vnd.openxmlformats-officedocument.presentationml.", $name, "+xml")
    };
}

pub(super) const MASTER: &str = relation!("slideMaster");
pub(super) const LAYOUT: &str = relation!("slideLayout");
pub(super) const THEME: &str = relation!("theme");
pub(super) const SLIDE: &str = relation!("slide");
pub(super) const NOTES: &str = relation!("notesSlide");
pub(super) const NOTES_MASTER: &str = relation!("notesMaster");
const CORE: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const THEME_TYPE: &str = "application/vnd.openxmlformats-officedocument.theme+xml";
/// The first number that a slide may have.
const FIRST_SLIDE: usize = 256;

/// A part that says how a program shows the file; PowerPoint asks for each, and each may be empty.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    relation: &'static str,
    /// Place below `ppt/`.
    pub(super) target: &'static str,
    kind: &'static str,
    element: &'static str,
    /// What it has besides the names of vocabularies.
    attribute: Option<(&'static str, &'static str)>,
}

/// Every such part. Tables have a style named, although there are none: the one that programs start with.
pub(super) const SETTINGS: [Setting; 3] = [
    Setting {
        relation: relation!("presProps"),
        target: "presProps.xml",
        kind: content!("presProps"),
        element: "p:presentationPr",
        attribute: None,
    },
    Setting {
        relation: relation!("viewProps"),
        target: "viewProps.xml",
        kind: content!("viewProps"),
        element: "p:viewPr",
        attribute: None,
    },
    Setting {
        relation: relation!("tableStyles"),
        target: "tableStyles.xml",
        kind: content!("tableStyles"),
        element: "a:tblStyleLst",
        attribute: Some(("def", "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}")),
    },
];

impl Setting {
    /// The part, with nothing set.
    pub(super) fn part(&self) -> Vec<u8> {
        let attributes: Vec<(&str, &str)> = SPACES.into_iter().chain(self.attribute).collect();
        let mut xml = Xml::new();
        xml.empty(self.element, &attributes);
        xml.finish()
    }
}

/// An archive of parts. Time, system and order are fixed: the same parts give the same bytes.
pub(super) struct Archive {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl Archive {
    /// An archive with nothing in it.
    pub(super) fn new() -> Self {
        Self { zip: ZipWriter::new(Cursor::new(Vec::new())) }
    }

    /// Adds a part.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
        // Its time is 1 January 1980, the first that an archive knows.
        let options = SimpleFileOptions::DEFAULT
            .compression_method(CompressionMethod::Deflated)
            .system(System::Dos)
            .large_file(bytes.len() > u32::MAX as usize);
        let failed = |e: &dyn std::fmt::Display| ExportError::Pptx(format!("{name}: {e}"));
        self.zip.start_file(name, options).map_err(|e| failed(&e))?;
        self.zip.write_all(bytes).map_err(|e| failed(&e))
    }

    /// The file.
    pub(super) fn finish(self) -> Result<Vec<u8>, ExportError> {
        let failed = |e: zip::result::ZipError| ExportError::Pptx(e.to_string());
        self.zip.finish().map(Cursor::into_inner).map_err(failed)
    }
}

/// Which slides of a file have notes, and whether it carries a receipt.
pub(super) struct Contents<'a> {
    /// A word for each slide: has it notes?
    pub(super) noted: &'a [bool],
    /// True where the file carries a receipt.
    pub(super) receipt: bool,
}

/// `[Content_Types].xml`.
pub(super) fn content_types(contents: &Contents<'_>) -> Vec<u8> {
    let mut xml = Xml::new();
    let space = "http://schemas.openxmlformats.org/package/2006/content-types";
    xml.element("Types", &[("xmlns", space)], |xml| {
        let relations = "application/vnd.openxmlformats-package.relationships+xml";
        xml.empty("Default", &[("Extension", "rels"), ("ContentType", relations)]);
        xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
        let mut part = |name: &str, kind: &str| {
            xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
        };
        part("/ppt/presentation.xml", content!("presentation.main"));
        part("/ppt/slideMasters/slideMaster1.xml", content!("slideMaster"));
        part("/ppt/slideLayouts/slideLayout1.xml", content!("slideLayout"));
        part("/ppt/slideLayouts/slideLayout2.xml", content!("slideLayout"));
        part("/ppt/theme/theme1.xml", THEME_TYPE);
        part("/ppt/notesMasters/notesMaster1.xml", content!("notesMaster"));
        part("/ppt/theme/theme2.xml", THEME_TYPE);
        for Setting { target, kind, .. } in SETTINGS {
            part(&format!("/ppt/{target}"), kind);
        }
        for (n, noted) in contents.noted.iter().enumerate() {
            let n = n + 1;
            part(&format!("/ppt/slides/slide{n}.xml"), content!("slide"));
            if *noted {
                part(&format!("/ppt/notesSlides/notesSlide{n}.xml"), content!("notesSlide"));
            }
        }
        part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
        part(
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        );
        if contents.receipt {
            part(
                "/docProps/custom.xml",
                "application/vnd.openxmlformats-officedocument.custom-properties+xml",
            );
        }
    });
    xml.finish()
}

/// The relations of a part: type and target of each, numbered from `rId1`.
pub(super) fn relations(all: &[(&str, &str)]) -> Vec<u8> {
    let mut xml = Xml::new();
    let space = "http://schemas.openxmlformats.org/package/2006/relationships";
    xml.element("Relationships", &[("xmlns", space)], |xml| {
        for (n, (kind, target)) in all.iter().enumerate() {
            let id = format!("rId{}", n + 1);
            xml.empty("Relationship", &[("Id", &id), ("Type", kind), ("Target", target)]);
        }
    });
    xml.finish()
}

/// The relations of the file itself.
pub(super) fn root_relations(contents: &Contents<'_>) -> Vec<u8> {
    let mut all = vec![
        (relation!("officeDocument"), "ppt/presentation.xml"),
        (CORE, "docProps/core.xml"),
        (relation!("extended-properties"), "docProps/app.xml"),
    ];
    if contents.receipt {
        all.push((relation!("custom-properties"), "docProps/custom.xml"));
    }
    relations(&all)
}

/// `ppt/presentation.xml` and its relations.
pub(super) fn presentation(size: SlideSize, slides: usize) -> (Vec<u8>, Vec<u8>) {
    let names: Vec<String> = (1..=slides).map(|n| format!("slides/slide{n}.xml")).collect();
    let mut targets = vec![
        (MASTER, "slideMasters/slideMaster1.xml"),
        (NOTES_MASTER, "notesMasters/notesMaster1.xml"),
        (THEME, "theme/theme1.xml"),
    ];
    targets.extend(SETTINGS.map(|setting| (setting.relation, setting.target)));
    let before = targets.len();
    targets.extend(names.iter().map(|name| (SLIDE, name.as_str())));
    let mut xml = Xml::new();
    xml.element("p:presentation", &SPACES, |xml| {
        xml.fixed(
            "<p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>\
             <p:notesMasterIdLst><p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst>",
        );
        xml.element("p:sldIdLst", &[], |xml| {
            for n in 0..slides {
                let (id, relation) = (FIRST_SLIDE + n, format!("rId{}", before + n + 1));
                xml.empty("p:sldId", &[("id", &id.to_string()), ("r:id", &relation)]);
            }
        });
        let (cx, cy) = (size.width.to_string(), size.height.to_string());
        let mut sides = vec![("cx", cx.as_str()), ("cy", cy.as_str())];
        if (size.width, size.height) == (9_144_000, 6_858_000) {
            sides.push(("type", "screen4x3"));
        }
        xml.empty("p:sldSz", &sides);
        let (cx, cy) = (NOTES_PAGE.0.to_string(), NOTES_PAGE.1.to_string());
        xml.empty("p:notesSz", &[("cx", &cx), ("cy", &cy)]);
        xml.fixed(DEFAULTS);
    });
    (xml.finish(), relations(&targets))
}

/// `docProps/core.xml`: title, author and language. It names no day: nobody's clock is in the file.
pub(super) fn core(imprint: &Imprint, language: &str) -> Vec<u8> {
    let spaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    let mut xml = Xml::new();
    xml.element("cp:coreProperties", &spaces, |xml| {
        xml.leaf("dc:title", &[], &imprint.title);
        xml.leaf("dc:creator", &[], &imprint.creator);
        xml.leaf("dc:language", &[], language);
    });
    xml.finish()
}

/// `docProps/app.xml`: which program, how many slides.
pub(super) fn app(imprint: &Imprint, contents: &Contents<'_>) -> Vec<u8> {
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    let mut xml = Xml::new();
    xml.element("Properties", &[("xmlns", space)], |xml| {
        xml.leaf("Application", &[], &imprint.creator);
        xml.leaf("Slides", &[], &contents.noted.len().to_string());
        let notes = contents.noted.iter().filter(|noted| **noted).count();
        xml.leaf("Notes", &[], &notes.to_string());
    });
    xml.finish()
}

/// `docProps/custom.xml`: the receipt, as a property that file dialogs show.
pub(super) fn custom(imprint: &Imprint) -> Vec<u8> {
    let spaces = [
        ("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"),
        ("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"),
    ];
    // The set of properties that users make, and the first number in it that is free.
    let property =
        [("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"), ("pid", "2"), ("name", RECEIPT)];
    let mut xml = Xml::new();
    xml.element("Properties", &spaces, |xml| {
        xml.element("property", &property, |xml| xml.leaf("vt:lpwstr", &[], &imprint.receipt));
    });
    xml.finish()
}
