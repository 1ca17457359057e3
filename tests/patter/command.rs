//! The program from outside: what it prints, and how it ends.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A run of the program in a folder of its own.
struct Patter {
    folder: TempDir,
    arguments: Vec<String>,
    input: String,
    variables: Vec<(&'static str, &'static str)>,
}

impl Patter {
    fn new(arguments: &[&str]) -> Self {
        let arguments = arguments.iter().map(|&argument| argument.to_owned()).collect();
        Patter { folder: TempDir::new().unwrap(), arguments, input: String::new(), variables: Vec::new() }
    }

    /// In the folder of a run before.
    fn again(self, arguments: &[&str]) -> Self {
        Patter { folder: self.folder, ..Patter::new(arguments) }
    }

    fn file(self, path: &str, text: &str) -> Self {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn input(mut self, text: &str) -> Self {
        self.input = text.to_owned();
        self
    }

    fn variable(mut self, name: &'static str, value: &'static str) -> Self {
        self.variables.push((name, value));
        self
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn output(&self) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_patter"));
        command.args(&self.arguments).current_dir(self.folder.path());
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("COLUMNS");
        command.envs(self.variables.iter().copied());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that ends before it has read everything closes its end first.
        let _ = child.stdin.take().unwrap().write_all(self.input.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// Everything a snapshot shows: what was printed where, and the exit code.
    fn shown(&self) -> String {
        let Output { status, stdout, stderr } = self.output();
        let part = |name: &str, bytes: Vec<u8>| match String::from_utf8(bytes).unwrap() {
            text if text.is_empty() => String::new(),
            text => format!("--- {name}\n{text}"),
        };
        let code = status.code().unwrap();
        format!(
            "patter {}\n{}{}--- exit {code}",
            self.arguments.join(" "),
            part("stdout", stdout),
            part("stderr", stderr)
        )
    }

    fn code(&self) -> i32 {
        self.output().status.code().unwrap()
    }
}

fn repository(path: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path).to_str().unwrap().to_owned()
}

#[test]
fn without_a_command_help_is_shown() {
    insta::assert_snapshot!(Patter::new(&[]).shown());
}

#[test]
fn every_command_has_help_with_examples() {
    for command in ["new", "check", "fmt", "chat", "run", "test", "why", "practices", "doc", "explain", "hear"] {
        let output = Patter::new(&[command, "--help"]).output();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("Examples:") && output.status.success(), "{command}: {text}");
    }
}

#[test]
fn what_is_not_there_is_misuse() {
    let each = [
        Patter::new(&["check", "nowhere"]),
        Patter::new(&["check"]),
        Patter::new(&["test"]),
        Patter::new(&["run", "nowhere.chat"]),
        Patter::new(&["fmt", "notes.txt"]).file("notes.txt", "x"),
        Patter::new(&["run", "lost.chat"]).file("lost.chat", "chat \"x\"\n"),
        Patter::new(&["run", "named.chat"]).file("named.chat", "script \"other.patter\"\nchat \"x\"\n"),
        Patter::new(&["explain", "E9999"]),
    ];
    let shown: Vec<_> = each.iter().map(Patter::shown).collect();
    insta::assert_snapshot!(shown.join("\n\n"));
}

#[test]
fn explain_prints_a_page() {
    let all = Patter::new(&["explain"]).output();
    let lines = String::from_utf8(all.stdout).unwrap();
    assert!(lines.lines().any(|line| line == "E0714  a customer's line without the shop's answer"), "{lines}");
    insta::assert_snapshot!(Patter::new(&["explain", "e0714"]).shown());
}

#[test]
fn new_overwrites_nothing() {
    let run = Patter::new(&["new", "shop"]).file("shop/main.patter", "mine");
    insta::assert_snapshot!(run.shown());
    assert_eq!(run.text("shop/main.patter"), "mine");
}

const SHOP: &str = include_str!("../cases/chat/play/main.patter");
const CHAT: &str = "\
chat \"bargains\"
  given cart.total 120   [ in the cart ]
  customer: too expensive
  shop: says welcome, offers free-shipping
      | Welcome, dear.
      | The postage is on me, dear.
  customer: cheaper
  shop: offers free-shipping

chat \"says goodbye\"
  customer: goodbye
";

#[test]
fn a_new_shop_passes_everything_in_each_language() {
    for language in ["en", "zh", "es"] {
        let made = Patter::new(&["new", "shop", "--language", language]);
        assert_eq!(made.code(), 0, "{language}");
        let made = made.again(&["check", "shop", "--deny-warnings"]);
        assert_eq!(made.code(), 0, "{}", made.shown());
        let made = made.again(&["fmt", "--check", "shop"]);
        assert_eq!(made.code(), 0, "{}", made.shown());
        let made = made.again(&["test", "shop"]);
        assert!(made.shown().ends_with("3 conversations as expected\n--- exit 0"), "{}", made.shown());
    }
}

#[test]
fn check_tells_and_counts() {
    let clean = Patter::new(&["check"]).file("main.patter", SHOP);
    assert_eq!(clean.code(), 0);
    let broken = SHOP.replace("then offer gift", "then offer gfit");
    let run = Patter::new(&["check", "shop"]).file("shop/main.patter", &broken);
    insta::assert_snapshot!(run.shown());
    let json = run.again(&["check", "shop", "--format", "json"]).file("shop/main.patter", &broken).output();
    let report: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((&report["format"], &report["errors"]), (&1.into(), &1.into()));
    assert_eq!(json.status.code(), Some(1));
}

#[test]
fn a_conversation_is_checked_against_its_script() {
    let chat = "chat \"x\"\n  given cart.totl 120\n  customer: hello\n  shop: nothing\n";
    let run = Patter::new(&["check", "a.chat"]).file("main.patter", SHOP).file("a.chat", chat);
    insta::assert_snapshot!(run.shown());
}

#[test]
fn fmt_writes_checks_and_pipes() {
    let untidy = SHOP.replace("  currency EUR\n", "\n\n currency     EUR\n");
    let run = Patter::new(&["fmt", "--check"]).file("main.patter", &untidy);
    assert_eq!(run.shown(), "patter fmt --check\n--- stdout\nmain.patter would change\n--- exit 1");
    assert_eq!(run.text("main.patter"), untidy);
    let run = run.again(&["fmt"]);
    assert_eq!(run.shown(), "patter fmt\n--- stdout\nmain.patter changed\n--- exit 0");
    let run = run.again(&["fmt"]);
    assert_eq!(run.shown(), "patter fmt\n--- stdout\n1 script in order\n--- exit 0");
    let tidy = run.text("main.patter");
    assert_eq!(fs::read_dir(run.folder.path()).unwrap().count(), 1, "nothing is left beside it");
    let piped = Patter::new(&["fmt", "-"]).input(&untidy).output();
    assert_eq!(String::from_utf8(piped.stdout).unwrap(), tidy);
    let spanish = Patter::new(&["fmt", "-", "--keywords", "es"]).input(&untidy).output();
    assert!(String::from_utf8(spanish.stdout).unwrap().starts_with("tienda «Clear Brook»:\n"));
    let broken = Patter::new(&["fmt", "-"]).input("when bargain then then\n");
    assert_eq!(broken.code(), 1);
}

#[test]
fn test_shows_differences_and_writes_only_when_told() {
    let run = Patter::new(&["test"]).file("main.patter", SHOP).file("a.chat", CHAT);
    insta::assert_snapshot!("differences", run.shown());
    assert_eq!(run.text("a.chat"), CHAT);
    let json = run.again(&["test", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&json.output().stdout).unwrap();
    assert_eq!((&report["passed"], &report["failed"]), (&0.into(), &2.into()));
    assert_eq!(json.text("a.chat"), CHAT);
    let run = json.again(&["test", "--accept"]);
    let shown = run.shown();
    insta::assert_snapshot!("accepted", format!("{shown}\n--- a.chat\n{}", run.text("a.chat")));
    let run = run.again(&["test"]);
    assert_eq!(run.shown(), "patter test\n--- stdout\n2 conversations as expected\n--- exit 0");
}

#[test]
fn a_mistake_keeps_only_its_own_conversation_from_being_written() {
    let chat = |shop: &str| format!("chat \"{shop}\"\n  customer: too expensive\n  shop: {shop}\n      | Five.\n\n");
    let paper = ["says welcome", "ofers free-shipping", "offers free-shiping", "offers gift"].map(chat).concat();
    let run = Patter::new(&["test", "--accept"]).file("main.patter", SHOP).file("a.chat", &paper);
    let shown = run.shown();
    insta::assert_snapshot!(format!("{shown}\n--- a.chat\n{}", run.text("a.chat")));
}

#[test]
fn a_review_settles_each_difference_with_one_key() {
    let shop =
        |input: &str| Patter::new(&["test", "--review"]).file("main.patter", SHOP).file("a.chat", CHAT).input(input);
    let run = shop("a\nr\n");
    let shown = run.shown();
    insta::assert_snapshot!(format!("{shown}\n--- a.chat\n{}", run.text("a.chat")));
    let untouched = shop("s\nq\n");
    assert_eq!(untouched.code(), 1);
    assert_eq!(untouched.text("a.chat"), CHAT);
    let all = shop("a\na\na\n");
    assert_eq!(all.code(), 0, "{}", all.shown());
}

#[test]
fn coverage_tells_what_no_conversation_reached() {
    let run = |arguments: &[&str]| {
        let chats = CHAT.replace("I cover", "We cover").replace("customer: goodbye", "customer: goodbye\n  shop:");
        Patter::new(arguments).file("main.patter", SHOP).file("a.chat", &chats)
    };
    insta::assert_snapshot!(run(&["test", "--coverage", "--library"]).shown());
    let page = run(&["test", "--html", "page.html"]);
    assert_eq!(page.code(), 1);
    let text = page.text("page.html");
    assert!(text.contains("<mark title=\"this variant was never said\">"), "{text}");
    let json = page.again(&["test", "--coverage", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&json.output().stdout).unwrap();
    assert_eq!(
        report["coverage"]["files"]["main.patter"]["parts"]["rules"],
        serde_json::json!({ "reached": 3, "of": 7 })
    );
    let good =
        CHAT.replace("on me", "on us").replace("cheaper\n  shop: offers free-shipping", "cheaper\n  shop: offers gift");
    let good = good.replace("customer: goodbye\n", "customer: goodbye\n  shop: says welcome, closes\n");
    for (least, code) in [("20", 0), ("90", 1), ("101", 2)] {
        let run = Patter::new(&["test", "--coverage", "--fail-under", least]);
        let run = run.file("main.patter", SHOP).file("a.chat", &good);
        assert_eq!(run.code(), code, "{}", run.shown());
    }
}

#[test]
fn doc_makes_one_page_of_a_shop() {
    let run = Patter::new(&["doc", ".", "-o", "shop.html"]).file("main.patter", SHOP);
    assert_eq!(run.shown(), "patter doc . -o shop.html\n--- stdout\nshop.html written\n--- exit 0");
    let page = run.text("shop.html");
    let (head, body) = page.split_once("</style>").unwrap();
    assert!(head.contains("<html lang=\"en\">"));
    insta::assert_snapshot!(body.replace("><", ">\n<"));
    assert_eq!(Patter::new(&["doc"]).file("main.patter", "shop \"x\"\n").code(), 1);
}

#[test]
fn doc_tells_what_is_asked_and_how_procedures_go() {
    let shop = "shop \"Corner\": language en currency EUR\n\n\
        intent order: phrases \"an order\"\n\n\
        question size:\n  ask \"Which size?\"\n  expects number from 1 to 20\n  \
          again \"From 1 to 20?\" at most 2 times, otherwise say \"Take your time.\"\n\n\
        flow make-order:\n  ask size\n  say \"Size {size} it is.\"\n\n\
        when order start make-order\n";
    let run = Patter::new(&["doc"]).file("main.patter", shop);
    let page = String::from_utf8(run.output().stdout).unwrap();
    let body = page.split_once("</style>").unwrap().1;
    insta::assert_snapshot!(body.replace("><", ">\n<"));
}

#[test]
fn test_tells_of_scripts_and_papers_that_cannot_be_read() {
    let broken = SHOP.replace("then offer gift", "then offer gfit");
    let script = Patter::new(&["test"]).file("main.patter", &broken).file("a.chat", CHAT);
    let paper = Patter::new(&["test"]).file("main.patter", SHOP).file("a.chat", "chat \"x\"\n  custmer: hello\n");
    let bytes = Patter::new(&["run", "a.chat"]).file("main.patter", SHOP);
    fs::write(bytes.path("a.chat"), b"chat \"x\"\n  customer: \xff\n").unwrap();
    insta::assert_snapshot!([script.shown(), paper.shown(), bytes.shown()].join("\n\n"));
}

#[test]
fn one_broken_script_keeps_only_its_own_conversations_from_being_played() {
    let broken = SHOP.replace("then offer gift", "then offer gfit");
    let shops = Patter::new(&["test"]).file("a/main.patter", &broken).file("a/a.chat", CHAT);
    let shops = shops.file("b/main.patter", SHOP).file("b/b.chat", CHAT);
    let shown = shops.shown();
    assert!(shown.contains("2 otherwise, 2 not played"), "{shown}");
    let json = shops.again(&["test", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_slice(&json.output().stdout).unwrap();
    assert_eq!((json.code(), &told["not_played"], &told["failed"]), (1, &2.into(), &2.into()));
    assert_eq!(told["diagnostics"][0]["code"], "E0202");
}

#[test]
fn a_file_without_a_conversation_is_no_test() {
    let empty = Patter::new(&["test"]).file("main.patter", SHOP).file("empty.chat", "");
    assert_eq!(empty.code(), 2, "{}", empty.shown());
    let beside = empty.file("a.chat", CHAT).again(&["test"]);
    let shown = beside.shown();
    assert!(beside.code() == 1 && shown.contains("empty.chat no conversation stands in it"), "{shown}");
}

#[test]
fn run_plays_transcripts_and_plain_lines() {
    let transcript = Patter::new(&["run", "."]).file("main.patter", SHOP).file("a.chat", CHAT);
    let transcript_shown = transcript.shown();
    let given = ["run", ".", "--given", "cart.total 120", "--line", "太贵了", "--line", "再见", "--why"];
    let lines = transcript.again(&given);
    let lines_shown = lines.shown();
    let piped = lines.again(&["run", ".", "-"]).input("too expensive\n\ngoodbye\n");
    insta::assert_snapshot!([transcript_shown, lines_shown, piped.shown()].join("\n\n"));
}

#[test]
fn what_run_prints_is_a_conversation_that_passes() {
    let run = Patter::new(&["run", "a.chat"]).file("main.patter", SHOP).file("a.chat", CHAT);
    let printed = String::from_utf8(run.output().stdout).unwrap();
    let run = run.file("a.chat", &printed).again(&["test"]);
    assert_eq!(run.code(), 0, "{}", run.shown());
}

#[test]
fn run_prints_an_event_and_its_turn_a_line_for_programs() {
    let run = Patter::new(&["run", "a.chat", "--format", "json"]).file("main.patter", SHOP).file("a.chat", CHAT);
    let printed = String::from_utf8(run.output().stdout).unwrap();
    let lines: Vec<serde_json::Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4, "facts, two messages, and one of another conversation");
    assert_eq!(lines[1]["event"]["happening"]["message"]["text"], "too expensive");
    assert_eq!(lines[1]["turn"]["acts"][1]["deed"]["offers"], "free-shipping");
    assert!(lines.iter().all(|line| line["format"] == 1 && line["file"] == "a.chat"));
}

#[test]
fn chat_reads_a_pipe() {
    let typed = "\
too expensive
/why
/set cart.total 120, customer is vip
/set cart.totl 3
cheaper
/facts
/promised
/wait 30 minutes
/wait for me
/event offer accepted
/event something
/order
/nonsense
/save said.chat
/save said.txt
goodbye
/quit
never read
";
    let run = Patter::new(&["chat"]).file("main.patter", SHOP).input(typed);
    let shown = run.shown();
    insta::assert_snapshot!(format!("{shown}\n--- said.chat\n{}", run.text("said.chat")));
    let run = run.again(&["test"]);
    assert_eq!(run.code(), 0, "{}", run.shown());
}

#[test]
fn what_waits_is_typed_saved_and_plays_back() {
    let typed = "\
/event order placed
/wait 2 days
/event order paid
where is my order?
/system order-bok: order.status here
/system order-book: order.status \"on its way\", order.tracking \"SF 1\"
/system order-book: nothing
where is my order?
/system order-book fails because \"no connection\"
/event parcel-lost
/event parcel-lost with tracking \"X1\", paid 20
it is torn
/send 2 photos
/send something
/why
/staff joins
/staff We will see. [soon]
fine
/staff no answer needed
/staff resolves
/staff joins
/staff leaves
which size
/leave
/wait 3 days
/help
/save said.chat
";
    let desk = include_str!("../cases/chat/desk/main.patter");
    let run = Patter::new(&["chat"]).file("main.patter", desk).input(typed);
    let shown = run.shown();
    insta::assert_snapshot!(format!("{shown}\n--- said.chat\n{}", run.text("said.chat")));
    let run = run.again(&["test"]);
    assert_eq!(run.code(), 0, "{}", run.shown());
}

const COVERING: &str = "\
shop \"Clear Brook\":
  language en
use std/emoji
use \"more.patter\"
reply welcome:
  say \"Welcome! 🙂\"
  covers W1, B10
when first message welcome
never say \"cheap\", \"free\", \"gift\", \"bargain\"
  covers B2
";
const MORE: &str = "offer knot:\n  gives \"lucky knot\"\n  costs 2\n  say \"A knot. 🙂\"\n  covers b2\n";

#[test]
fn practices_are_listed_and_missed() {
    let list = "# Ours\nB1 is no row\n\n| id | what |\n| --- | --- |\n| B1 | small things first |\n| B2 | a floor |\n";
    let run = Patter::new(&["practices", "shop"])
        .file("shop/main.patter", COVERING)
        .file("shop/more.patter", MORE)
        .file("list.md", list)
        .file("ids.txt", "W1: a welcome\n- b10\n\nL7, B2\n");
    let mut shown = vec![run.shown()];
    let mut run = run;
    for arguments in [
        &["practices", "shop/more.patter", "shop", "--missing", "list.md"][..],
        &["practices", "shop", "--missing", "ids.txt"],
        &["practices", "shop", "--missing", "list.md", "--format", "json"],
        &["practices", "shop", "--missing", "shop/none.txt"],
        &["practices", "."],
        &["practices", "empty", "--missing", "list.md"],
        &["practices", "shop", "--missing", "empty.txt"],
        &["practices", "broken.patter"],
    ] {
        run = run.again(arguments).file("empty/x", "").file("empty.txt", "\n# nothing\n");
        run = run.file("broken.patter", "offer knot\n");
        shown.push(run.shown());
    }
    insta::assert_snapshot!(shown.join("\n\n"));
}

#[test]
fn why_tells_of_a_turn_or_what_is_wrong() {
    let mut run = Patter::new(&["why", "a.chat:3"]).file("main.patter", SHOP).file("a.chat", CHAT);
    let mut shown = vec![run.shown()];
    for place in ["a.chat:6", "a.chat:1", "a.chat:9", "a.chat:99", "a.chat", "a.chat:0", "main.patter:3", "b.chat:1"] {
        run = run.again(&["why", place]);
        shown.push(run.shown());
    }
    run = run.file("c.chat", "chat \"x\"\n  custmer: hello\n").again(&["why", "c.chat:2"]);
    shown.push(run.shown());
    run = run.file("main.patter", &SHOP.replace("then offer gift", "then offer gfit")).again(&["why", "a.chat:3"]);
    shown.push(run.shown());
    insta::assert_snapshot!(shown.join("\n\n"));
    let run = run.file("main.patter", SHOP).again(&["why", "a.chat:3", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_slice(&run.output().stdout).unwrap();
    assert_eq!((&told["format"], &told["chat"], &told["line"]), (&1.into(), &"bargains".into(), &3.into()));
    assert_eq!(told["rules"][0]["file"], "main.patter");
    assert_eq!(told["trace"]["understood"][0]["intent"], "bargain");
    assert!(told["why"][0].as_str().unwrap().contains("understood as bargain"), "{told}");
}

#[test]
fn conversations_are_written_in_the_names_of_their_language() {
    let typed = "太贵\n/set 购物车.totl 3\n/set cart.total 五\n太贵\n/facts\n/promised\n/save a.chat\n";
    let chat = SHOP.replace("when first message reply welcome\n", "when first message reply welcome (zh: 欢迎)\n");
    let chat = chat
        .replace("reply welcome:", "reply welcome (zh: 欢迎):")
        .replace("reply welcome (zh: 欢迎)\n", "reply welcome\n");
    let made = Patter::new(&["fmt", "--keywords", "zh"]).file("main.patter", &chat);
    assert_eq!(made.code(), 0, "{}", made.shown());
    let run = made.again(&["chat", "--given", "购物车.总额 120"]).input(typed);
    let shown = run.shown();
    let saved = run.text("a.chat");
    let run = run.again(&["test"]);
    assert_eq!(run.code(), 0, "{}", run.shown());
    // English and former names are read as ever; only what is written anew takes the paper's own.
    let english = saved.replace("送上 包邮", "送上 free-shipping").replace("礼袋", "礼");
    let run = run.file("a.chat", &english).again(&["test", "--accept"]);
    insta::assert_snapshot!(format!("{shown}\n--- a.chat\n{saved}\n{}\n{}", run.shown(), run.text("a.chat")));
}

/// A shop that knows three wishes by their examples.
const TAUGHT: &str = r#"shop "Clear Spring":
  language en
  currency EUR

intent bargain:
  phrases "too expensive"
  examples "I saw it for less at another shop", "my budget does not reach that far", "that is a lot for a small stone"

intent broken:
  examples "it arrived in two pieces", "there is a crack in the stone", "one bead is missing from the string"

intent resize:
  phrases “make it size {size: number}”
  examples "the bangle is too tight for my wrist", "it slides over my hand"

when bargain say "A little."
when broken say "We send another."
when resize say "We change it."
"#;

#[test]
fn hear_says_what_a_message_means_and_why() {
    let run = Patter::new(&["hear", "Too expensve, and the bangle is too tight, I need 58", "."]);
    let run = run.file("main.patter", TAUGHT);
    insta::assert_snapshot!("hear explains", run.shown());
    let run = run.again(&["hear", "Who won the match?"]);
    insta::assert_snapshot!("hear refuses", run.shown());
    let run = run.again(&["hear", "too expensive", "--format", "json"]);
    insta::assert_snapshot!("hear for programs", run.shown());
}

#[test]
fn hear_measures_files_and_shops() {
    let taught = "bargain\ttoo dear for me\nbargain\tis there a lower price\nbroken\tit came in pieces\nbroken\tthe lid is cracked\n";
    let asked = "bargain\ta lower price please\nbroken\tit is cracked\noos\twho won the match\n";
    let run = Patter::new(&["hear", "--train", "taught.tsv", "--test", "asked.tsv"]);
    let run = run.file("taught.tsv", taught).file("asked.tsv", asked).file("main.patter", TAUGHT);
    insta::assert_snapshot!("hear measures files", run.shown());
    let run = run.again(&["hear", "--train", "taught.tsv", "--cross-validate", "2", "--format", "json"]);
    insta::assert_snapshot!("hear measures folds for programs", run.shown());
    let run = run.again(&["hear", "--test", "asked.tsv"]);
    insta::assert_snapshot!("hear measures a shop", run.shown());
}

#[test]
fn hear_says_what_it_needs() {
    let run = Patter::new(&["hear"]).file("main.patter", TAUGHT).file("bad.tsv", "bargain\ttoo dear\nno label here\n");
    let run = run.file("odd.tsv", "bargian\ttoo dear\n");
    let mut told = run.shown();
    let mut run = run;
    for arguments in [
        &["hear", "--train", "bad.tsv", "--cross-validate", "5"][..],
        &["hear", "--train", "odd.tsv"],
        &["hear", "--train", "odd.tsv", "--cross-validate", "9"],
        &["hear", "--train", "odd.tsv", "too dear"],
        &["hear", "--train", "nowhere.tsv", "--cross-validate", "2"],
        &["hear", "--test", "odd.tsv"],
        &["hear", "too dear", "--test", "odd.tsv", "."],
        &["hear", "too dear", "nowhere"],
    ] {
        run = run.again(arguments);
        told.push('\n');
        told.push_str(&run.shown());
    }
    insta::assert_snapshot!("hear says what it needs", told);
}

#[test]
fn colours_are_for_people() {
    let coloured = |run: Patter| run.output().stdout.contains(&0x1b);
    assert!(!coloured(Patter::new(&["explain"])), "not in a pipe");
    assert!(coloured(Patter::new(&["--color", "always", "explain"])));
    assert!(!coloured(Patter::new(&["explain"]).variable("NO_COLOR", "1").variable("CLICOLOR_FORCE", "1")));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_patter"))
        .args(["run", &repository("scripts/shops/jade")])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

#[test]
fn the_jade_shop_is_played() {
    let output = Patter::new(&["run", &repository("scripts/shops/jade")]).output();
    let printed = String::from_utf8(output.stdout).unwrap();
    let customers = printed.lines().filter(|line| line.starts_with("  customer: ")).count();
    let answers = printed.lines().filter(|line| line.starts_with("      shop:")).count();
    assert!(output.status.success() && customers >= 3 && answers >= customers, "{printed}");
}
