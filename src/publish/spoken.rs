//! What every exported file may say whatever its case is: the words of the rules and of the program.

use crate::law::Library;
use crate::redact::Spoken;

/// Words of sentences, tables, receipts and axes. A person may be called April Case; a file that may not say
/// “April” or “case” cannot be written.
const WORDS: &str = "\
    about access act actors address advice after aid alt alternative and any application applies apply \
    archive archived art article as at author axis basis before began begin beginning benchmark between \
    beyond bit bound by calendar calendars cannot caption case categories certainty change charset \
    circumstances citation claim claims class clock collected color comment committee comparator comparators \
    competing computed confidence constitutional content copy corroborated count counted court covenant \
    creator criminal custodial custody cut data date dates day days decided description desc disputed \
    document does drawing drawn due duty each earlier earliest early editors elapsed end ended ends europe \
    even event events evidence exact exceptional expires extension facts false family fifth figure file files \
    fingerprint first fixed follow follows font for form format from general given group guidance half \
    happened hard hash headline held high holiday holidays hour hours image importance in inferred instance \
    instrument instruments international italy judge judged kind known label lane lanes language lasting late \
    later latest law least left legal length less liberation light limit limits line list long longer low \
    made mark marks margin mark may medium met method minute minutes missed moment months month most name \
    names nature never no none not note notes nothing number of off official on one only open opening order \
    other out over overtaken page pages papers part per period person persons picture pictures place point \
    points political premise press print procedure profile program promptly proof provision provisional \
    publish published publisher quarter read reading receipt receive received record reference regulations \
    relative released rest rests right rights role rule rules run running runs sans say second seconds size \
    slide software some source sources space stage start started starts state stated states statute stay step \
    steps still stop story style subject sun surrender symbol table text than that the then there third \
    thread threshold time timeline times title to told tool top triggered trigger true turn turns type \
    uncertain undated under units until use used value varied verdict verdicts version view was week weeks \
    weight were what when where which whole whom will with without word words working writer year years zone \
    case_sha256 drawing_sha256 adquem toml sha256 Europe/Rome Europe/Amsterdam UTC \
    January February March April May June July August September October November December Jan Feb Mar Apr Jun \
    Jul Aug Sep Sept Oct Nov Dec \
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun \
    initials roles replaced withheld named given alone places";

/// What the program says of any case, with these rules.
pub(super) fn spoken(library: &Library) -> Spoken {
    let receipts = library.fingerprints.iter().map(|(id, _)| id.clone());
    // One by one: two that stand side by side in the list are no name.
    let words = WORDS.split_whitespace().chain(["The Hague"]).map(str::to_owned);
    let texts = library.texts().into_iter().chain(receipts).chain(words);
    Spoken { facts: library.facts(), texts: texts.collect() }
}
