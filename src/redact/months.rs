//! Names of months and days of the week as they are written in texts, folded.

/// Names of the twelve months in one language each; several spellings are parted by a stroke.
const MONTHS: &[[&str; 12]] = &[
    [
        "january|jan",
        "february|feb",
        "march|mar",
        "april|apr",
        "may",
        "june|jun",
        "july|jul",
        "august|aug",
        "september|sept|sep",
        "october|oct",
        "november|nov",
        "december|dec",
    ],
    [
        "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto",
        "settembre", "ottobre", "novembre", "dicembre",
    ],
    [
        "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
        "octobre", "novembre", "decembre",
    ],
    [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
        "octubre", "noviembre", "diciembre",
    ],
    [
        "januar|janner", "februar", "marz", "april", "mai", "juni", "juli", "august", "september",
        "oktober", "november", "dezember",
    ],
    [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
        "oktober", "november", "december",
    ],
    [
        "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
        "октября", "ноября", "декабря",
    ],
    [
        "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня",
        "жовтня", "листопада", "грудня",
    ],
    [
        "يناير|جانفي|كانون الثاني",
        "فبراير|فيفري|شباط",
        "مارس|اذار",
        "ابريل|افريل|نيسان",
        "مايو|ماي|ايار",
        "يونيو|جوان|حزيران",
        "يوليو|جويليه|تموز",
        "اغسطس|اوت|اب",
        "سبتمبر|ايلول",
        "اكتوبر|تشرين الاول",
        "نوفمبر|تشرين الثاني",
        "ديسمبر|كانون الاول",
    ],
    [
        "ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר",
        "נובמבר", "דצמבר",
    ],
];

/// Days of the week that may stand before a date.
const WEEKDAYS: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue",
    "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "lunedi", "martedi", "mercoledi",
    "giovedi", "venerdi", "sabato", "domenica", "lundi", "mardi", "mercredi", "jeudi", "vendredi",
    "samedi", "dimanche", "lunes", "martes", "miercoles", "jueves", "viernes", "sabado",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
    "понедельник", "вторник", "среда", "среду", "четверг", "пятница", "пятницу", "суббота",
    "субботу", "воскресенье", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت",
    "الاحد",
];

/// The month, 1 to 12, that a folded word names; a second word is looked at where one is given.
pub(super) fn month_named(word: &str) -> Option<u32> {
    // Hebrew writes “in January” as one word.
    let plain = word.strip_prefix('ב').unwrap_or(word);
    MONTHS.iter().find_map(|names| {
        let spelled = |all: &&str| all.split('|').any(|one| one == word || one == plain);
        let n = names.iter().position(|all| spelled(&all))?;
        u32::try_from(n + 1).ok()
    })
}

/// True for a folded day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word)
}
