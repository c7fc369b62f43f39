//! HTML as plain text: what a reader would see, with addresses behind their links.

/// Entities by name, as they are found in files of timelines: those of Latin-1 and the usual signs.
const NAMED: &str = "amp=& lt=< gt=> quot=\" apos=' nbsp=\u{a0} iexcl=¡ cent=¢ pound=£ curren=¤ yen=¥ brvbar=¦ \
sect=§ uml=¨ copy=© ordf=ª laquo=« not=¬ reg=® macr=¯ deg=° plusmn=± sup2=² sup3=³ acute=´ micro=µ para=¶ \
middot=· cedil=¸ sup1=¹ ordm=º raquo=» frac14=¼ frac12=½ frac34=¾ iquest=¿ Agrave=À Aacute=Á Acirc=Â Atilde=Ã \
Auml=Ä Aring=Å AElig=Æ Ccedil=Ç Egrave=È Eacute=É Ecirc=Ê Euml=Ë Igrave=Ì Iacute=Í Icirc=Î Iuml=Ï ETH=Ð Ntilde=Ñ \
Ograve=Ò Oacute=Ó Ocirc=Ô Otilde=Õ Ouml=Ö times=× Oslash=Ø Ugrave=Ù Uacute=Ú Ucirc=Û Uuml=Ü Yacute=Ý THORN=Þ \
szlig=ß agrave=à aacute=á acirc=â atilde=ã auml=ä aring=å aelig=æ ccedil=ç egrave=è eacute=é ecirc=ê euml=ë \
igrave=ì iacute=í icirc=î iuml=ï eth=ð ntilde=ñ ograve=ò oacute=ó ocirc=ô otilde=õ ouml=ö divide=÷ oslash=ø \
ugrave=ù uacute=ú ucirc=û uuml=ü yacute=ý thorn=þ yuml=ÿ OElig=Œ oelig=œ Scaron=Š scaron=š Yuml=Ÿ ndash=– mdash=— \
lsquo=‘ rsquo=’ sbquo=‚ ldquo=“ rdquo=” bdquo=„ dagger=† Dagger=‡ bull=• hellip=… permil=‰ prime=′ lsaquo=‹ \
rsaquo=› euro=€ trade=™ larr=← uarr=↑ rarr=→ darr=↓ minus=− infin=∞ ne=≠ le=≤ ge=≥ shy=\u{ad} ensp=\u{2002} \
emsp=\u{2003} thinsp=\u{2009} zwnj=\u{200c} zwj=\u{200d} lrm=\u{200e} rlm=\u{200f}";

/// The character of an entity, without `&` and `;`.
pub(super) fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        // What pages call 128 to 159 are the signs of Windows-1252.
        if (128..160).contains(&code) {
            let byte = [u8::try_from(code).ok()?];
            return encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next();
        }
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    let found = NAMED.split(' ').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    found.and_then(|sign| sign.chars().next())
}

/// Replaces entities; what is none stays as it stands.
pub(super) fn decode_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.char_indices().take(12).find(|(_, c)| *c == ';').map(|(n, _)| n);
        let name = end.and_then(|n| from.get(1..n));
        match name.and_then(entity) {
            Some(c) => {
                out.push(c);
                rest = end.and_then(|n| from.get(n + 1..)).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

/// Tags that stand on lines of their own.
const BLOCKS: [&str; 22] = [
    "br",
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "hr",
    "section",
    "article",
    "header",
    "footer",
    "pre",
    "dd",
];

/// The text that a reader of the page would see; links are `text (address)`. Text without HTML passes as it is.
pub(super) fn plain(text: &str) -> String {
    let tagged = has_tags(text);
    if !tagged && !text.contains('&') {
        return text.trim().to_owned();
    }
    if !tagged {
        return decode_entities(text).trim().to_owned();
    }
    let mut page = Page::default();
    let last = text.rfind('>').unwrap_or(0);
    let last_comment = text.rfind("-->").unwrap_or(0);
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|t| t.find('<')).map(|n| at + n) {
        page.text(text.get(at..found).unwrap_or_default());
        let rest = text.get(found..).unwrap_or_default();
        if found > last || !opens_tag(rest) {
            page.text("<");
            at = found + 1;
            continue;
        }
        let comment = rest.starts_with("<!--") && found < last_comment;
        let end = if comment { rest.find("-->").map(|n| n + 3) } else { tag_end(rest) };
        let Some(end) = end else {
            page.text("<");
            at = found + 1;
            continue;
        };
        let tag = rest.get(1..end - 1).unwrap_or_default();
        at = found + end + page.tag(tag, rest.get(end..).unwrap_or_default());
    }
    page.text(text.get(at..).unwrap_or_default());
    page.finish()
}

fn has_tags(text: &str) -> bool {
    text.contains('>')
        && text.match_indices('<').any(|(n, _)| opens_tag(text.get(n..).unwrap_or_default()))
}

/// Names of elements. What stands in the same brackets and is none, such as `<jane@example.org>`, `<https://…>` and
/// `<name withheld>`, is text, and nothing of it may be lost.
const ELEMENTS: &str = " a abbr acronym address article aside audio b base basefont bdi bdo big blockquote body br \
button canvas caption center circle cite code col colgroup data dd del details dfn dialog dir div dl dt em embed \
fieldset figcaption figure font footer form frame frameset g h1 h2 h3 h4 h5 h6 head header hr html i iframe img input \
ins kbd label legend li link main map mark marquee menu meta nav nobr noscript object ol optgroup option output p \
param path picture pre progress q rp rt ruby s samp script section select small source span strike strong style sub \
summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xml ";

/// True where `<` begins a tag and is no sign of less.
fn opens_tag(rest: &str) -> bool {
    let inner = rest.strip_prefix('<').unwrap_or_default();
    if inner.starts_with('!') {
        return true;
    }
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let name = inner.get(..end).unwrap_or_default().to_ascii_lowercase();
    let after = inner.get(end..).unwrap_or_default();
    if name.is_empty() || name.len() > 12 {
        return false;
    }
    // Office writes elements of its own, such as <o:p>.
    let office = after.strip_prefix(':').is_some_and(|t| t.starts_with(char::is_alphabetic));
    let closed = after.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
    (office && name.len() <= 3) || (closed && ELEMENTS.contains(&format!(" {name} ")))
}

/// Longer tags are no tags; so a text of many signs of less is not read again for each.
const LONGEST_TAG: usize = 2048;

/// Where a tag ends, quotes looked after; a quote that never closes ends at the first `>`.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (n, b) in rest.bytes().enumerate().take(LONGEST_TAG) {
        match (quote, b) {
            (None, b'>') => return Some(n + 1),
            (None, b'"' | b'\'') => quote = Some(b),
            (Some(q), b) if q == b => quote = None,
            _ => {}
        }
    }
    rest.bytes().take(LONGEST_TAG).position(|b| b == b'>').map(|n| n + 1)
}

/// The text as it grows.
#[derive(Default)]
struct Page {
    out: String,
    link: Option<(String, usize)>,
}

impl Page {
    /// Adds words; white space is one space.
    fn text(&mut self, raw: &str) {
        for c in decode_entities(raw).chars() {
            if c.is_whitespace() && c != '\u{a0}' {
                if !self.out.ends_with([' ', '\n']) && !self.out.is_empty() {
                    self.out.push(' ');
                }
            } else {
                self.out.push(if c == '\u{a0}' { ' ' } else { c });
            }
        }
    }

    /// Takes a tag; gives how many bytes behind it are passed over.
    fn tag(&mut self, tag: &str, behind: &str) -> usize {
        let closing = tag.starts_with('/');
        let bare = tag.trim_start_matches('/');
        let name: String =
            bare.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        match name.as_str() {
            "script" | "style" if !closing => {
                let closes = |n: usize| {
                    let inner = behind.get(n + 2..n + 2 + name.len());
                    inner.is_some_and(|t| t.eq_ignore_ascii_case(&name))
                };
                let end = behind.match_indices("</").find(|(n, _)| closes(*n));
                return end.map_or(behind.len(), |(n, _)| n);
            }
            "a" if closing => self.close_link(),
            "a" => {
                self.close_link();
                let href = attribute(bare, "href").filter(|h| !h.starts_with('#'));
                self.link = href.map(|h| (h, self.out.len()));
            }
            "img" | "iframe" | "video" | "audio" | "source" | "embed" if !closing => {
                self.media(bare);
            }
            name if BLOCKS.contains(&name) => {
                while self.out.ends_with(' ') {
                    self.out.pop();
                }
                if !self.out.is_empty() && !self.out.ends_with('\n') {
                    self.out.push('\n');
                }
            }
            _ => {}
        }
        0
    }

    /// Writes what stands for a picture or a player, and its address; one that is in the page itself has none.
    fn media(&mut self, tag: &str) {
        let said = |name: &str| attribute(tag, name).filter(|said| !said.trim().is_empty());
        if let Some(alt) = said("alt") {
            self.text(&alt);
        }
        if let Some(src) = said("src").filter(|src| !src.starts_with("data:")) {
            self.text(&if said("alt").is_some() {
                format!(" ({src}) ")
            } else {
                format!(" {src} ")
            });
        }
    }

    /// Writes the address behind the words of a link, unless they are the address.
    fn close_link(&mut self) {
        if let Some((href, from)) = self.link.take() {
            let words = self.out.get(from..).unwrap_or_default().trim().to_owned();
            if words.is_empty() {
                self.out.push_str(&href);
            } else if words != href && href != format!("mailto:{words}") {
                self.out.push_str(&format!(" ({href})"));
            }
        }
    }

    fn finish(mut self) -> String {
        self.close_link();
        self.out.trim().to_owned()
    }
}

/// The value of an attribute in the inside of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let low = tag.to_ascii_lowercase();
    let at = low.match_indices(name).find(|(n, _)| {
        let before = low.get(..*n).and_then(|t| t.chars().last());
        let after = low.get(n + name.len()..).unwrap_or_default().trim_start();
        before.is_some_and(|c| c.is_whitespace() || c == '"' || c == '\'') && after.starts_with('=')
    })?;
    let rest = tag.get(at.0 + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
    let value = match rest.chars().next()? {
        q @ ('"' | '\'') => rest.get(1..)?.split(q).next()?,
        _ => rest.split_whitespace().next()?,
    };
    Some(decode_entities(value.trim()))
}
