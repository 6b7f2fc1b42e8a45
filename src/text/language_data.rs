//! What tells languages apart: their commonest function words and the letters that few others
//! use.

use super::language::Language;

/// The evidence for one language.
pub(super) struct Evidence {
    pub(super) language: Language,
    /// Function words in small letters, with spaces between them.
    pub(super) words: &'static str,
    /// Letters that few other languages of the script use.
    pub(super) letters: &'static str,
}

const fn evidence(language: Language, words: &'static str, letters: &'static str) -> Evidence {
    Evidence {
        language,
        words,
        letters,
    }
}

/// For languages that share a script with others.
pub(super) const EVIDENCE: &[Evidence] = &[
    evidence(
        Language::English,
        "the of and to in a is that for it was on with as be at by he his they she her this from \
         have has had are were not but an or which their its who will would been said one all \
         more about when there after also into than other could over first our your you we us \
         what how why these those most some only do did can may should must here out up",
        "",
    ),
    evidence(
        Language::French,
        "le la les de des du un une et est en que qui dans pour sur au aux par pas ne se ce cette \
         il elle ils elles nous vous je son sa ses leur avec plus mais ou où sont été être avoir \
         ont fait comme tout tous toute d'un d'une qu'il c'est notre votre",
        "éèêàùçœëîïôû",
    ),
    evidence(
        Language::German,
        "der die das und ist in den von zu mit sich des auf für nicht ein eine einer einem einen \
         als auch es an werden aus er hat dass sie nach wird bei noch wie am war über vor zum zur \
         nur oder aber sind wir ihr unter um haben kann mehr seine beim durch",
        "äöüß",
    ),
    evidence(
        Language::Spanish,
        "el la los las de del y que en un una es por con para se no su sus al lo como más pero \
         este esta fue ha sobre entre también ser son hay muy desde cuando todo nos ya nuestra \
         nuestro hasta donde quien está han años",
        "ñ¿¡áéíóú",
    ),
    evidence(
        Language::Portuguese,
        "o os as de do da dos das e que em um uma é por com para se não no na nos nas ao mais como \
         mas foi seu sua são também pela pelo até isso ele ela entre já quando muito ser está \
         sobre após às",
        "ãõçáéíóúâêô",
    ),
    evidence(
        Language::Italian,
        "il lo la gli le di del della dei delle e è che in un una per con non si da dal dalla nel \
         nella sono al alla come più ma anche ha su questo questa ed ai ci suo sua stato sul \
         sulla tutti tutte loro essere",
        "àèìòù",
    ),
    evidence(
        Language::Dutch,
        "de het een en van in is dat op te zijn voor met niet aan er om ook als bij door naar maar \
         uit nog dit deze wordt werd hij ze wij heeft hebben over tot dan geen meer onze zich kan",
        "ĳ",
    ),
    evidence(
        Language::Swedish,
        "och att det i som en på är av för med den till inte har de ett om var men från vi kan han \
         hon så där när efter under också eller ska sig nu här hade blir vid mot deras oss",
        "åäö",
    ),
    evidence(
        Language::Danish,
        "og at det i er en af på til som med for den de har ikke der et fra om var han hun vi kan \
         men også ved efter blev sig nu hvor blevet mod eller noget deres hvad så når meget os",
        "æøå",
    ),
    evidence(
        Language::Norwegian,
        "og at det i er en av på til som med for den de har ikke et fra om var han hun vi kan men \
         også ved etter ble seg nå hvor blitt mot eller noe deres hva så når mye oss",
        "æøå",
    ),
    evidence(
        Language::Finnish,
        "ja on ei että se oli hän mutta ovat myös kun joka mitä niin kuin nyt jos vain tai sen \
         jotka ole sekä mukaan ovat jo olla voi tämä kaikki kanssa hänen vielä noin sitten mukana \
         kaikkien",
        "äö",
    ),
    evidence(
        Language::Polish,
        "i w na z się nie do to że jest o jak po za od co ale czy dla przez przy był była było ma \
         są tak już tylko jego jej które który która oraz także ich może być pod ze bardzo",
        "ąćęłńśźż",
    ),
    evidence(
        Language::Czech,
        "a v se na je že s z do o k i to si jsou ale jako by pro po za od které který která nebo \
         také jsme byl byla bylo není tak už jen má při podle jeho více mezi před",
        "ěščřžýůťďň",
    ),
    evidence(
        Language::Croatian,
        "i u je na da se za su od s o ne to koji koja koje kao ali što iz do bi će nije bilo sam \
         smo samo po ili još kako već bio bila nakon može više prema danas",
        "čćđšž",
    ),
    evidence(
        Language::Hungarian,
        "a az és hogy nem is egy de van meg ez volt csak már mint még vagy kell ki el lesz azt \
         akkor aki ami után szerint nagyon minden magyar lehet pedig olyan itt ezt minket",
        "őűáéíóöúü",
    ),
    evidence(
        Language::Romanian,
        "și de în la a cu pe nu o un din că care este pentru mai au fost prin după sau ce să sunt \
         ca le dar cel cea cele lui acest această iar mult despre fi era sa își",
        "ăâîșțşţ",
    ),
    evidence(
        Language::Turkish,
        "ve bir bu da de için ile çok daha olarak gibi olan ne ama kadar sonra var en her ki değil \
         oldu olduğu dedi mi ya göre ise ancak tarafından yeni bizi diye şu",
        "ğışçöü",
    ),
    evidence(
        Language::Vietnamese,
        "và của là có trong được cho với các một không người những đã này khi tại đến từ về ra để \
         như trên theo cũng sẽ năm đó vào nhiều bị sau xem thêm tin bạn chúng tôi",
        "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơưăâêôĩũõã",
    ),
    evidence(
        Language::Indonesian,
        "yang dan di untuk dengan ini dari itu pada tidak dalam akan ke adalah juga oleh ada \
         karena kami kita mereka saya bisa telah sudah atau lebih anda seperti saat bahwa para \
         tersebut baca",
        "",
    ),
    evidence(
        Language::Russian,
        "и в не на что с он как по это его но из у за от так для же все был она было были мы вы \
         они о до бы или при уже ее их чем если также том который которые после только",
        "ыэёъ",
    ),
    evidence(
        Language::Ukrainian,
        "і в не на що з він як по це його але із у за від так для же все був вона було були ми ви \
         вони про до або при вже її їх ніж якщо також те який які після тільки та",
        "іїєґ",
    ),
    evidence(
        Language::Bulgarian,
        "и в не на че с той като по това но от за така да се е са ще със към беше бяха ние вие те \
         до или при вече още което който която които след само няма има днес",
        "ъщ",
    ),
    evidence(
        Language::Serbian,
        "и у не на да са је се за су од он као по то али из тако био била било смо ви они до или \
         већ који која које после само још што шта о ће након данас",
        "јљњћђџ",
    ),
    evidence(
        Language::Arabic,
        "في من على إلى أن عن التي الذي هذا هذه مع كان كما بعد قال لا ما قد بين ذلك لم أو كل وقد \
         وفي وقال آخر عند ثم حتى أيضا",
        "ةأإىؤ",
    ),
    evidence(
        Language::Persian,
        "در از به را که این با است برای آن و یک می شد کرد خود تا بر هم شده بود باید نیز ما های کرده \
         گفت دارد",
        "پچژگ",
    ),
    evidence(
        Language::Urdu,
        "کے میں کی ہے اور سے کا کو نے پر یہ ہیں کہ ایک بھی اس جو نہیں تھا گیا کر وہ ہو بعد کیا تھے \
         ان لیے",
        "ٹڈڑںےھہ",
    ),
];
