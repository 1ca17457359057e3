//! The stable codes: what each is called and the page that explains it. Codes are never reused.

use std::fmt;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// Whether a mistake stops the script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The script cannot run.
    Error,
    /// The script runs, but perhaps not as its author thinks.
    Warning,
}

/// What `patter explain` shows of a code.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// The code this page explains.
    pub code: Code,
    /// One line: the mistake's name.
    pub title: &'static str,
    /// Plain words in Markdown: what it means, a script that has it, and how to mend it.
    pub text: &'static str,
}

impl Page {
    /// The whole page in Markdown, as `patter explain` prints it and `docs/errors` holds it.
    pub fn document(&self) -> String {
        format!("# {}: {}\n\n{}", self.code, self.title, self.text)
    }
}

macro_rules! codes {
    ($($name:ident = $code:literal $title:literal;)*) => {
        /// A kind of mistake. `E` codes are errors, `W` codes warnings; a number is never reused.
        ///
        /// 01xx reading the text, 02xx names and files, 03xx types and expressions, 04xx texts and languages,
        /// 05xx rules and ladders, 06xx promises and policies, 07xx conversations on paper, 08xx tables and catalogues, 09xx not running yet, 10xx simulated customers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each code's page in docs/errors says what it is")]
        pub enum Code { $($name),* }

        impl Code {
            /// The code as people write it, `E0101`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code),* }
            }
        }

        static PAGES: &[Page] = &[$(Page {
            code: Code::$name, title: $title, text: include_str!(concat!("pages/", $code, ".md")),
        }),*];
    };
}

codes! {
    // reading the text: errors
    UnexpectedText = "E0101" "something stands where it cannot";
    UnclosedText = "E0102" "a text without its end";
    UnclosedComment = "E0103" "a comment without its end";
    UnclosedName = "E0104" "a quoted name without its end";
    ForeignComment = "E0105" "a comment to the end of the line";
    MixedQuotes = "E0106" "a text between quotes of two kinds";
    MissingColon = "E0107" "a declaration without its colon";
    ForeignKeyword = "E0108" "a keyword of another language";
    MisspeltKeyword = "E0109" "a keyword that is not spelt right";
    UnquotedText = "E0110" "words to be said without quotes";
    EqualsForIs = "E0111" "an equals sign instead of a word";
    NotANumber = "E0112" "a number that is not one";
    TooDeep = "E0113" "too much inside each other";
    NothingDeclared = "E0114" "a script that declares nothing";
    ReservedName = "E0115" "a word of the language as a name";
    LonelyBrace = "E0116" "a brace without its twin";
    WrongBraces = "E0117" "braces that cannot be read";
    MissingText = "E0118" "a text that is not there";
    ForeignSign = "E0119" "a sign from another language";
    ExtraComma = "E0120" "a comma too many";
    MissingWord = "E0121" "a small word that is missing";
    GluedWords = "E0122" "words without a blank between them";

    // reading the text: warnings

    // names and files: errors
    UnknownFact = "E0201" "a fact that nobody declared";
    UnknownDeed = "E0202" "an offer or reply that nobody declared";
    UnknownIntent = "E0203" "an intent that nobody declared";
    UnknownKind = "E0204" "a kind of customer that nobody declared";
    UnknownTopic = "E0205" "a topic that nothing is about";
    DeclaredTwice = "E0206" "a name declared twice";
    WrongSort = "E0207" "a name of something else";
    StandardFact = "E0208" "a standard fact declared as something else";
    SaidTwice = "E0209" "a line that may stand only once";
    MissingFile = "E0210" "a file that is not there";
    UnknownModule = "E0211" "a module the library does not have";
    UseCircle = "E0212" "files that use each other in a circle";
    UnreadableFile = "E0213" "a file that cannot be read";
    TooManyFiles = "E0214" "a script of too many files";
    KindCircle = "E0215" "kinds of customers defined by one another";
    UnknownCurrency = "E0216" "a currency that does not exist";
    UnknownTimeZone = "E0217" "a time zone that does not exist";
    UnknownPlatform = "E0218" "a platform the shop does not sell on";
    NotAFact = "E0219" "something that is no fact, to be remembered or forgotten";
    KindTooLarge = "E0220" "a kind of customer that takes too long to tell";

    // names and files: warnings
    UnusedDeclaration = "W0201" "a declaration that nothing uses";
    IntentWithoutPhrases = "W0202" "an intent that no message can mean";
    PhraseTakenOver = "W0203" "a phrase or an example that is understood as something else";

    // types and expressions: errors
    UnitsDoNotFit = "E0301" "two values that do not go together";
    WrongType = "E0302" "a value of another type than is needed";
    NotACondition = "E0303" "a condition that is neither yes nor no";
    UnknownChoice = "E0304" "a value that is not among the choices";
    WrongKeys = "E0305" "a fact looked up by the wrong things";
    NotInTime = "E0306" "before and after of what is not in time";
    NoOrder = "E0307" "more and less of what has no size";
    RangeBackwards = "E0308" "ends in the wrong order";
    ChoiceTwice = "E0309" "a choice that stands twice";
    SlotTypes = "E0310" "a slot with two types";
    SlotOutsideRule = "E0311" "a slot used where no message brings it";
    CountForm = "E0312" "the forms of a count";
    TooLong = "E0313" "a length of time that is too long";
    AlwaysSo = "E0314" "a condition of nothing but yes or no";
    NoTimeAtAll = "E0315" "no time for something to happen in";

    // types and expressions: warnings

    // texts and languages: errors
    NotAlwaysSayable = "E0401" "nothing that can always be said";
    LanguageNotSpoken = "E0402" "a language the shop does not speak";
    LanguageTwice = "E0403" "a language that stands twice";
    NothingByDefault = "E0404" "nothing in the shop's first language";
    TextMustBePlain = "E0405" "a value where only words can stand";
    EmptyText = "E0406" "a text with nothing in it";
    UnknownLanguage = "E0407" "a language without its short name";

    // texts and languages: warnings
    PhraseClaimedTwice = "W0401" "a phrase that two intents claim";
    MissingTranslation = "W0402" "a text without its wording in one of the shop's languages";
    ForbiddenWords = "W0403" "words that `never say` forbids";
    AvoidedWords = "W0404" "words that `avoid` names";
    RequiredWordsMissing = "W0405" "a sentence without the words that `always say` demands";
    SameVariant = "W0406" "the same words as two variants";
    NoFullAddress = "W0407" "an address that customers cannot open";
    NameInBrackets = "W0408" "a name in brackets that a text does not fill in";

    // rules and ladders: errors
    DeedTwice = "E0501" "the same deed twice in a ladder";
    ReplyCircle = "E0502" "replies that answer with one another";
    AnswerTooLong = "E0503" "an answer of too many steps";
    QuestionWithoutWords = "E0504" "a question that asks nobody";
    SystemWithoutOtherwise = "E0505" "a question to a system without a plan for its silence";
    NoSteps = "E0506" "a flow or reply without steps";

    // rules and ladders: warnings
    NeverHappens = "W0501" "a rule that can never answer";
    ConditionNeverHolds = "W0502" "a condition that can never hold";
    LadderWithoutElse = "W0503" "a ladder that ends in silence";
    OverlappingRules = "W0504" "two rules that can hold at once";
    OfferWithoutWords = "W0505" "an offer that is made without a word";
    ToldToAnybody = "W0506" "an order told to whoever knows its number";
    ForgottenBefore = "W0507" "a fact that is forgotten before it is asked for";
    OneChoice = "W0508" "a question with one choice only";
    ElseForOtherwise = "W0509" "an else where otherwise is meant";

    // promises and policies: errors
    GivesNothing = "E0601" "an offer that does not say what it gives";
    GivesTwoThings = "E0602" "an offer that gives two things";
    ImpossibleAmount = "E0603" "an amount that no offer can have";

    // promises and policies: warnings
    OfferNeverAllowed = "W0601" "an offer that the bottom line never allows";
    BottomLineMayBeUnknown = "W0602" "a bottom line whose fact may be unknown";
    OfferWithoutCost = "W0603" "an offer that costs nothing, by a bottom line";
    DoubtfulAmount = "W0604" "an amount that can be read in two ways";

    // conversations on paper: errors
    UnreadLine = "E0701" "a line of a conversation that cannot be read";
    UnreadDeed = "E0702" "words where the shop's deeds stand";
    ConversationText = "E0703" "a text of a conversation that does not end on its line";
    ConversationComment = "E0704" "a comment of a conversation that is not in brackets on its line";
    NoSuchTime = "E0705" "a time that no calendar has";
    OutsideConversation = "E0706" "a line before the first conversation";
    LooseAnswer = "E0707" "an answer to nothing";
    LateScript = "E0708" "the script named too late";
    EmptyConversation = "E0709" "a conversation without lines";
    ConversationName = "E0710" "a conversation names what the script does not have";
    ConversationValue = "E0711" "a conversation gives a value that does not fit";
    LateStart = "E0712" "seed or start settled too late";
    ClockBackwards = "E0713" "the clock of a conversation moved backwards";
    UnwrittenAnswer = "E0714" "a customer's line without the shop's answer";
    LooseAttachment = "E0715" "photos or files of no message";
    SystemNotAsked = "E0716" "a system answers that was not asked";
    TooManyTimers = "E0717" "more timers than one line lets run out";

    // conversations on paper: warnings

    // tables and catalogues: errors
    TableRow = "E0801" "a row of a table that cannot be read";
    TableColumn = "E0802" "a table without a column it needs";
    TableTwice = "E0803" "two rows of a table for the same thing";
    NoTable = "E0804" "a table without rows and columns";
    TableWithoutKeys = "E0805" "a table that nothing is looked up by";
    NoProducts = "E0806" "a catalogue in which no product can be read";
    TooManyShown = "E0807" "more products shown than anybody reads";

    // tables and catalogues: warnings
    ProductLeftOut = "W0801" "a row of the catalogue that is left out";
    NoCatalogue = "W0802" "products shown without a catalogue";

    // not running yet (W0901 to W0905 and W0951 are gone: what they spoke of runs)

    // simulated customers: errors
    ImpossibleChance = "E1001" "chances that are none";
    CustomerNeverBegins = "E1002" "a simulated customer who never begins";
    CannotBeDrawn = "E1003" "a fact that cannot be drawn like this";
}

impl Code {
    /// Error or warning, by the code's first letter.
    pub fn severity(self) -> Severity {
        if self.as_str().starts_with('E') { Severity::Error } else { Severity::Warning }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The page of a code as written on the command line, in any case.
pub fn page(code: &str) -> Option<&'static Page> {
    PAGES.iter().find(|page| page.code.as_str().eq_ignore_ascii_case(code.trim()))
}

/// Every page, by subject, errors before warnings.
pub fn pages() -> &'static [Page] {
    PAGES
}
