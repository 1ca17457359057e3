//! Files that are given as a store: what is none is left as it is, copies are whole, and one file has one server.

use std::path::Path;
use std::process::Command;

use rusqlite::Connection;

use super::program::{Served, say, visitor};

const SCRIPT: &str = "shop \"Stall\":\n  language en\n\nwhen message say \"Yes.\"\n";

/// Runs the program in a folder, and what it says.
fn patter(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_patter"));
    let output = command.args(arguments).current_dir(folder).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.success(), told)
}

/// Every command that is given a store.
const COMMANDS: [&[&str]; 5] = [
    &["serve", ".", "--listen", "127.0.0.1:0"],
    &["store", "forget", "web:1"],
    &["store", "export", "web:1"],
    &["store", "chats"],
    &["store", "backup", "copy.db"],
];

#[test]
fn another_programs_database_is_told_of_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("main.patter"), SCRIPT).unwrap();
    for version in [0, 3, 99] {
        let other = Connection::open(path("shop.db")).unwrap();
        other
            .execute_batch(&format!("CREATE TABLE IF NOT EXISTS book (title); PRAGMA user_version = {version}"))
            .unwrap();
        drop(other);
        let before = std::fs::read(path("shop.db")).unwrap();
        for command in COMMANDS {
            let (done, told) = patter(folder.path(), &[command, &["--store", "shop.db"]].concat());
            assert!(!done && told.contains("`shop.db` is another sort of file, and no store"), "{command:?}: {told}");
        }
        assert_eq!(std::fs::read(path("shop.db")).unwrap(), before);
        assert!(!path("copy.db").exists());
    }
    std::fs::write(path("nothing.db"), "").unwrap();
    std::fs::create_dir(path("folder")).unwrap();
    for command in COMMANDS[2..].iter().copied() {
        let (done, told) = patter(folder.path(), &[command, &["--store", "nothing.db"]].concat());
        assert!(!done && told.contains("`nothing.db` is empty, and no store"), "{command:?}: {told}");
        let (done, told) = patter(folder.path(), &[command, &["--store", "folder"]].concat());
        assert!(!done && told.contains("`folder` is a folder; name a file in it"), "{command:?}: {told}");
        assert!(!path("copy.db").exists());
    }
}

#[test]
fn a_damaged_store_is_not_copied() {
    let mut served = Served::start(SCRIPT, &[]);
    let (secret, name) = visitor(1);
    for number in 0..20 {
        assert_eq!(say(served.address(), &secret, &number.to_string(), &"hello ".repeat(400)).unwrap().status, 200);
    }
    assert!(served.stop());
    assert!(served.patter(&["store", "backup", "whole.db"]).0);
    let (done, told) = served.patter(&["store", "export", &name, "--store", "whole.db"]);
    assert!(done && told.contains("hello"), "{told}");
    // Wherever the turns stand, one of these pages is one of theirs.
    let mut bytes = std::fs::read(served.path("patter.db")).unwrap();
    let pages = bytes.len() / 4096;
    for page in pages / 2..pages {
        bytes[page * 4096..page * 4096 + 64].fill(0xff);
    }
    std::fs::write(served.path("patter.db"), bytes).unwrap();
    let (done, told) = served.patter(&["store", "backup", "copy.db"]);
    assert!(!done && told.contains("`patter.db` is damaged"), "{told}");
    let mut files: Vec<_> = std::fs::read_dir(served.folder.path()).unwrap().collect();
    files.retain(|file| file.as_ref().unwrap().file_name().to_string_lossy().starts_with("copy"));
    assert!(files.is_empty(), "{files:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn one_store_has_one_server_without_its_lock_and_under_another_name() {
    let served = Served::start(SCRIPT, &[]);
    let again = |store: &str| served.patter(&["serve", ".", "--listen", "127.0.0.1:0", "--store", store]);
    std::fs::remove_file(served.path("patter.db.lock")).unwrap();
    std::fs::hard_link(served.path("patter.db"), served.path("other.db")).unwrap();
    for store in ["patter.db", "other.db"] {
        let (done, told) = again(store);
        assert!(!done && told.contains(&format!("another `patter serve` works with `{store}`")), "{told}");
    }
    let (secret, name) = visitor(1);
    assert_eq!(say(served.address(), &secret, "1", "hello").unwrap().status, 200);
    assert_eq!(served.export(&name)["turns"].as_array().unwrap().len(), 1);
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_is_not_ready() {
    let mut served = Served::start(SCRIPT, &[]);
    assert!(served.stop());
    let plain = served.command();
    let mut command = Command::new("sh");
    // No file grows beyond 256 KiB, as on a disk that is full then.
    command.args(["-c", "trap '' XFSZ; ulimit -f 512; exec \"$0\" \"$@\""]).arg(plain.get_program());
    command.args(plain.get_args()).current_dir(served.folder.path());
    command.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.env("PATTER_MESSAGES_PER_MINUTE", "1000");
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::null());
    served.run(command);
    let (secret, _) = visitor(1);
    let says =
        |number: usize| say(served.address(), &secret, &number.to_string(), &"hello ".repeat(600)).unwrap().status;
    let full = (0..200).find(|number| says(*number) == 500).unwrap();
    let ready = || super::program::send(served.address(), "GET", "/readyz", &[], b"").unwrap().status;
    assert_eq!([ready(), ready()], [503, 503]);
    assert_eq!((says(full + 1), ready()), (500, 503));
}
