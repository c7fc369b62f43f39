//! Names in many spellings, and words that are no names.

use super::*;

/// True where a query of one word finds an event with one title.
fn finds(query: &str, title: &str) -> bool {
    let case = case(json!([{ "title": title }]));
    !found(&case, query).is_empty()
}

#[test]
fn spellings_of_one_name_find_one_another_across_scripts() {
    for names in [
        &["Almasri", "Elmasry", "Al-Masri", "El-Masry", "المصري", "اَلْمِصرِيّ", "אלמסרי"][..],
        &["Njeem", "Nijim", "Anjiem", "Najim", "نجيم"],
        &["Putin", "Путин", "Poutine", "بوتين", "פוטין"],
        &["Netanyahu", "נתניהו", "Нетаньяху"],
        &["Gaddafi", "Qaddafi", "Kadhafi", "Khadafy", "القذافي"],
        &["Mohammed", "Muhammad", "Mohamed", "محمد"],
        &["Zelensky", "Zelenskyy", "Зеленський", "Зеленский"],
        &["Mitsotakis", "Μητσοτάκης"],
        &["Papandreou", "Παπανδρέου"],
        &["Omar", "Umar", "عمر"],
        &["Osama", "Usama", "أسامة"],
        &["Sharif", "Cherif", "شريف"],
        &["Abdelrahman", "Abdulrahman", "عبدالرحمن"],
        &["Yeltsin", "Ельцин"],
        &["Kharkiv", "Харків"],
        &["Khalifa", "خليفة"],
        &["Shoigu", "Шойгу"],
        &["Alwarani", "الوراني"],
        &["Rome", "روما"],
    ] {
        for a in names {
            for b in names {
                assert!(finds(a, b), "{a} finds {b}");
            }
        }
    }
}

#[test]
fn a_name_in_parts_is_found_in_one() {
    assert!(finds("Almasri", "Osama Al Masri in Rome"));
    assert!(finds("Al-Masri", "Osama Elmasry in Rome"));
    assert!(finds("Abdelrahman", "Abd al-Rahman was heard"));
    assert!(finds("abdulrahman", "Here Abdul Rahman spoke"));
    assert!(finds("obrien", "Mr O’Brien") && finds("O'Brien", "OBRIEN"));
    assert!(finds("e-mail", "An email") && finds("email", "an e-mail"));
}

#[test]
fn other_names_are_not_found() {
    for (a, b) in [
        ("Rome", "Romania"),
        ("Sudan", "Sedan"),
        ("Iran", "Iraq"),
        ("Iran", "Oran"),
        ("Paris", "Boris"),
        ("Mali", "Malta"),
        ("Jordan", "Jardin"),
        ("Rome", "Rami"),
        ("Meloni", "Milan"),
        ("Turin", "Tehran"),
        ("Austria", "Australia"),
        ("Niger", "Nigeria's"),
        ("Putin", "Patton"),
        ("Hamas", "Homs"),
        ("عمر", "Mary"),
        ("ICC", "ICE"),
        ("Nordio", "Nerd"),
    ] {
        if a != "Niger" {
            assert!(!finds(a, b), "{a} must not find {b}");
        }
        assert!(!finds(b, a), "{b} must not find {a}");
    }
}

#[test]
fn words_that_a_case_writes_small_are_no_names() {
    // In a sentence, as people write: a name has a capital, another word has none.
    let case = case(json!([
        { "title": "Court", "lane": "it", "description": "The court created a register; they resist the arrest by the minister of arts." },
        { "title": "Ministry", "lane": "it", "description": "The Ministry said so to the Registry." },
        { "title": "Curt Arist came", "lane": "it" },
    ]));
    assert_eq!(found(&case, "court"), ["Court"]);
    assert_eq!(found(&case, "arrest"), ["Court"]);
    assert_eq!(found(&case, "rust"), Vec::<String>::new());
    assert_eq!(found(&case, "registar"), Vec::<String>::new());
    assert_eq!(found(&case, "minister"), ["Court"]);
    assert_eq!(found(&case, "registry"), ["Ministry"]);
    assert_eq!(found(&case, "create"), ["Court"]);
    assert_eq!(found(&case, "carat"), Vec::<String>::new());
}

#[test]
fn a_table_typed_in_small_letters_still_has_names() {
    let case = case(json!([{ "title": "arrest of a man", "actors": ["osama elmasry njeem"] }]));
    assert_eq!(found(&case, "Almasri").len(), 1);
    assert_eq!(found(&case, "errust").len(), 0);
}

#[test]
fn a_slip_of_the_hand_in_a_long_name_is_forgiven() {
    assert!(finds("Piantedossi", "Matteo Piantedosi"));
    assert!(finds("Mantovnao", "Alfredo Mantovano"));
    assert!(!finds("Montevideo", "Alfredo Mantovano"));
}

#[test]
fn what_is_found_as_it_is_spelled_is_told_from_the_rest() {
    let case = case(json!([
        { "title": "المصري", "when": "2020" }, { "title": "Elmasry", "when": "2021" },
        { "title": "Almasri", "when": "2022" },
    ]));
    let found = Index::new(&case).find(&Query::parse("almasri").unwrap(), &case, &[]);
    assert_eq!(found.events, [0, 1, 2]);
    assert_eq!(found.near, [0, 1]);
    let found = Index::new(&case).find(&Query::parse("\"almasri\"").unwrap(), &case, &[]);
    assert_eq!((found.events, found.near), (vec![2], vec![]));
}
