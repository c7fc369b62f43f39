//! What columns are called, in many languages.

use super::{Field, acts};
use crate::case::fold::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Names of columns, with how surely they mean the field: 100 is certain, below 50 the values have to agree.
const NAMES: &[(Field, u8, &str)] = &[
    (
        Field::Start,
        100,
        "start date|date start|start|starts|begin|begin date|beginning|start time date|startdate|start datetime|date from|from date|date debut|date de debut|debut|beginn|startdatum|anfang|von datum|data inizio|inizio|data di inizio|fecha inicio|fecha de inicio|inicio|data inicio|data de inicio|data do inicio|begindatum|data rozpoczecia|poczatek|data od|datum zahajeni|zacatek|дата начала|начало|дата початку|початок|تاريخ البدء|تاريخ البداية|بداية|תאריך התחלה|baslangic tarihi|baslangic|ημερομηνια εναρξης|εναρξη|开始日期|开始时间|開始日|開始日時|開始|시작일|시작 날짜|시작|تاریخ شروع|شروع|kezdes datuma|kezdes|kezdete|alkamispaiva|aloituspaiva|data inceperii|data inceput|inceput|startdato|datum pocetka|pocetak|datum zaciatku|zaciatok|data poczatkowa|tanggal mulai|ngay bat dau|начална дата|датум почетка|प्रारंभ तिथि|วันที่เริ่ม|pradzios data|sakuma datums|dtstart",
    ),
    (
        Field::Start,
        96,
        "wann|quand|cuando|wanneer|kiedy|когда|متى|event date|date of event|incident date|date of incident|occurrence date|date of occurrence|date occurred|occurred|occurred at|happened|when|datetime|date time|date and time|date/time|timestamp utc|event time|date evenement|date de l'evenement|date des faits|ereignisdatum|tatzeit|datum uhrzeit|datum und uhrzeit|zeitpunkt|data evento|data dell'evento|data del fatto|data e ora|fecha del evento|fecha evento|fecha y hora|fecha de los hechos|data do evento|data e hora|data zdarzenia|data i godzina|datum udalosti|datum a cas|дата события|дата и время|дата происшествия|дата події|дата і час|تاريخ الحدث|التاريخ والوقت|תאריך האירוע|olay tarihi|tarih saat|ημερομηνια συμβαντος|事件日期|日期时间|日時|发生时间|发生日期|発生日|発生日時|일시|ora e data|datum gebeurtenis|datum en tijd",
    ),
    (
        Field::Start,
        94,
        "date|dates|day date|datum|data|fecha|dia fecha|дата|дати|تاريخ|التاريخ|תאריך|tarih|tarihi|ημερομηνια|日期|日付|年月日|날짜|datums|datums laiks|kuupaev|paivamaara|datu|dato|ngay|तारीख|تاریخ|दिनांक|तिथि|তারিখ|วันที่|tanggal|tarikh|ngay thang|tarehe|data e ngjarjes|ամսաթիվ|თარიღი|kuupäev|datums|giorno e data|fecha hora",
    ),
    (
        Field::Start,
        70,
        "timestamp|time stamp|zeitstempel|horodatage|upload timestamp|date local|date utc|local date|utc date|published|publication date|date published|post date|posted|created time|sent|date sent|sent date|received|date received|filed|date filed|dated|document date|letter date|datum schreiben|meta data creation date|visit time|last visit time",
    ),
    (
        Field::Start,
        30,
        "created|created at|date created|inserted at|modified|updated|updated at|date modified|last modified|entry date|date added|erstellt|cree le|data creazione|fecha creacion|создано|utworzono",
    ),
    (
        Field::StartTime,
        95,
        "time|start time|time start|time from|starttime|start hour|event time local|hour|clock|time of day|time of event|heure|heure debut|heure de debut|uhrzeit|zeit|startzeit|beginn uhrzeit|ora|orario|ora inizio|hora|hora inicio|hora de inicio|tijd|starttijd|tijdstip|godzina|czas|godzina od|cas|hodina|время|время начала|час|время события|час початку|وقت|الوقت|الساعة|وقت البدء|שעה|זמן|saat|ωρα|时间|時間|時刻|시간|ساعت|زمان|tid|klokkeslaet|idopont|ido|ora exacta|kellonaika|час на събитието",
    ),
    (
        Field::End,
        100,
        "end date|date end|end|ends|finish|end datetime|date to|to date|until|enddate|date fin|date de fin|fin|ende|enddatum|bis datum|bis|data fine|fine|data di fine|fecha fin|fecha de fin|fecha final|data fim|data de fim|data do fim|data do final|data termino|data de termino|data do termino|data de encerramento|data do encerramento|fim|data final|einddatum|einde|data zakonczenia|koniec|data do|datum ukonceni|konec|дата окончания|окончание|конец|дата завершения|дата закінчення|кінець|تاريخ الانتهاء|تاريخ النهاية|نهاية|תאריך סיום|סיום|bitis tarihi|bitis|ημερομηνια ληξης|ληξη|结束日期|结束时间|終了日|終了日時|終了|종료일|종료 날짜|종료|تاریخ پایان|پایان|befejezes datuma|befejezes|vege|loppupaiva|paattymispaiva|data incheierii|data sfarsit|sfarsit|slutdatum|slutdato|sluttdato|slut|datum zavrsetka|zavrsetak|datum ukoncenia|koniec datum|data koncowa|tanggal selesai|tanggal berakhir|ngay ket thuc|крайна дата|датум завршетка|समाप्ति तिथि|วันที่สิ้นสุด|pabaigos data|beigu datums|dtend",
    ),
    (
        Field::EndTime,
        95,
        "end time|time end|time to|endtime|end hour|hour end|heure fin|heure de fin|endzeit|ende uhrzeit|ora fine|hora fin|hora de fin|hora fim|eindtijd|godzina do|время окончания|час закінчення|وقت الانتهاء|שעת סיום|bitis saati|ωρα ληξης|终止时间|終了時刻",
    ),
    (
        Field::Duration,
        95,
        "duration|length|lasted|duree|dauer|durata|duracion|duracao|duur|czas trwania|doba trvani|продолжительность|длительность|тривалість|مدة|المدة|משך|sure|διαρκεια|时长|持续时间|期間|所要時間",
    ),
    (
        Field::Year,
        95,
        "year|iyear|start year|annee|jahr|anno|ano|jaar|rok|год|рік|سنة|السنة|العام|שנה|yil|ετος|年|年份|연도|an",
    ),
    (
        Field::Month,
        95,
        "month|imonth|start month|mois|monat|mese|mes|maand|miesiac|mesic|месяц|місяць|شهر|الشهر|חודש|ay|μηνας|月|月份",
    ),
    (
        Field::Day,
        95,
        "day|iday|start day|jour|tag|giorno|dia|dag|dzien|den|день|число|يوم|اليوم|יום|gun|ημερα|日",
    ),
    (
        Field::Minute,
        92,
        "minute|minutes|min|mins|start minute|minuto|minuti|minutos|minuut|minuten|minuta|минута|минуты|минут|хвилина|دقيقة|דקה|dakika|分|분",
    ),
    (
        Field::Second,
        92,
        "second|seconds|sec|secs|start second|seconde|secondes|sekunde|sekunden|secondo|secondi|segundo|segundos|sekunda|секунда|секунды|ثانية|שנייה|saniye|秒|초",
    ),
    (Field::Half, 95, "am pm|ampm|a m p m|am or pm|meridiem|meridian|vorm nachm|上午下午|午前午後"),
    (Field::EndMinute, 92, "end minute|minute end|endminute"),
    (Field::EndSecond, 92, "end second|second end"),
    (Field::EndHalf, 95, "end am pm|end ampm|am pm end|ampm end"),
    (Field::EndYear, 96, "end year|year end|annee fin|endjahr|anno fine|ano fin|ano fim"),
    (Field::EndMonth, 96, "end month|month end|mois fin|endmonat|mese fine|mes fin|mes fim"),
    (Field::EndDay, 96, "end day|day end|jour fin|endtag|giorno fine|dia fin|dia fim"),
    (
        Field::Zone,
        95,
        "timezone|time zone|zone|tz|utc offset|fuseau horaire|fuseau|zeitzone|fuso orario|fuso|zona horaria|huso horario|fuso horario|tijdzone|strefa czasowa|casove pasmo|часовой пояс|часовий пояс|المنطقة الزمنية|אזור זמן|saat dilimi|ζωνη ωρας|时区|タイムゾーン",
    ),
    (
        Field::Title,
        100,
        "title|headline|event title|event name|event|शीर्षक|घटना|শিরোনাম|ঘটনা|عنوان واقعہ|واقعہ|เหตุการณ์|หัวข้อ|judul|peristiwa|kejadian|tieu de|su kien|kichwa|tukio|dogadjaj|dogadaj|naslov|ngjarja|titulli|pavadinimas|ivykis|subject|summary|short description|titre|intitule|evenement|objet|titel|ereignis|betreff|vorfall|uberschrift|titolo|evento|oggetto|titulo|encabezado|asunto|hecho|hechos|assunto|acontecimento|gebeurtenis|onderwerp|kop|tytul|zdarzenie|wydarzenie|temat|nazev|nadpis|udalost|predmet|заголовок|название|событие|наименование|тема|назва|подія|عنوان|العنوان|الحدث|حدث|الموضوع|رویداد|כותרת|אירוע|נושא|baslik|olay|konu|τιτλος|συμβαν|γεγονος|θεμα|标题|標題|题目|事件|事件名|タイトル|件名|出来事|見出し|제목|사건|handelse|haendelse|tapahtuma|hendelse|esemeny|eveniment|vorgang|събитие|догађај",
    ),
    (
        Field::Title,
        75,
        "message|msg|log message|incident|activity|action|what|what happened|label|caption|upload title|subject line|name|nom|nome|nombre|naam|nazwa|jmeno|имя|ім'я|اسم|الاسم|שם|isim|ad|ονομα|名称|名前|이름|libelle|bezeichnung|fact|facts|fait|sachverhalt|fatto|content|text headline|task|milestone|entry|item|topic|thema",
    ),
    (
        Field::Description,
        98,
        "description|details|detail|विवरण|বিবরণ|تفصیل|توضیحات|شرح رویداد|รายละเอียด|คำอธิบาย|deskripsi|keterangan|mo ta|maelezo|opis dogadaja|pershkrimi|aprasymas|long description|full description|event description|narrative|text|body|beschreibung|details zum ereignis|erlauterung|inhalt|descrizione|dettagli|descripcion|detalles|descricao|detalhes|beschrijving|omschrijving|opis|szczegoly|popis|описание|подробности|содержание|опис|وصف|الوصف|تفاصيل|التفاصيل|شرح|תיאור|פרטים|aciklama|tanim|ayrintilar|περιγραφη|λεπτομερειες|描述|说明|內容|内容|詳細|説明|설명|내용|texte|resume|synopsis|testo|texto|tekst|text content|story|sachverhalt beschreibung|notes/summary|beskrivning|beskrivelse|kuvaus|leiras|descriere|описание на събитието",
    ),
    (
        Field::Place,
        95,
        "place|location|where|स्थान|স্থান|مقام|สถานที่|lokasi|tempat|dia diem|mahali|vendi|vieta|venue|city|town|site|address|place name|lieu|endroit|ville|adresse|localisation|ort|tatort|stadt|luogo|localita|citta|indirizzo|lugar|ubicacion|ciudad|direccion|local|localizacao|cidade|plaats|locatie|stad|miejsce|miejscowosc|miasto|lokalizacja|misto|lokalita|mesto|место|место события|город|адрес|локация|місце|місто|адреса|مكان|المكان|الموقع|موقع|المدينة|מקום|מיקום|עיר|yer|konum|sehir|τοπος|τοποθεσια|πολη|地点|地點|位置|场所|場所|住所|장소|위치|مکان|محل|sted|plats|hely|helyszin|locul|loc|paikka|място",
    ),
    (
        Field::Place,
        60,
        "country|region|province|district|area|governorate|pays|land|paese|pais|страна|країна|بلد|محافظة|המדינה|ulke|χωρα|国家|国|kraj",
    ),
    (
        Field::Actors,
        95,
        "actors|actor|who|person|persons|people|participants|participant|parties|party|involved|persons involved|people involved|individual|individuals|suspect|suspects|accused|personne|personnes|acteur|acteurs|protagonistes|beteiligte|person en|personen|akteur|akteure|persona|persone|attori|attore|soggetti|partecipanti|personas|actores|involucrados|pessoa|pessoas|atores|envolvidos|persoon|betrokkenen|osoba|osoby|uczestnicy|aktorzy|ucastnici|лицо|лица|участники|участник|персона|персоны|действующие лица|кто|особа|особи|учасники|хто|شخص|الشخص|الأشخاص|الاشخاص|الفاعل|الجهات الفاعلة|الأطراف|אדם|אנשים|משתתפים|kisi|kisiler|taraflar|προσωπα|προσωπο|εμπλεκομενοι|人物|人员|当事人|关系人|関係者|当事者|인물|관련자|attendees|from to|author actor|perpetrator|victim|victims",
    ),
    (
        Field::Lane,
        98,
        "lane|lanes|group|track|swimlane|swim lane|stream|thread|row group|timeline|groupe|gruppe|gruppo|grupo|groep|grupa|skupina|группа|группы|група|مجموعة|المجموعة|קבוצה|grup|ομαδα|分组|组|グループ|그룹|arc",
    ),
    (
        Field::Lane,
        70,
        "category|categories|section|actor group|side|categorie|kategorie|rubrik|categoria|kategoria|категория|категорія|فئة|الفئة|التصنيف|תצוגה|קטגוריה|kategori|κατηγορια|类别|分类|類別|カテゴリ|カテゴリー|分類|카테고리|case|proceeding|custodian",
    ),
    (
        Field::Kind,
        95,
        "kind|type|event type|type of event|class|nature|typ|art|ereignistyp|tipo|tipologia|tipo de evento|soort|rodzaj|druh|тип|вид|тип события|тип події|вид події|نوع|النوع|نوع الحدث|סוג|tur|tip|olay turu|τυπος|ειδος|类型|種類|種別|タイプ|유형|incident type|type evenement|timestamp desc",
    ),
    (
        Field::Kind,
        66,
        "category|tag|tags|label type|labels|categorie|kategorie|categoria|kategoria|категория|категорія|فئة|קטגוריה|kategori|κατηγορια|类别|分类|カテゴリ|schlagworte|etiquetas|etichette|stichworte|теги|标签|タグ",
    ),
    (
        Field::Source,
        95,
        "source|sources|source name|स्रोत|উৎস|ماخذ|منبع|แหล่งที่มา|sumber|nguon|chanzo|izvor|burimi|saltinis|source title|reference document|document|evidence|exhibit|citation|cite|origin|source document|provenance|quelle|quellen|beleg|dokument|fundstelle|fonte|fonti|documento|fuente|fuentes|fontes|bron|bronnen|zrodlo|zrodla|zdroj|zdroje|источник|источники|документ|джерело|джерела|مصدر|المصدر|المصادر|מקור|מקורות|kaynak|kaynaklar|πηγη|πηγες|来源|來源|出处|出典|ソース|情報源|출처|piece|pieces|bates|bates number|preuve|kilde|kalla|منبع|forras|sursa|lahde",
    ),
    (
        Field::Url,
        98,
        "url|link|links|source url|source link|href|web address|website|hyperlink|permalink|uri|lien|liens|adresse web|weblink|internetadresse|collegamento|enlace|enlaces|vinculo|ligacao|koppeling|odnosnik|adres url|odkaz|ссылка|ссылки|адрес ссылки|посилання|رابط|الرابط|روابط|קישור|baglanti|συνδεσμος|链接|鏈接|网址|リンク|링크|media|لینک|source 1|lenke|lank",
    ),
    (
        Field::ArchiveUrl,
        98,
        "archive url|archive link|archived url|archive|archived|archived link|archive location|archived copy|wayback|wayback url|backup link|lien archive|archivlink|archiv|link archivio|enlace archivado|архив|архивная ссылка|архів|رابط الأرشيف|أرشيف|arsiv|存档链接|アーカイブ",
    ),
    (
        Field::Hash,
        98,
        "hash|sha256|sha 256|sha256 hash|checksum|file hash|source hash|md5|md5 hash|sha1|prufsumme|empreinte|somme de controle|хеш|хэш|контрольная сумма|تجزئة|hash value|digest",
    ),
    (
        Field::Collected,
        98,
        "collected|collected at|date collected|collection date|archive date|archived at|retrieved|retrieved at|accessed|access date|date accessed|captured at|date archived|abgerufen|abgerufen am|zugriff|consulte le|date de consultation|consultato il|data di accesso|fecha de consulta|дата обращения|дата сбора|تاريخ الجمع|تاريخ الوصول|erisim tarihi|访问日期|取得日|閲覧日",
    ),
    (
        Field::Certainty,
        95,
        "certainty|confidence|reliability|credibility|likelihood|probability|certitude|fiabilite|sicherheit|zuverlassigkeit|gewissheit|certezza|affidabilita|certeza|confianza|fiabilidad|confianca|zekerheid|betrouwbaarheid|pewnosc|wiarygodnosc|jistota|spolehlivost|достоверность|уверенность|надежность|достовірність|يقين|موثوقية|درجة الثقة|אמינות|ודאות|kesinlik|guvenilirlik|βεβαιοτητα|αξιοπιστια|可信度|确定性|確度|信頼性",
    ),
    (
        Field::Importance,
        95,
        "importance|priority|significance|weight|severity|relevance|importanza|wichtigkeit|prioritat|bedeutung|priorite|priorita|importancia|prioridad|prioridade|belang|prioriteit|waznosc|priorytet|dulezitost|важность|приоритет|значимость|важливість|пріоритет|أهمية|الأهمية|أولوية|חשיבות|עדיפות|onem|oncelik|σημασια|προτεραιοτητα|重要性|优先级|重要度|優先度",
    ),
    (
        Field::Note,
        95,
        "note|notes|comment|comments|remark|remarks|annotation|observation|observations|remarque|remarques|commentaire|commentaires|notiz|notizen|bemerkung|bemerkungen|anmerkung|anmerkungen|kommentar|nota|note e commenti|commento|commenti|osservazioni|notas|comentario|comentarios|observaciones|observacoes|opmerking|opmerkingen|notitie|notities|uwaga|uwagi|notatka|notatki|komentarz|poznamka|poznamky|примечание|примечания|комментарий|комментарии|заметки|примітка|примітки|коментар|ملاحظة|ملاحظات|تعليق|تعليقات|הערה|הערות|not|notlar|yorum|σημειωση|σημειωσεις|σχολια|备注|備註|注释|评论|メモ|備考|注記|비고|메모|یادداشت",
    ),
    (
        Field::Id,
        95,
        "id|eventid|event id|identifier|uid|uuid|guid|slug|internal identifier|unique id|record id|row id|identifiant|kennung|identificativo|identificador|identyfikator|identifikator|идентификатор|ідентифікатор|معرف|المعرف|מזהה|kimlik|αναγνωριστικο|编号|編號|识别码|識別子|アイディー",
    ),
    (
        Field::Id,
        70,
        "no|nr|num|number|#|№|ref|reference|ref no|case no|numero|n°|nummer|lfd nr|numer|cislo|номер|№ п/п|п/п|رقم|الرقم|م|מספר|מס|no.|sira no|αριθμος|α/α|序号|番号|번호|key|code",
    ),
];

static PHRASES: LazyLock<HashMap<String, Vec<(Field, u8)>>> = LazyLock::new(|| {
    let mut all: HashMap<String, Vec<(Field, u8)>> = HashMap::new();
    for (field, weight, names) in NAMES {
        for name in names.split('|') {
            all.entry(words(name)).or_default().push((*field, *weight));
        }
    }
    all
});

/// A heading as it is compared: folded, words parted by one space, `startDate` as two words.
pub(super) fn words(heading: &str) -> String {
    let mut parted = String::with_capacity(heading.len() + 4);
    let mut small = false;
    for c in heading.chars() {
        if c.is_uppercase() && small {
            parted.push(' ');
        }
        small = c.is_lowercase();
        parted.push(c);
    }
    let folded = fold(&parted);
    let plain: String = folded
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '#' | '№' | '\'') { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words for things that have numbers.
const NUMBERED: &str = "|phone|phones|telephone|tel|mobile|cell|cellphone|msisdn|imsi|imei|iccid|fax|whatsapp|viber|telegram|gsm|isbn|issn|ean|upc|gtin|barcode|sku|asin|iban|account|konto|conto|cuenta|compte|telefon|telefono|telefone|handy|handynummer|telefonnummer|rufnummer|movil|celular|cellulare|portable|numero|nummer|numer|cislo|номер|телефон|счет|инн|снилс|caller|callee|called|calling|ids|pid|ssn|passport|zip|plz|price|amount|balance|size|bytes|serial|km|mile|miles|mileage|odometer|bates|cash|salary|page|pages|kwh|siret|siren|vat|nif|nie|dni|pesel|電話|電話番号|电话|手机|هاتف|رقم|טלפון|";

/// True for a heading that says its cells are numbers of things: `eventid`, `Case no.`, `postcode`, `Phone`.
pub(super) fn numbers(heading: &str) -> bool {
    let words = words(heading);
    let last = words.rsplit(' ').next().unwrap_or_default();
    let thing = |word: &str| NUMBERED.contains(&format!("|{word}|"));
    // `Account created` is a moment.
    let moment = ["date", "time", "created", "at", "on"].contains(&last);
    last.ends_with("id")
        || last.ends_with("code")
        || matches!(last, "no" | "nr" | "number" | "key")
        || !moment && words.split(' ').any(thing)
}

/// Words for days that are not those of an event: of a birth, and of the paper or the file itself.
const ASIDE: &str = "|birth|born|dob|birthday|birthdate|nascita|naissance|nacimiento|nascimento|geburt|geburtsdatum|geburtstag|geboren|geboorte|geboortedatum|urodzenia|narozeni|narodenia|rodjenja|rodenja|рождения|народження|dogum|γεννησης|出生日期|生年月日|الميلاد|לידה|print|printed|printout|stampa|impression|impresion|druckdatum|печати|download|downloaded|descarga|telechargement|scaricato|heruntergeladen|скачивания|export|exported|exportdatum|expiry|expiration|expires|";

/// True for a heading that names such a day.
pub(super) fn is_aside(heading: &str) -> bool {
    let words = words(heading);
    // The dates of a source are those of a paper or a file: `source_date`, `SourceCreated`.
    let mut all = words.split(' ');
    all.clone().any(|word| ASIDE.contains(&format!("|{word}|")))
        || matches!(all.next(), Some("source" | "sources")) && all.next().is_some()
}

/// Words that say whose something is, where another word stands behind them.
const WHOSE: &str = "|side|where|origin|";
/// What of a source is none itself.
const OF_SOURCE: &str = "|date|type|id|code|count|number|language|ip|port|host|mac|created|modified|accessed|time|timestamp|";
/// Words that say what of an event or a message a column is.
const ASPECTS: &str = "|day|date|time|datetime|hour|clarity|type|status|number|code|category|class|severity|precision|prec|level|count|location|place|country|region|city|address|source|url|link|owner|user|state|year|month|";
/// Words behind which the first is what the heading is about: `Side of the road`.
const LINKS: &str = "|of|de|del|della|dell|du|des|di|da|der|do|von|van|for|in|name|title|";

/// The first two words of a heading.
fn first_words(heading: &str) -> Option<(String, String)> {
    let words = words(heading);
    let mut words = words.split(' ').map(str::to_owned);
    Some((words.next()?, words.next()?))
}

fn listed(list: &str, word: &str) -> bool {
    list.contains(&format!("|{word}|"))
}

/// True for a heading that begins with a word for a place, a lane or a source, and is of something else: `source_date`,
/// `side_a`.
pub(super) fn is_of_another(heading: &str) -> bool {
    let Some((first, second)) = first_words(heading) else { return false };
    let source = matches!(first.as_str(), "source" | "sources") && listed(OF_SOURCE, &second);
    source || listed(WHOSE, &first) && !listed(LINKS, &second)
}

/// True for one aspect of what happened, which is not what happened: `event_clarity`, `Incident Day of Week`.
pub(super) fn is_aspect(heading: &str) -> bool {
    let Some((first, second)) = first_words(heading) else { return false };
    let event = ["event", "incident", "activity", "action", "message"].contains(&first.as_str());
    event && listed(ASPECTS, &second)
}

/// True for `Incident #`, `Record no.`: the number of what the row is about.
fn counts_rows(words: &str) -> bool {
    let things = ["incident", "event", "record", "entry", "row", "item", "line", "serial"];
    let number = ["#", "no", "nr", "number", "ref", "reference", "code"];
    words
        .split_once(' ')
        .is_some_and(|(thing, rest)| things.contains(&thing) && number.contains(&rest))
}

/// What a heading can mean, each field with how surely.
pub(super) fn meanings(heading: &str) -> Vec<(Field, u8)> {
    let whole = words(heading);
    let mut found: Vec<(Field, u8)> = PHRASES.get(&whole).cloned().unwrap_or_default();
    // `properties.name` is the name of what the row is about, where `user.name` is that of somebody in it.
    if found.is_empty()
        && let Some((before, last)) = heading.rsplit_once('.')
        && !heading.contains(' ')
        && matches!(
            before.rsplit('.').next(),
            Some("properties" | "attributes" | "fields" | "_source" | "record")
        )
    {
        found.extend(meanings(last).iter().map(|(f, w)| (*f, w.saturating_sub(3))));
    }
    // `Date (UTC)`, `Titel [deutsch]`: what stands in brackets says more of it, not what it is.
    if found.is_empty()
        && let Some(at) = heading.find(['(', '[', '（'])
        && let Some(before) = heading.get(..at)
        && let Some(known) = PHRASES.get(&words(before))
    {
        found.extend(known.iter().map(|(f, w)| (*f, w.saturating_sub(2))));
    }
    if !found.is_empty() || whole.is_empty() {
        return found;
    }
    if counts_rows(&whole) {
        return vec![(Field::Id, 60)];
    }
    let parts: Vec<&str> = whole.split(' ').take(8).collect();
    for length in (1..parts.len()).rev() {
        for (at, part) in (0_u8..).zip(parts.windows(length)) {
            // What stands first says what it is: “end date/time” is an end.
            // In Arabic and Hebrew the article is written with the word.
            let joined = part.join(" ");
            let bare =
                joined.strip_prefix("ال").or_else(|| joined.strip_prefix('ה')).unwrap_or(&joined);
            let known = PHRASES.get(&joined).or_else(|| PHRASES.get(bare));
            // One letter or sign within others says nothing; the name of a user or of a file is no title.
            let says = joined.chars().count() > 2 && !(at > 0 && joined == "name");
            // `Data do crime` is the date of the crime, and `Date to court` that on which somebody went there.
            let end = at as usize + length;
            let whose = matches!(part.last(), Some(&("do" | "to")))
                && parts.get(end).is_some_and(|next| !acts::of(acts::TIMES, next));
            let Some(known) = known.filter(|_| says && !whose) else { continue };
            let missing = u8::try_from((parts.len() - length) * 18).unwrap_or(u8::MAX);
            found.extend(
                known
                    .iter()
                    .map(|(f, w)| (*f, w.saturating_sub(missing).min(60).saturating_sub(at)))
                    .filter(|(_, w)| *w > 10),
            );
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}
