//! Elements that stand where events and eras do and are neither: another version may write them.

use super::super::book::Book;
use super::super::told::Place;
use super::super::xml::Element;

/// Tells each of them, since it is left out.
pub(super) fn strangers(root: &Element, book: &mut Book<'_>) {
    let known = ["version", "timetype", "eras", "categories", "events", "view", "now"];
    let told = |element: &Element, expected: &str| {
        Place::on_line(element.line)
            .error(format!("<{}> is not known here; it was left out", element.name))
            .found(element.whole_text())
            .expected(expected)
    };
    for child in root.children.iter().filter(|c| !known.contains(&c.name.as_str())) {
        book.tell(told(child, "<categories>, <events>, <eras> and <view>"));
    }
    for (list, inner) in [("events", "event"), ("eras", "era"), ("categories", "category")] {
        let inside = root.child(list).into_iter().flat_map(|l| &l.children);
        for child in inside.filter(|c| c.name != inner) {
            book.tell(told(child, &format!("<{inner}>")));
        }
    }
}
