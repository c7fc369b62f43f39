//! Values in quoted-printable, as vCalendar 1.0 writes what is not ASCII: `Caf=C3=A9`.

/// True for a line of such a value that goes on in the next.
pub(super) fn goes_on(line: &str) -> bool {
    let head = line.split(':').next().unwrap_or_default();
    line.ends_with('=')
        && head.split(';').skip(1).any(|p| p.to_ascii_uppercase().ends_with("QUOTED-PRINTABLE"))
}

/// The text of a value; `None` where it is none of that kind, which leaves it as it stands.
pub(super) fn decoded(value: &str, charset: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        if *first != b'=' {
            bytes.push(*first);
            continue;
        }
        let (pair, behind) = rest.split_at_checked(2)?;
        let pair = std::str::from_utf8(pair).ok().filter(|p| !p.starts_with('+'))?;
        bytes.push(u8::from_str_radix(pair, 16).ok()?);
        rest = behind;
    }
    let named = encoding_rs::Encoding::for_label(charset.as_bytes());
    let (text, _, broken) = named.unwrap_or(encoding_rs::UTF_8).decode(&bytes);
    (!broken).then(|| text.replace("\r\n", "\n"))
}
