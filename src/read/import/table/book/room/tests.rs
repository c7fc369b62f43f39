//! Old workbooks that ask for more than they may.

use super::*;

fn record(kind: u16, data: &[u16]) -> Vec<u8> {
    let length = u16::try_from(data.len() * 2).unwrap();
    [kind, length].iter().chain(data).flat_map(|n| n.to_le_bytes()).collect()
}

/// A container of two sectors: the table of sectors, and the directory.
fn container(table: [u32; 2]) -> Vec<u8> {
    let mut bytes = vec![0; 3 * 512];
    bytes[..4].copy_from_slice(b"\xD0\xCF\x11\xE0");
    bytes[30] = 9;
    bytes[48] = 1;
    bytes[68..72].copy_from_slice(&u32::MAX.to_le_bytes());
    bytes[80..512].fill(0xFF);
    for (n, next) in table.iter().enumerate() {
        bytes[512 + 4 * n..516 + 4 * n].copy_from_slice(&next.to_le_bytes());
    }
    for (n, letter) in "Book".bytes().enumerate() {
        bytes[1024 + 2 * n] = letter;
    }
    bytes[1024 + 116..1024 + 120].fill(0xFE);
    bytes
}

#[test]
fn cells_far_apart_are_refused_before_room_is_made() {
    let near =
        [record(0x0809, &[0; 4]), record(0x0203, &[0, 0, 0]), record(0x0203, &[60_000, 20, 0])]
            .concat();
    assert_eq!(check(&near), Ok(()));
    // A file of that size has no so many cells, and a larger one may have them.
    let cells = [record(0x0203, &[0, 0, 0]), record(0x0203, &[60_000, 200, 0])].concat();
    let wide = [record(0x0809, &[0; 4]), cells].concat();
    assert!(check(&wide).unwrap_err().contains("more than 4000000"));
    let long = [wide, record(0x0042, &[0; 30_000]).repeat(9)].concat();
    assert_eq!(check(&long), Ok(()));
    let far = [
        record(0x0809, &[0; 4]),
        record(0x0203, &[0, 0, 0]),
        record(0x00BD, &[65_535, 0, 0, 60_000]),
    ]
    .concat();
    assert!(check(&far).unwrap_err().contains("spread over"));
}

#[test]
fn room_is_not_made_for_cells_that_a_sheet_only_says_it_has() {
    let sheet = |rows: u16, columns| {
        [record(0x0809, &[0; 4]), record(0x0200, &[0, 0, 0, rows, 0, columns, 0])].concat()
    };
    assert_eq!(check(&sheet(1, 256)), Ok(()));
    assert!(check(&sheet(60_000, 256)).unwrap_err().contains("spread over"));
    // The last row before the first.
    let round = [record(0x0809, &[0; 4]), record(0x0200, &[9, 0, 1, 0, 0, 256, 0])].concat();
    assert!(check(&round).unwrap_err().contains("spread over"));
}

#[test]
fn one_sheet_that_is_named_a_thousand_times_counts_a_thousand_times() {
    let names = record(0x0085, &[0, 0, 0]).repeat(1000);
    let cells = [record(0x0203, &[0, 0, 0]), record(0x0203, &[60_000, 20, 0])].concat();
    assert!(check(&[names, cells].concat()).unwrap_err().contains("spread over"));
}

#[test]
fn a_long_text_in_very_many_cells_is_refused() {
    let letters = 60_000_u16;
    let mut text = vec![4, 0, 0, 0, letters, 0xFF00];
    text.resize(40, 0x6161);
    let go_on = record(CONTINUE, &vec![0x6100; 30_000]);
    let cells = |n: usize| record(0x00FD, &[1, 1, 0, 0, 0]).repeat(n);
    let book = |n| [record(0x00FC, &text), go_on.clone(), cells(n)].concat();
    assert_eq!(check(&book(100)), Ok(()));
    assert!(check(&book(6000)).unwrap_err().contains("MiB of text"));
}

#[test]
fn chains_that_lead_in_a_circle_are_damage() {
    const LAST: u32 = 0xFFFF_FFFE;
    assert_eq!(check(&container([0xFFFF_FFFD, LAST])), Ok(()));
    for circle in [[0xFFFF_FFFD, 1], [1, 0], [0xFFFF_FFFD, 77]] {
        assert!(check(&container(circle)).unwrap_err().contains("damaged"), "{circle:?}");
    }
}

#[test]
fn a_password_is_told() {
    assert!(check(&record(0x002F, &[1, 2])).unwrap_err().contains("password"));
    assert!(check(b"\xD0\xCF\x11\xE0 and so on").unwrap_err().contains("damaged"));
}
