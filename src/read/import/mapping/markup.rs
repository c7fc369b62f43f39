//! Plain text out of cells that hold HTML.

/// Elements that people and programs write into cells. Anything else between angle brackets is text.
const ELEMENTS: &str = "|a|abbr|b|big|blockquote|br|center|cite|code|dd|div|dl|dt|em|font|h1|h2|h3|h4|h5|h6|hr|i|iframe|img|li|mark|ol|p|pre|q|s|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul|script|style|figure|figcaption|video|audio|section|article|";
/// Elements that begin a new line.
const BLOCKS: &str = "|br|p|div|li|tr|h1|h2|h3|h4|h5|h6|blockquote|hr|section|article|";

/// The text without HTML; `None` where there is none in it. The address of a link stays behind its words.
pub(super) fn plain(text: &str) -> Option<String> {
    if !text.contains(['<', '&']) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut links: Vec<String> = Vec::new();
    let (mut rest, mut changed) = (text, false);
    while let Some(at) = rest.find(['<', '&']) {
        let (before, behind) = rest.split_at(at);
        out.push_str(before);
        if let Some((letter, length)) = entity(behind) {
            out.push(letter);
            (rest, changed) = (behind.get(length..).unwrap_or_default(), true);
            continue;
        }
        if let Some((name, attributes, length)) = element(behind) {
            changed = true;
            rest = behind.get(length..).unwrap_or_default();
            let closing = behind.starts_with("</");
            if BLOCKS.contains(&format!("|{name}|")) && !out.is_empty() && !out.ends_with('\n') {
                out.push('\n');
            }
            if name == "a" && !closing {
                links.push(attribute(attributes, "href").unwrap_or_default());
            } else if name == "a"
                && let Some(href) =
                    links.pop().filter(|h| !h.is_empty() && !out.ends_with(h.as_str()))
            {
                out.push_str(&format!(" ({href})"));
            } else if let Some(source) = attribute(attributes, "src") {
                out.push_str(&format!(" ({source})"));
            }
            continue;
        }
        // A sign that begins nothing is itself.
        let next = behind.chars().next().map_or(1, char::len_utf8);
        out.push_str(behind.get(..next).unwrap_or_default());
        rest = behind.get(next..).unwrap_or_default();
    }
    out.push_str(rest);
    changed.then(|| out.trim().to_owned())
}

/// Name, attributes and length of an element.
fn element(text: &str) -> Option<(String, &str, usize)> {
    // Nobody writes a tag of more than two thousand letters; looking for its end must not take for ever.
    let window = text.get(..text.floor_char_boundary(2048)).unwrap_or(text);
    let end = window.find('>')?;
    let inside = window.get(1..end)?;
    let bare = inside.strip_prefix('/').unwrap_or(inside);
    let cut = bare.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(bare.len());
    let (name, attributes) = bare.split_at(cut);
    let name = name.to_ascii_lowercase();
    (!name.is_empty() && ELEMENTS.contains(&format!("|{name}|"))).then_some((
        name,
        attributes,
        end + 1,
    ))
}

fn attribute(attributes: &str, name: &str) -> Option<String> {
    let at = attributes.to_ascii_lowercase().find(&format!("{name}="))?;
    let value = attributes.get(at + name.len() + 1..)?;
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value.split_whitespace().next()?,
    };
    Some(value.replace("&amp;", "&"))
}

/// A letter that is written by its name or number, and how long that is.
fn entity(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix('&')?;
    let end = rest.bytes().take(10).position(|b| b == b';')?;
    let name = rest.get(..end)?;
    let letter = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "rsquo" => '’',
        "lsquo" => '‘',
        "ldquo" => '“',
        "rdquo" => '”',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = number
                .strip_prefix(['x', 'X'])
                .map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
            char::from_u32(code).filter(|c| !c.is_control() || *c == '\n')?
        }
    };
    Some((letter, end + 2))
}
