//! Tables inside a section: numbers in byte planes, and rows of bytes. Read in place; whatever the
//! bytes are, reading ends in a value or `None`.

/// Rows between two stored positions.
pub(crate) const BLOCK: usize = 16;

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// Reads an unsigned LEB128 number of at most 32 bits and moves on.
pub(crate) fn varint(bytes: &mut &[u8]) -> Option<u32> {
    // Nearly every number has one byte or two.
    if let [first, rest @ ..] = bytes
        && *first < 0x80
    {
        *bytes = rest;
        return Some(u32::from(*first));
    }
    if let [first, second, rest @ ..] = bytes
        && *second < 0x80
    {
        *bytes = rest;
        return Some(u32::from(*first & 0x7F) | u32::from(*second) << 7);
    }
    let mut value = 0u32;
    for shift in (0..35).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u32::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// Ascending numbers, each stored as the distance to the one before.
pub(crate) fn ascending(mut row: &[u8]) -> impl Iterator<Item = u32> + '_ {
    let mut next = 0u32;
    std::iter::from_fn(move || {
        let number = next.saturating_add(varint(&mut row)?);
        next = number.saturating_add(1);
        Some(number)
    })
}

/// Like [`ascending`], where each number has a flag.
pub(crate) fn flagged(mut row: &[u8]) -> impl Iterator<Item = (u32, bool)> + '_ {
    let mut next = 0u32;
    std::iter::from_fn(move || {
        let stored = varint(&mut row)?;
        let number = next.saturating_add(stored >> 1);
        next = number.saturating_add(1);
        Some((number, stored & 1 == 1))
    })
}

/// Like [`ascending`], where each number has a grade: 1 to 4, or -1 to -4.
pub(crate) fn graded(mut row: &[u8]) -> impl Iterator<Item = (u32, i32)> + '_ {
    let mut next = 0u32;
    std::iter::from_fn(move || {
        let stored = varint(&mut row)?;
        let number = next.saturating_add(stored >> 3);
        next = number.saturating_add(1);
        let size = (stored & 3) as i32 + 1;
        Some((number, if stored & 4 == 0 { size } else { -size }))
    })
}

/// Numbers of equal width, all lowest bytes first, then all second bytes and so on: equal high bytes
/// lie together, which compresses well.
#[derive(Clone, Copy)]
pub(crate) struct Numbers<'a> {
    planes: &'a [u8],
    len: usize,
}

impl<'a> Numbers<'a> {
    /// Reads a section: one byte with the width in bytes (0 to 4), then the planes.
    pub fn new(section: &'a [u8]) -> Self {
        match section.split_first() {
            Some((width @ 1..=4, planes)) => {
                Numbers { planes, len: planes.len() / usize::from(*width) }
            }
            _ => Numbers { planes: &[], len: 0 },
        }
    }

    pub fn len(self) -> usize {
        self.len
    }

    pub fn get(self, n: usize) -> Option<u32> {
        if n >= self.len {
            return None;
        }
        let mut value = 0;
        let (mut at, mut shift) = (n, 0);
        // Bytes left over behind the last plane, as damage leaves them, must not be shifted in.
        while shift < 32
            && let Some(byte) = self.planes.get(at)
        {
            value |= u32::from(*byte) << shift;
            at += self.len;
            shift += 8;
        }
        Some(value)
    }
}

/// Rows of bytes: their number, the position of every [`BLOCK`]th row, then each with its length.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a> {
    len: usize,
    at: &'a [u8],
    body: &'a [u8],
}

impl<'a> Rows<'a> {
    pub fn new(section: &'a [u8]) -> Self {
        let len = u32_at(section, 0).unwrap_or(0) as usize;
        let body = 4 + 4 * len.div_ceil(BLOCK);
        match (section.get(4..body), section.get(body..)) {
            (Some(at), Some(body)) => Rows { len, at, body },
            _ => Rows { len: 0, at: &[], body: &[] },
        }
    }

    pub fn len(self) -> usize {
        self.len
    }

    /// The bytes from the block on in which row `n` stands.
    pub fn block(self, n: usize) -> Option<&'a [u8]> {
        let at = u32_at(self.at, 4 * (n / BLOCK)).filter(|_| n < self.len)?;
        self.body.get(at as usize..)
    }

    /// The rows from `n` on.
    pub fn from(self, n: usize) -> impl Iterator<Item = &'a [u8]> {
        let mut rest = self.block(n).unwrap_or_default();
        let rows = std::iter::from_fn(move || {
            let length = varint(&mut rest)? as usize;
            let row = rest.get(..length)?;
            rest = rest.get(length..)?;
            Some(row)
        });
        rows.skip(n % BLOCK).take(self.len.saturating_sub(n))
    }

    pub fn get(self, n: usize) -> Option<&'a [u8]> {
        self.from(n).next()
    }

    pub fn text(self, n: usize) -> Option<&'a str> {
        std::str::from_utf8(self.get(n)?).ok()
    }

    /// The number of rows that sort before `row`, in a table that is sorted.
    pub fn before(self, row: &[u8]) -> usize {
        let (mut low, mut high) = (0, self.len.div_ceil(BLOCK));
        while low < high {
            let middle = (low + high) / 2;
            if self.get(middle * BLOCK).is_some_and(|it| it < row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let first = low.saturating_sub(1) * BLOCK;
        first + self.from(first).take_while(|it| *it < row).count()
    }

    /// The position of `row` in a table that is sorted.
    pub fn find(self, row: &[u8]) -> Option<usize> {
        let n = self.before(row);
        (self.get(n)? == row).then_some(n)
    }
}

/// The writing side.
#[cfg(not(target_family = "wasm"))]
pub(crate) mod write {
    use super::BLOCK;

    pub(crate) fn varint(out: &mut Vec<u8>, mut value: u32) {
        while value >= 0x80 {
            out.push(value as u8 | 0x80);
            value >>= 7;
        }
        out.push(value as u8);
    }

    /// Distances of ascending numbers.
    pub(crate) fn ascending(numbers: impl IntoIterator<Item = u32>) -> Vec<u8> {
        let mut out = Vec::new();
        let mut next = 0;
        for number in numbers {
            varint(&mut out, number - next);
            next = number + 1;
        }
        out
    }

    /// Distances of ascending numbers, each with its flag.
    pub(crate) fn flagged(numbers: impl IntoIterator<Item = (u32, bool)>) -> Vec<u8> {
        let mut out = Vec::new();
        let mut next = 0;
        for (number, flag) in numbers {
            varint(&mut out, (number - next) << 1 | u32::from(flag));
            next = number + 1;
        }
        out
    }

    /// Distances of ascending numbers, each with its grade.
    pub(crate) fn graded(numbers: impl IntoIterator<Item = (u32, i32)>) -> Vec<u8> {
        let mut out = Vec::new();
        let mut next = 0;
        for (number, grade) in numbers {
            let grade = u32::from(grade < 0) << 2 | (grade.unsigned_abs() - 1) & 3;
            varint(&mut out, (number - next) << 3 | grade);
            next = number + 1;
        }
        out
    }

    pub(crate) fn numbers(values: &[u32]) -> Vec<u8> {
        let most = values.iter().copied().max().unwrap_or(0);
        let width = (1..4).find(|width| most >> (8 * width) == 0).unwrap_or(4);
        let mut out = vec![width as u8];
        for plane in 0..width {
            out.extend(values.iter().map(|value| (value >> (8 * plane)) as u8));
        }
        out
    }

    pub(crate) fn rows<T: AsRef<[u8]>>(rows: &[T]) -> Vec<u8> {
        let mut out = (rows.len() as u32).to_le_bytes().to_vec();
        let mut body = Vec::new();
        for (n, row) in rows.iter().enumerate() {
            if n % BLOCK == 0 {
                out.extend_from_slice(&(body.len() as u32).to_le_bytes());
            }
            varint(&mut body, row.as_ref().len() as u32);
            body.extend_from_slice(row.as_ref());
        }
        out.extend_from_slice(&body);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for value in [0, 1, 127, 128, 16_384, u32::MAX] {
            let mut out = Vec::new();
            write::varint(&mut out, value);
            assert_eq!(varint(&mut out.as_slice()), Some(value));
        }
        assert_eq!(varint(&mut [0x80u8].as_slice()), None);
        assert_eq!(varint(&mut [0xFFu8; 9].as_slice()), None);
        for values in [&[] as &[u32], &[0, 7], &[300, 2], &[70_000, 0, 9], &[u32::MAX, 1]] {
            let bytes = write::numbers(values);
            let table = Numbers::new(&bytes);
            let found: Vec<_> = (0..table.len()).filter_map(|n| table.get(n)).collect();
            assert_eq!(found, values);
            assert_eq!(table.get(values.len()), None);
        }
        let row = write::ascending([0, 1, 5, 900]);
        assert_eq!(ascending(&row).collect::<Vec<_>>(), [0, 1, 5, 900]);
        let flags = [(0, true), (3, false), (70_000, true)];
        assert_eq!(flagged(&write::flagged(flags)).collect::<Vec<_>>(), flags);
        let grades = [(0, 1), (1, -1), (2, 4), (9, -4), (70_000, 3)];
        assert_eq!(graded(&write::graded(grades)).collect::<Vec<_>>(), grades);
    }

    #[test]
    fn rows_come_back_and_are_found() {
        let rows: Vec<String> = (0..40).map(|n| format!("{n:02}{}", "x".repeat(n * 7))).collect();
        let bytes = write::rows(&rows);
        let table = Rows::new(&bytes);
        for (n, row) in rows.iter().enumerate() {
            assert_eq!(table.text(n), Some(row.as_str()));
            assert_eq!(table.find(row.as_bytes()), Some(n));
        }
        assert_eq!(table.get(40), None);
        for (row, expected) in [("", 0), ("00", 0), ("005", 1), ("16", 16), ("17y", 18), ("99", 40)] {
            assert_eq!(table.before(row.as_bytes()), expected, "{row}");
        }
        assert_eq!(Rows::new(&bytes[..9]).get(3), None);
    }
}
