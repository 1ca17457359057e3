//! What keeps a server from starting: each mistake is told with what was expected and a line that is right, and no secret is said back.

use std::process::Command;

use super::program::{Served, exchange, send};

const SCRIPT: &str = "shop \"Stall\":\n  language en\n\nwhen message say \"Yes.\"\n";

/// Starts it with this file of settings, these variables and these flags, and what it complains of.
fn complaint(settings: &str, variables: &[(&str, &str)], flags: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("main.patter", SCRIPT), ("serve.toml", settings)] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_patter"));
    command.args(["serve", ".", "--config", "serve.toml"]).args(flags).current_dir(folder.path());
    let output = command.envs(variables.iter().copied()).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{settings} {variables:?} {flags:?}: {output:?}");
    let (told, out) = (String::from_utf8(output.stderr).unwrap(), String::from_utf8(output.stdout).unwrap());
    assert!(!(told.clone() + &out).contains("hunter"), "a secret is said back: {told}");
    told
}

#[test]
fn a_mistake_is_told_where_it_was_made() {
    let mut told = Vec::new();
    for address in ["8081", "localhost:8081", "http://127.0.0.1:8081/", "*:8081", "0.0.0.0", "127.0.0.1:99999"] {
        told.push(format!("--listen {address}\n{}", complaint("", &[], &["--listen", address])));
    }
    // Kept for examples: no machine has it.
    told.push(format!("another's address\n{}", complaint("", &[], &["--listen", "192.0.2.7:8081"])));
    for (name, value) in [
        ("LISTEN", "8081"),
        ("KEEP_DAYS", "long"),
        ("CUSTOMER_SECRET", "hunter"),
        ("STAFF", "hunter"),
        ("STORE", ""),
        ("KEEP_DAYS", ""),
        ("CHATWOOT", ""),
        ("LOG", "xml"),
        ("CONNECTIONS", "0"),
    ] {
        let variable = format!("PATTER_{name}");
        told.push(format!("{variable}={value}\n{}", complaint("", &[(&variable, value)], &[])));
    }
    for line in ["store = \"C:\\data\\patter.db\"", "behind-proxy = True", "connections = 1,000", "log = text # plain"]
    {
        told.push(format!("{line}\n{}", complaint(&format!("{line}\n"), &[], &[])));
    }
    for origin in ["null", "https:/shop.example", "https://user:pw@shop.example"] {
        told.push(format!("--origin {origin}\n{}", complaint("", &[], &["--origin", origin])));
    }
    for store in [".", "main.patter", "nowhere/patter.db", ""] {
        told.push(format!("--store \"{store}\"\n{}", complaint("", &[], &["--store", store])));
    }
    told.push(format!("--origin *\n{}", complaint("", &[], &["--origin", "*"])));
    insta::assert_snapshot!("starting_wrong", told.join("\n"));
}

#[test]
fn a_line_that_cannot_be_read_says_no_secret_back() {
    let wrong = [
        "customer-secret: \"hunter\"",
        "customer-secret = hunter",
        "customer_secret = \"hunter",
        "custmer-secret = “hunter”",
        "admin-token hunter",
        "event-secrets = [\n\"whsec_hunter=\",\n\"whsec_hunter\n]",
        "shopify-secrets = [\n\"hunter\",\nhunter\n]",
        "keep-days = 30, customer-secret = \"hunter\"",
        "[staff]\nAna = hunter",
        "[staff]\n阿明 = hunter",
        "[staff]\nAna hunter",
        "[ staff ]\nAna = hunter",
        "[\"Staff\"]\nAna = hunter",
        "staff.Ana = hunter",
        "[staff]\nlisten = hunter",
        "customer-secret =\nhunter-token-7781",
        "customer-secret = \"hunter\"\nstore = shop.db",
        "customer-secret = [\"hunter\"]",
        "event-secrets = \"whsec_hunter\"",
        "event-secrets = whsec_hunter",
        "system-secret = \"hunter, and no base64 at all\"",
    ];
    let told: Vec<String> = wrong.map(|line| format!("{line}\n{}", complaint(&format!("{line}\n"), &[], &[]))).into();
    insta::assert_snapshot!("starting_secrets", told.join("\n"));
}

#[test]
fn a_setting_below_another_heading_is_told_of_and_not_shown() {
    let wrong = [
        "[systems]\nbook = \"https://stall.example\"\nsystem-secret = \"whsec_hunter\"",
        "[systems]\nadmin-token = \"hunter hunter hunter\"",
        "[systems]\nadmin-tokn = \"hunter hunter hunter\"",
        "[systems]\nsystem_secret = \"whsec_hunter\"",
        "[systems]\nchatwoot = \"https://stall.example\"",
        "[systems]\nbook = \"hunter\"",
        "[staff]\nadmin-token = \"hunter hunter hunter\"",
        "[staff]\nkeep-days = \"30\"",
    ];
    let both = |line: &str| {
        let line = format!("{line}\n");
        let told = complaint(&line, &[], &["--print-config"]);
        assert_eq!(told, complaint(&line, &[], &[]));
        format!("{line}{told}")
    };
    let told: Vec<String> = wrong.map(both).into();
    insta::assert_snapshot!("starting_below", told.join("\n"));
}

#[cfg(unix)]
#[test]
fn one_store_has_one_server_whatever_link_leads_to_it() {
    let served = Served::start(SCRIPT, &[]);
    std::fs::create_dir(served.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(served.path("patter.db"), served.path("elsewhere/link.db")).unwrap();
    let (done, told) = served.patter(&["serve", ".", "--listen", "127.0.0.1:0", "--store", "elsewhere/link.db"]);
    assert!(!done && told.contains("another `patter serve` works with `elsewhere/link.db`"), "{told}");
}

#[test]
fn what_is_no_http_is_told_in_the_log() {
    let mut served = Served::start(SCRIPT, &["--log", "json"]);
    let mut log = served.logged();
    // The beginning of TLS, as a proxy sends it that takes this for `https://`.
    let answer = exchange(served.address(), b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", false);
    assert_eq!(answer.unwrap().status, 400);
    let told = log.find(|entry| entry["message"].as_str().unwrap().contains("no HTTP")).unwrap();
    assert_eq!(told["level"], "WARN");
}

#[test]
fn a_proxy_that_the_settings_do_not_name_is_told_of_where_it_matters() {
    let mut served = Served::start(SCRIPT, &["--log", "json"]);
    assert!(served.stop());
    let mut command = served.command();
    command.env("PATTER_REQUESTS_PER_MINUTE", "2");
    let mut log = served.logs(command);
    let asks = |headers: &[(&str, &str)]| send(served.address(), "GET", "/livez", headers, b"").unwrap().status;
    let through = [("x-forwarded-for", "192.0.2.7")];
    assert_eq!([asks(&through), asks(&through), asks(&through)], [200, 200, 429]);
    let told = log.find(|entry| entry["message"].as_str().unwrap().contains("through a proxy")).unwrap();
    assert!(told["message"].as_str().unwrap().contains("`behind-proxy = true`"), "{told}");
}
