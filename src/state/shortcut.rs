//! Keys as plain data: the window translates them, menus and help print them.

use std::fmt;

/// A key that some command uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A letter in capitals, or a digit.
    Letter(char),
    /// `0`.
    Zero,
    /// `+`, with or without Shift, on the main block or the number pad.
    Plus,
    /// `-`.
    Minus,
    /// `?`.
    Question,
    /// An arrow.
    Left,
    /// An arrow.
    Right,
    /// An arrow.
    Up,
    /// An arrow.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Enter.
    Enter,
    /// Esc.
    Escape,
    /// Delete.
    Delete,
    /// A function key.
    F(u8),
}

/// A key, and what is held down with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shortcut {
    /// A letter that is pressed before and let go, as `G` in `G E`.
    pub first: Option<char>,
    /// Ctrl, or Cmd on a Mac.
    pub ctrl: bool,
    /// Alt.
    pub alt: bool,
    /// Shift; not asked about for [`Key::Plus`] and [`Key::Question`], which need it on some keyboards.
    pub shift: bool,
    /// The key.
    pub key: Key,
}

impl Shortcut {
    /// A key alone.
    #[must_use]
    pub const fn plain(key: Key) -> Self {
        Self { first: None, ctrl: false, alt: false, shift: false, key }
    }

    /// With Ctrl.
    #[must_use]
    pub const fn ctrl(letter: char) -> Self {
        Self { first: None, ctrl: true, alt: false, shift: false, key: Key::Letter(letter) }
    }

    /// With Ctrl and Shift.
    #[must_use]
    pub const fn ctrl_shift(letter: char) -> Self {
        Self { first: None, ctrl: true, alt: false, shift: true, key: Key::Letter(letter) }
    }

    /// With Shift.
    #[must_use]
    pub const fn shift(key: Key) -> Self {
        Self { first: None, ctrl: false, alt: false, shift: true, key }
    }

    /// One letter after another, with nothing held down; the first is that of the menu.
    #[must_use]
    pub const fn after(first: char, then: char) -> Self {
        let first = Some(first);
        Self { first, ctrl: false, alt: false, shift: false, key: Key::Letter(then) }
    }

    /// With Alt.
    #[must_use]
    pub const fn alt(key: Key) -> Self {
        Self { first: None, ctrl: false, alt: true, shift: false, key }
    }
}

impl fmt::Display for Shortcut {
    /// `Ctrl+O`, `Alt+←`, `+`, `V D`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(first) = self.first {
            write!(f, "{first} ")?;
        }
        for (held, name) in [(self.ctrl, "Ctrl+"), (self.alt, "Alt+"), (self.shift, "Shift+")] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.key {
            Key::Letter(c) => write!(f, "{c}"),
            Key::Zero => f.write_str("0"),
            Key::Plus => f.write_str("+"),
            Key::Minus => f.write_str("−"),
            Key::Question => f.write_str("?"),
            Key::Left => f.write_str("←"),
            Key::Right => f.write_str("→"),
            Key::Up => f.write_str("↑"),
            Key::Down => f.write_str("↓"),
            Key::Home => f.write_str("Home"),
            Key::End => f.write_str("End"),
            Key::Enter => f.write_str("Enter"),
            Key::Escape => f.write_str("Esc"),
            Key::Delete => f.write_str("Delete"),
            Key::F(n) => write!(f, "F{n}"),
        }
    }
}
