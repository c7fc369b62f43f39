//! A set of places, a bit each.

/// Places from 0 up to a length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Set {
    bits: Vec<u64>,
    len: usize,
}

impl Set {
    /// Nothing, of `len` places.
    pub fn none(len: usize) -> Self {
        Self { bits: vec![0; len.div_ceil(64)], len }
    }

    /// All of `len` places.
    pub fn all(len: usize) -> Self {
        let mut set = Self { bits: vec![u64::MAX; len.div_ceil(64)], len };
        set.cut();
        set
    }

    /// The places for which `keep` is true.
    pub fn of(len: usize, keep: impl Fn(usize) -> bool) -> Self {
        let mut set = Self::none(len);
        for n in (0..len).filter(|n| keep(*n)) {
            set.add(n);
        }
        set
    }

    /// Bits behind the last place stay empty.
    fn cut(&mut self) {
        let over = self.len % 64;
        if over > 0
            && let Some(last) = self.bits.last_mut()
        {
            *last &= (1 << over) - 1;
        }
    }

    /// Puts a place in; one that does not exist is left out.
    pub fn add(&mut self, n: usize) {
        if n < self.len
            && let Some(word) = self.bits.get_mut(n / 64)
        {
            *word |= 1 << (n % 64);
        }
    }

    /// True where the place is in it.
    pub fn has(&self, n: usize) -> bool {
        self.bits.get(n / 64).is_some_and(|word| word >> (n % 64) & 1 == 1)
    }

    /// True where nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|word| *word == 0)
    }

    /// Keeps what is in both.
    pub fn and(&mut self, other: &Self) {
        for (a, b) in self.bits.iter_mut().zip(&other.bits) {
            *a &= b;
        }
    }

    /// Takes in what is in the other.
    pub fn or(&mut self, other: &Self) {
        for (a, b) in self.bits.iter_mut().zip(&other.bits) {
            *a |= b;
        }
    }

    /// What is not in it.
    pub fn not(mut self) -> Self {
        for word in &mut self.bits {
            *word = !*word;
        }
        self.cut();
        self
    }

    /// The places in it, in order.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        (0..self.len).filter(|n| self.has(*n))
    }
}
