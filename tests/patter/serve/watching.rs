//! A script whose files are watched: what changed is taken up, and the log says what came of it.

use patter::serve::{Reloaded, Scripts};

use super::program::{Served, say, turns, visitor};

const SCRIPT: &str = r#"
shop "Stall":
  language en

intent greeting: phrases "hello"

when greeting say "Hello."
"#;

/// A script with two mistakes.
fn faulty() -> String {
    SCRIPT.replace("say \"Hello.\"", "sya \"Good day.\"").replace("language en", "language english")
}

#[test]
fn a_watched_script_runs_once_it_is_right() {
    let served = Served::start(SCRIPT, &["--watch"]);
    let mut count = 0;
    // Each is another customer, who may write as soon as they come.
    let mut hello = || {
        count += 1;
        let (secret, _) = visitor(count);
        let version =
            say(served.address(), &secret, &count.to_string(), "hello").unwrap().json()["version"].as_u64().unwrap();
        turns(served.address(), &secret, Some(version - 1), 1)[0]["replies"][0]["texts"][0].as_str().unwrap().to_owned()
    };
    assert_eq!(hello(), "Hello.");
    std::fs::write(served.path("main.patter"), SCRIPT.replace("Hello.", "Good day.")).unwrap();
    while hello() != "Good day." {
        std::thread::yield_now();
    }
}

#[test]
fn the_log_tells_each_mistake_with_its_help_and_when_the_script_is_well_again() {
    let mut served = Served::start(SCRIPT, &["--watch", "--log", "json"]);
    let mut log = served.logged();
    let mut until = |told: &str| log.find(|entry| entry["message"].as_str().unwrap().contains(told)).unwrap();
    // The same mistakes are told again after the script was well meanwhile.
    for _ in 0..2 {
        std::fs::write(served.path("main.patter"), faulty()).unwrap();
        assert_eq!(until("has mistakes")["mistakes"], 2);
        let language = until("english");
        assert_eq!((&language["level"], &language["file"]), (&"WARN".into(), &"main.patter".into()), "{language}");
        assert!(language["line"] == 3 && language["code"].as_str().unwrap().starts_with('E'), "{language}");
        let rule = until("sya");
        assert!(rule["line"] == 7 && rule["help"].as_str().unwrap().contains("`say`"), "{rule}");
        std::fs::write(served.path("main.patter"), SCRIPT).unwrap();
        assert_eq!(until("is again as it was")["level"], "INFO");
    }
    std::fs::write(served.path("main.patter"), faulty()).unwrap();
    until("has mistakes");
    std::fs::write(served.path("main.patter"), SCRIPT.replace("Hello.", "Good day.")).unwrap();
    assert_eq!(until("another script runs")["level"], "INFO");
}

#[test]
fn a_system_that_the_settings_do_not_know_is_told_of_whenever_a_script_begins_to_run() {
    let asking = |system: &str| {
        let question = format!("question book:\n  ask system {system}\n  remembers order.status\n");
        let otherwise = "  within 9 seconds, otherwise say \"It is slow.\"\n";
        format!(
            "{SCRIPT}\n{question}{otherwise}\nintent look: phrases \"look\"\nwhen look ask book and say \"Done.\"\n"
        )
    };
    let settings = "[systems]\nknown = \"http://127.0.0.1:1/\"\n";
    let flags = ["--watch", "--log", "json", "--config", "serve.toml"];
    let mut served = Served::start_with(&asking("book-one"), &[("serve.toml", settings)], &flags);
    let mut log = served.logged();
    let mut until = |told: &str| log.find(|entry| entry["message"].as_str().unwrap().contains(told)).unwrap();
    assert_eq!(until("the script asks this system")["system"], "book-one");
    std::fs::write(served.path("main.patter"), asking("known")).unwrap();
    until("another script runs");
    std::fs::write(served.path("main.patter"), asking("book-two")).unwrap();
    let told = until("the script asks this system");
    assert_eq!((&told["system"], &told["level"]), (&"book-two".into(), &"WARN".into()), "{told}");
    let example = told["example"].as_str().unwrap();
    assert!(format!("[systems]\n{example}\n").parse::<toml::Table>().is_ok(), "{example}");
}

#[test]
fn a_file_that_is_being_saved_is_not_taken_by_half() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("main.patter");
    let save = |text: &str| std::fs::write(&path, text).unwrap();
    save(SCRIPT);
    let scripts = Scripts::open(path.to_str().unwrap()).unwrap();
    let changed = SCRIPT.replace("Hello.", "Good day.");
    // Each of these is without mistakes or with some, as the cut comes.
    for end in ["", "shop", "language en", "\"hello\"", "say \"Good"] {
        save(&changed[..changed.find(end).unwrap() + end.len()]);
        assert!(scripts.look().is_none(), "{end}");
    }
    save(&changed);
    assert!(scripts.look().is_none());
    let Some(Reloaded::New(script)) = scripts.look() else { panic!("it stood still and was not taken") };
    assert!(script.sources.iter().any(|(_, source)| source.text.contains("Good day.")));
    save("");
    assert!(scripts.look().is_none());
    let Some(Reloaded::Faulty(_)) = scripts.look() else { panic!("it is none, and was not told of") };
    assert!(scripts.look().is_none());
}
