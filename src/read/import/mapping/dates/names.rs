//! Words that dates are written with, in many languages, folded as all text is that is compared.

use crate::case::fold::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word in a date stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Word {
    /// 1 to 12.
    Month(u32),
    /// 1 for Monday to 7.
    Weekday(u32),
    /// 1 to 4.
    Quarter,
    /// As EDTF numbers them: 21 is spring.
    Season(u32),
    /// Before noon, or behind it.
    Half(bool),
    /// Says nothing of its own.
    Filler,
    /// Near that date.
    About,
    /// One moment before.
    Before,
    /// One moment behind.
    After,
    /// From there on.
    Since,
    /// Up to there.
    Until,
    /// Between the ends of a range.
    To,
    /// One moment between two.
    Between,
    /// Before the year 1.
    Bce,
    /// From the year 1 on: a year of two digits is what it says.
    Ce,
    /// Behind or before ten years: the years from 1990 to 1999.
    Decade,
    /// A letter that is a half of the day behind an hour, and nothing elsewhere.
    HalfLetter,
    /// Minutes east of UTC, by letters that stand for one distance.
    Zone(i32),
    /// Letters that stand for several distances.
    ManyZones,
    /// UTC and GMT, which need no remark.
    Utc,
    /// Behind an hour.
    Hour,
    /// Behind minutes.
    Minute,
    /// Behind seconds.
    Second,
    /// Year 0 of an era by the calendar of today.
    Era(i32),
    /// A month of a calendar that is not read.
    OtherCalendar,
    /// Before the number of a month.
    MonthOf,
    /// Years counted from 543 years before Christ.
    Buddhist,
}

const MONTHS: [&str; 12] = [
    "january|jan|janvier|janv|januar|jänner|jän|gennaio|gen|genn|enero|ene|janeiro|januari|stycznia|styczeń|sty|leden|ledna|led|январь|января|янв|січень|січня|січ|студзень|يناير|كانون الثاني|كانون ثاني|جانفي|ينایر|ژانویه|ינואר|ינו|ocak|oca|ιανουάριος|ιανουαρίου|ιαν|ianuarie|ian|január|januára|januára|tammikuu|tammikuuta|jaanuar|siječanj|siječnja|јануар|януари|янв.|जनवरी|জানুয়ারি|জানুয়ারী|جنوری|มกราคม|ม ค|janar|հունվար|հունվարի|იანვარი|sausio|sausis|janvāris|janvāri|janvārī|siječanj|januara|sij|ஜனவரி|జనవరి|જાન્યુઆરી|ಜನವರಿ|ജനുവരി|ਜਨਵਰੀ|जानेवारी|ဇန်နဝါရီ|ଜାନୁଆରୀ|ጃንዋሪ|জানুৱাৰী|जन|জানু|जाने",
    "february|feb|février|fevr|fév|februar|febbraio|febbr|febrero|fevereiro|fev|februari|lutego|luty|lut|únor|února|úno|февраль|февраля|фев|февр|лютий|лютого|лют|فبراير|شباط|فيفري|فوریه|פברואר|פבר|şubat|şub|φεβρουάριος|φεβρουαρίου|φεβ|februarie|február|februára|helmikuu|helmikuuta|veebruar|veljača|veljače|фебруар|февруари|फ़रवरी|फरवरी|ফেব্রুয়ারি|ফেব্রুয়ারী|فروری|กุมภาพันธ์|ก พ|shkurt|փետրվար|փետրվարի|თებერვალი|vasario|vasaris|februāris|februārī|februara|velj|febr|பிப்ரவரி|ఫిబ్రవరి|ફેબ્રુઆરી|ಫೆಬ್ರವರಿ|ഫെബ്രുവരി|ਫ਼ਰਵਰੀ|फेब्रुवारी|ဖေဖော်ဝါရီ|ଫେବୃଆରୀ|ፌብሩዋሪ|ফেব্ৰুৱাৰী|फ़र|ফেব|फेब्रु",
    "march|mar|mars|märz|mrz|mär|marzo|março|maart|mrt|marca|marzec|březen|března|bře|март|марта|мар|березень|березня|бер|مارس|آذار|اذار|מרץ|מרס|mart|μάρτιος|μαρτίου|μαρ|martie|március|marts|maaliskuu|maaliskuuta|märts|ožujak|ožujka|मार्च|মার্চ|مارچ|มีนาคม|มี ค|maret|machi|mars|մարտ|մարտի|მარტი|kovo|kovas|martā|marta|ožu|берез|marc|மார்ச்|మార్చి|માર્ચ|ಮಾರ್ಚ್|മാർച്ച്|ਮਾਰਚ|မတ်|ମାର୍ଚ୍ଚ|ማርች|মাৰ্চ",
    "april|apr|avril|avr|aprile|abril|abr|kwietnia|kwiecień|kwi|duben|dubna|dub|апрель|апреля|апр|квітень|квітня|кві|أبريل|ابريل|إبريل|نيسان|أفريل|آوریل|אפריל|אפר|nisan|nis|απρίλιος|απριλίου|απρ|aprilie|április|huhtikuu|huhtikuuta|aprill|travanj|travnja|април|अप्रैल|এপ্রিল|اپریل|เมษายน|เม ย|aprili|prill|ապրիլ|ապրիլի|აპრილი|balandžio|balandis|aprīlis|aprīlī|aprila|apríla|trav|квіт|ஏப்ரல்|ఏప్రిల్|એપ્રિલ|ಏಪ್ರಿಲ್|ഏപ്രിൽ|ਅਪ੍ਰੈਲ|एप्रिल|ဧပြီ|ଅପ୍ରେଲ|ኤፕሪል|এপ্ৰিল|এপ্রি|एप्रि",
    "may|mai|maggio|mag|mayo|maio|mei|maja|maj|květen|května|kvě|май|мая|травень|травня|тра|مايو|أيار|ايار|ماي|مه|מאי|mayıs|mayis|μάιος|μαΐου|μαι|mai|május|toukokuu|toukokuuta|svibanj|svibnja|мај|मई|মে|مئی|พฤษภาคม|พ ค|մայիս|մայիսի|მაისი|gegužės|gegužė|maijs|maijā|maja|mája|máj|svi|svib|трав|மே|మే|મે|ಮೇ|മേയ്|ਮਈ|मे|မေ|ମଇ|ሜይ|মে'",
    "june|jun|juin|juni|giugno|giu|junio|junho|czerwca|czerwiec|cze|červen|června|čvn|июнь|июня|июн|червень|червня|чер|يونيو|يونية|يونيه|حزيران|جوان|ژوئن|יוני|haziran|haz|ιούνιος|ιουνίου|ιουν|iunie|június|kesäkuu|kesäkuuta|juuni|lipanj|lipnja|юни|јун|जून|জুন|جون|มิถุนายน|มิ ย|qershor|հունիս|հունիսի|ივნისი|birželio|birželis|jūnijs|jūnijā|juna|júna|jún|lip|черв|iun|ஜூன்|జూన్|જૂન|ಜೂನ್|ജൂൺ|ਜੂਨ|ဇွန်|ଜୁନ|ጁን",
    "july|jul|juillet|juil|juli|luglio|lug|julio|julho|lipca|lipiec|lip|červenec|července|čvc|июль|июля|июл|липень|липня|лип|يوليو|يولية|يوليه|تموز|جويلية|ژوئیه|יולי|temmuz|tem|ιούλιος|ιουλίου|ιουλ|iulie|július|heinäkuu|heinäkuuta|juuli|srpanj|srpnja|юли|јул|जुलाई|জুলাই|جولائی|กรกฎาคม|ก ค|julai|korrik|հուլիս|հուլիսի|ივლისი|liepos|liepa|jūlijs|jūlijā|jula|júla|júl|srp|iul|ஜூலை|జులై|જુલાઈ|ಜುಲೈ|ജൂലൈ|ਜੁਲਾਈ|जुलै|ဇူလိုင်|ଜୁଲାଇ|ጁላይ|जुल|জুল",
    "august|aug|août|aout|agosto|ago|augustus|augusti|sierpnia|sierpień|sie|srpen|srpna|srp|август|августа|авг|серпень|серпня|сер|أغسطس|اغسطس|آب|أوت|اوت|اوت|אוגוסט|אוג|ağustos|ağu|αύγουστος|αυγούστου|αυγ|augusztus|elokuu|elokuuta|kolovoz|kolovoza|авг.|अगस्त|আগস্ট|اگست|สิงหาคม|ส ค|agustus|agosti|gusht|օգոստոս|օգոստոսի|აგვისტო|rugpjūčio|rugpjūtis|augusts|augustā|avgust|avgusta|augusta|kol|серп|agt|ஆகஸ்ட்|ఆగస్టు|ઑગસ્ટ|ಆಗಸ್ಟ್|ഓഗസ്റ്റ്|ਅਗਸਤ|ऑगस्ट|ဩဂုတ်|ଅଗଷ୍ଟ|ኦገስት|আগষ্ট|अग|আগ|ऑग",
    "september|sep|sept|septembre|settembre|set|sett|septiembre|setiembre|setembro|września|wrzesień|wrz|září|zář|сентябрь|сентября|сен|сент|вересень|вересня|вер|سبتمبر|أيلول|ايلول|سپتامبر|ספטמבר|ספט|eylül|eyl|σεπτέμβριος|σεπτεμβρίου|σεπ|septembrie|szeptember|szept|syyskuu|syyskuuta|rujan|rujna|септември|септембар|सितंबर|सितम्बर|সেপ্টেম্বর|ستمبر|กันยายน|ก ย|septemba|shtator|սեպտեմբեր|սեպտեմբերի|სექტემბერი|rugsėjo|rugsėjis|septembris|septembrī|septembar|septembra|ruj|верес|செப்டம்பர்|సెప్టెంబర్|સપ્ટેમ્બર|ಸೆಪ್ಟೆಂಬರ್|സെപ്റ്റംബർ|ਸਤੰਬਰ|सप्टेंबर|စက်တင်ဘာ|ସେପ୍ଟେମ୍ବର|ሴፕቴምበር|ছেপ্তেম্বৰ|सित|সেপ|सप्टें",
    "october|oct|octobre|oktober|okt|ottobre|ott|octubre|outubro|out|października|październik|paź|říjen|října|říj|октябрь|октября|окт|жовтень|жовтня|жов|أكتوبر|اكتوبر|تشرين الأول|تشرين اول|اکتبر|אוקטובר|אוק|ekim|eki|οκτώβριος|οκτωβρίου|οκτ|octombrie|október|lokakuu|lokakuuta|oktoober|октомври|октобар|अक्टूबर|अक्तूबर|অক্টোবর|اکتوبر|ตุลาคม|ต ค|oktoba|tetor|հոկտեմբեր|հոկտեմբերի|ოქტომბერი|spalio|spalis|oktobris|oktobrī|oktobar|oktobra|októbra|listopad|listopada|lis|жовт|அக்டோபர்|అక్టోబర్|ઑક્ટોબર|ಅಕ್ಟೋಬರ್|ഒക്‌ടോബർ|ਅਕਤੂਬਰ|ऑक्टोबर|အောက်တိုဘာ|ଅକ୍ଟୋବର|ኦክቶበር|অক্টোবৰ|अक्टू|অক্টো|ऑक्टो",
    "november|nov|novembre|noviembre|novembro|listopada|listopad|lis|ноябрь|ноября|ноя|нояб|листопад|листопада|лис|نوفمبر|تشرين الثاني|تشرين ثاني|نوامبر|נובמבר|נוב|kasım|kas|νοέμβριος|νοεμβρίου|νοε|noiembrie|marraskuu|marraskuuta|ноември|новембар|studeni|studenoga|नवंबर|नवम्बर|নভেম্বর|نومبر|พฤศจิกายน|พ ย|novemba|nopember|nëntor|նոյեմբեր|նոյեմբերի|ნოემბერი|lapkričio|lapkritis|novembris|novembrī|novembar|novembra|listopadu|studenog|stu|நவம்பர்|నవంబర్|નવેમ્બર|ನವೆಂಬರ್|നവംബർ|ਨਵੰਬਰ|नोव्हेंबर|နိုဝင်ဘာ|ନଭେମ୍ବର|ኖቬምበር|নৱেম্বৰ|नव|নভে|नोव्हें",
    "december|dec|décembre|déc|dezember|dez|dicembre|dic|diciembre|dezembro|grudnia|grudzień|gru|prosinec|prosince|pro|декабрь|декабря|дек|грудень|грудня|гру|ديسمبر|كانون الأول|كانون اول|دسامبر|דצמבר|דצמ|aralık|ara|δεκέμβριος|δεκεμβρίου|δεκ|decembrie|joulukuu|joulukuuta|detsember|prosinac|prosinca|декември|децембар|दिसंबर|दिसम्बर|ডিসেম্বর|دسمبر|ธันวาคม|ธ ค|desember|desemba|dhjetor|դեկտեմբեր|դեկտեմբերի|დეკემბერი|gruodžio|gruodis|decembris|decembrī|decembar|decembra|груд|des|டிசம்பர்|డిసెంబర్|ડિસેમ્બર|ಡಿಸೆಂಬರ್|ഡിസംബർ|ਦਸੰਬਰ|डिसेंबर|ဒီဇင်ဘာ|ଡିସେମ୍ବର|ዲሴምበር|ডিচেম্বৰ|दिस|ডিসে|डिसें",
];

const WEEKDAYS: [&str; 7] = [
    "monday|mon|lundi|lun|montag|mo|lunedì|lunes|segunda-feira|segunda|maandag|poniedziałek|pon|pondělí|понедельник|пн|понеділок|الاثنين|الإثنين|דוֹשנבה|יום שני|pazartesi|δευτέρα|星期一|周一|月曜日|월요일|mandag|måndag|maanantai|maanantaina|hétfő|luni|ponedjeljak|ponedeljak|понедељак|ponedeljek|pondelok|esmaspäev|senin|月曜|सोमवार|সোমবার|پیر|دوشنبه|วันจันทร์|Jumatatu|सोम|pzt|sen|seg|pt",
    "tuesday|tue|tues|mardi|dienstag|di|sa|út|martedì|martes|terça-feira|terça|dinsdag|wtorek|úterý|вторник|вт|вівторок|الثلاثاء|יום שלישי|salı|τρίτη|星期二|周二|火曜日|화요일|tirsdag|tisdag|tiistai|tiistaina|kedd|marți|utorak|уторак|torek|utorok|teisipäev|selasa|火曜|मंगलवार|মঙ্গলবার|منگل|سه‌شنبه|วันอังคาร|Jumanne|मंगल|sal|sel|ter|wt|uto",
    "wednesday|wed|mercredi|mer|mittwoch|mi|mercoledì|miércoles|mié|quarta-feira|quarta|woensdag|środa|středa|среда|ср|середа|الأربعاء|الاربعاء|יום רביעי|çarşamba|τετάρτη|星期三|周三|水曜日|수요일|onsdag|keskiviikko|keskiviikkona|szerda|miercuri|srijeda|sreda|streda|kolmapäev|rabu|水曜|बुधवार|বুধবার|بدھ|چهارشنبه|วันพุธ|Jumatano|बुध|qua|rab|śr|sri|mie|wo",
    "thursday|thu|thur|thurs|jeudi|jeu|donnerstag|do|giovedì|gio|jueves|jue|quinta-feira|quinta|donderdag|czwartek|čtvrtek|čt|четверг|чт|четвер|الخميس|יום חמישי|perşembe|πέμπτη|星期四|周四|木曜日|목요일|torsdag|torstai|torstaina|csütörtök|joi|četvrtak|четвртак|četrtek|štvrtok|neljapäev|kamis|木曜|गुरुवार|বৃহস্পতিবার|جمعرات|پنجشنبه|วันพฤหัสบดี|Alhamisi|गुरु|qui|kam|czw",
    "friday|fri|vendredi|ven|freitag|fr|venerdì|viernes|vie|sexta-feira|sexta|vrijdag|piątek|pátek|pá|пятница|пт|п'ятниця|الجمعة|יום שישי|cuma|παρασκευή|星期五|周五|金曜日|금요일|fredag|perjantai|perjantaina|péntek|vineri|petak|петак|petek|piatok|reede|jumat|jum'at|金曜|शुक्रवार|শুক্রবার|جمعہ|جمعه|วันศุกร์|Ijumaa|शुक्र|sex|jum|cum|vin|vr|pet|pt",
    "saturday|sat|ct|samedi|sam|samstag|sonnabend|sa|sabato|sab|sábado|so|zaterdag|sobota|суббота|сб|субота|السبت|שבת|cumartesi|σάββατο|星期六|周六|土曜日|토요일|lørdag|lördag|laurdag|lauantai|lauantaina|szombat|sâmbătă|subota|субота|laupäev|sabtu|土曜|יום שבת|शनिवार|শনিবার|ہفتہ|شنبه|วันเสาร์|Jumamosi|शनि|sob|cmt|za",
    "sunday|sun|dimanche|dim|sonntag|so|di|ne|pa|domenica|dom|domingo|zondag|niedziela|neděle|воскресенье|вс|неділя|нд|الأحد|الاحد|יום ראשון|pazar|κυριακή|星期日|星期天|周日|日曜日|일요일|søndag|söndag|sundag|sunnuntai|sunnuntaina|vasárnap|duminică|nedjelja|nedelja|недеља|nedeľa|pühapäev|minggu|ahad|日曜|रविवार|রবিবার|اتوار|یکشنبه|วันอาทิตย์|Jumapili|रवि|niedz|dum|zo|ned",
];

const FILLERS: &str = "and|et|und|e|y|i|и|і|та|و|en|ve|και|ו|at|on|of|the|in|le|la|il|el|l|de|del|do|da|das|der|den|dem|am|à|a|às|as|alle|ore|alle ore|las|um|o|godz|godzina|godzinie|ora|orele|kl|les|los|gli|negli|v|ve|в|у|о|г|года|год|року|рік|р|r|roku|rok|op|om|ב|השעה|בשעה|الساعة|في|من|سنة|عام|ميلادي|م|e|saat|tarihinde|τις|στις|και ώρα|ad|ce|n chr|d c|t|date|dated|datum|o'clock|hrs|го|st|nd|rd|th|er|ère|re|ª|º|°|a d|c e|th of|hours|time|local|local time|standard time|ngày|năm";

const TO: &str = "to|till|until|bis|au|jusqu'au|al|fino al|hasta|até|ao|a|tot|t/m|t m|do|až|по|до|إلى|الى|حتى|עד|ile|ως|έως|至|到|から|から|부터";

const OTHERS: &[(&str, Word)] = &[
    (
        "q|quarter|quartal|trimestre|trimester|trim|kwartał|kvartál|kwartaal|квартал|кв|çeyrek|분기|季度|四半期|الربع",
        Word::Quarter,
    ),
    (
        "spring|frühling|frühjahr|printemps|primavera|wiosna|jaro|весна|lente|الربيع",
        Word::Season(21),
    ),
    ("summer|sommer|été|estate|verano|verão|lato|léto|лето|літо|zomer|الصيف", Word::Season(22)),
    (
        "autumn|fall|herbst|automne|autunno|otoño|outono|jesień|podzim|осень|осінь|herfst|الخريف",
        Word::Season(23),
    ),
    ("winter|hiver|inverno|invierno|zima|зима|الشتاء", Word::Season(24)),
    (
        "am|a m|a.m|vorm|ante meridiem|ص|صباحا|上午|午前|오전|לפנה\"צ|π μ|öö|ق ظ|قظ|قبل از ظهر|قبلازظهر|дп|পূৰ্বাহ্ন|ਪੂ ਦੁ|ก่อนเที่ยง",
        Word::Half(false),
    ),
    (
        "pm|p m|p.m|nachm|post meridiem|م|مساء|ös|下午|午後|오후|אחה\"צ|μ μ|ب ظ|بظ|بعد از ظهر|بعدازظهر|пп|অপৰাহ্ন|ਬਾ ਦੁ|หลังเที่ยง",
        Word::Half(true),
    ),
    (
        "about|circa|c|ca|cca|around|approximately|approx|roughly|approssimativamente|um ca|ungefähr|etwa|gegen|vers|environ|env|verso|hacia|alrededor de|sobre|por volta de|cerca de|około|ok|asi|kolem|около|ок|приблизительно|близько|حوالي|نحو|בערך|civarı|περίπου|περ|大约|约|頃|ongeveer|rond|est|estimated|omstreeks|omkring|cirka|kring|rundt|noin|körül|kb|aproximativ|aprox|aproximadamente|approximativement|aux alentours de|autour de|intorno al|intorno a|attorno al|yaklaşık|w przybliżeniu|mniej więcej|přibližně|okolo|zhruba|oko|otprilike|примерно|приблизно|орієнтовно|γύρω|تقريبا|قرابة|בסביבות|לערך|حدود|حوالی|約|左右|ごろ|약",
        Word::About,
    ),
    (
        "before|bef|vor|avant|prima del|prima di|antes de|antes del|antes do|przed|před|до|раньше|voor|قبل|לפני|önce|πριν|以前|之前|prior to",
        Word::Before,
    ),
    (
        "after|aft|nach|après|dopo|dopo il|después de|después del|depois de|após|po|после|після|na|بعد|אחרי|sonra|μετά|以后|之后|以後",
        Word::After,
    ),
    (
        "since|from|seit|ab|von|vom|depuis|du|dal|dalla|da|desde|od|с|со|з|від|sinds|vanaf|van|منذ|מ|από|自|从",
        Word::Since,
    ),
    (
        "until|till|bis|jusqu'à|jusqu'au|jusqu'en|fino a|fino al|hasta|até|do|až do|по|tot|حتى|עד",
        Word::Until,
    ),
    (
        "between|bet|zwischen|entre|tra|fra|tra il|fra il|entre el|między|mezi|между|між|tussen|بين|בין|μεταξύ",
        Word::Between,
    ),
    (
        "bc|bce|b c|b c e|v chr|vor christus|v u z|av j-c|avant j-c|a c|a e c|a.c|п н е|до н э|до н е|пр н е|p n e|př n l|ق م|לפנה\"ס|π χ|mö|m ö|公元前|紀元前",
        Word::Bce,
    ),
    (
        "ad|ce|ec|a d|c e|e c|公元|西暦|ค ศ|n chr|nach chr|nach christus|d c|н э|n e|μ χ|م|ميلادي",
        Word::Ce,
    ),
    (
        "s|er|ern|er jahre|er jahren|talet|erne|arene|luku|luvulla|luvun|е|х|е годы|х годов|х годах|ті|ті роки|х років|х роках|années|anni|años|anos|anii|jaren|lata|década de",
        Word::Decade,
    ),
    ("p", Word::HalfLetter),
    ("utc|gmt|z|zulu", Word::Utc),
    ("wet", Word::Zone(0)),
    ("west|cet|mez|wat", Word::Zone(60)),
    ("cest|mesz|selč|eet|cat|sast", Word::Zone(120)),
    ("eest|msk|мск|trt|eat|idt", Word::Zone(180)),
    ("nzst", Word::Zone(720)),
    ("jst|kst", Word::Zone(540)),
    ("aest", Word::Zone(600)),
    ("akst", Word::Zone(-540)),
    ("hst", Word::Zone(-600)),
    (
        "est|edt|cst|cdt|pst|pdt|mst|mdt|ist|bst|ast|adt|gst|sst|et|ct|mt|pt|eastern|central|pacific|mountain",
        Word::ManyZones,
    ),
    (
        "h|hs|hr|hrs|uhr|u|uur|ч|час|часа|часов|ώρα|時|时|点|點|시|heures|heure|horas|hod",
        Word::Hour,
    ),
    ("min|m|мин|минут|хв|分|분|minutes|minuti|minutos|minuten|minut", Word::Minute),
    ("s|sec|sek|с|сек|秒|초", Word::Second),
    ("tháng|thg", Word::MonthOf),
    ("พ ศ|พุทธศักราช", Word::Buddhist),
    ("令和", Word::Era(2018)),
    ("平成", Word::Era(1988)),
    ("昭和", Word::Era(1925)),
    ("民國|民国", Word::Era(1911)),
    (
        "muharram|safar|rabi|jumada|rajab|shaban|ramadan|shawwal|dhu al-hijjah|محرم|صفر|ربيع الأول|ربيع الثاني|رجب|شعبان|رمضان|شوال|ذو القعدة|ذو الحجة|فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند|tishrei|nissan|תשרי|ניסן|חשוון|כסלו|טבת|שבט|אדר|אייר|סיוון|תמוז|אלול",
        Word::OtherCalendar,
    ),
];

/// Several meanings of one spelling, the likelier first: `do` is Thursday, `to` and nothing.
static WORDS: LazyLock<HashMap<String, Vec<Word>>> = LazyLock::new(|| {
    let mut all: HashMap<String, Vec<Word>> = HashMap::new();
    let mut add = |names: &str, word: Word| {
        for name in names.split('|') {
            let name = fold(name).replace(['.', '-'], " ");
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            let list = all.entry(name).or_default();
            if !list.contains(&word) {
                list.push(word);
            }
        }
    };
    for (n, names) in (1_u32..).zip(MONTHS) {
        add(names, Word::Month(n));
    }
    for (n, names) in (1_u32..).zip(WEEKDAYS) {
        add(names, Word::Weekday(n));
    }
    for (names, word) in OTHERS {
        add(names, *word);
    }
    add(TO, Word::To);
    add(FILLERS, Word::Filler);
    all
});

/// Everything that a folded word can stand for.
pub(in super::super) fn word(text: &str) -> &'static [Word] {
    let known = WORDS.get(text).map(Vec::as_slice);
    // In Hebrew, “in January” is one word.
    let hebrew = || text.strip_prefix('ב').and_then(|rest| WORDS.get(rest)).map(Vec::as_slice);
    known.or_else(hebrew).unwrap_or_default()
}

/// Every name of a month with all that it can stand for.
#[cfg(test)]
pub(super) fn names_of_months() -> std::collections::BTreeMap<String, Vec<Word>> {
    let month = |words: &[Word]| words.iter().any(|w| matches!(w, Word::Month(_)));
    let named = WORDS.iter().filter(|(_, words)| month(words));
    named.map(|(name, words)| (name.clone(), words.clone())).collect()
}
