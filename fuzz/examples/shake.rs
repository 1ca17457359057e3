//! Mutates the corpus by chance and tries every target on it: `cargo run --release --example shake -- 600` for ten minutes.
//!
//! It needs no instrumented build. Each input stays within 20 kB; what panics or takes over a second of processor time is printed, kept in
//! `artifacts/`, and fails the run; so does what never ends.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// An input of [`LARGEST`] bytes may not take more of the processor.
const LONGEST: Duration = Duration::from_secs(1);

/// What has not ended by then never will, however busy the machine.
const HANGS: Duration = Duration::from_secs(30);

/// The largest input tried, in bytes.
const LARGEST: usize = 20_000;

/// What people and chat apps put where it does not belong.
const PIECES: [&str; 49] = [
    "\"",
    "“",
    "”",
    "«",
    "»",
    "『",
    "「",
    "」",
    "[",
    "]",
    "【",
    "(",
    ")",
    "（",
    ":",
    "：",
    ",",
    "，",
    "、",
    ".",
    "。",
    "{",
    "}",
    "{{",
    "{price: money}",
    " if ",
    " otherwise ",
    " when ",
    "当",
    "cuando ",
    " then ",
    " else ",
    " and ",
    " or ",
    " not ",
    "5%",
    "９折",
    "2027-02-30",
    "25:61",
    " monday to friday ",
    "周一到周五",
    " de lunes a viernes ",
    " Sat, 10-14 ",
    " 18:00 to 02:00, ",
    "\n",
    "\u{0}",
    "\u{200b}",
    "👍🏽",
    "é\u{301}",
];

/// What is tried, by its name.
type Target = (&'static str, fn(&[u8]));

struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let seconds: u64 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(10);
    let mut dice = Dice(arguments.next().and_then(|text| text.parse().ok()).unwrap_or(0x5EED) | 1);
    std::panic::set_hook(Box::new(|_| {}));

    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut corpus = Vec::new();
    for target in ["check", "fmt", "run"] {
        for entry in fs::read_dir(folder.join("corpus").join(target)).unwrap() {
            corpus.push(fs::read(entry.unwrap().path()).unwrap());
        }
    }
    let now: Tried = Arc::default();
    watch(now.clone());
    let targets: [Target; 3] = [("check", patter_fuzz::check), ("fmt", patter_fuzz::fmt), ("run", patter_fuzz::run)];

    let end = Instant::now() + Duration::from_secs(seconds);
    let (mut tried, mut bad, mut slowest) = (0u64, 0u64, Duration::ZERO);
    while Instant::now() < end {
        let input = mutated(&corpus, &mut dice);
        for (name, target) in targets {
            *now.lock().unwrap() = Some((Instant::now(), name, input.clone()));
            let start = processor_time();
            let fine = catch_unwind(AssertUnwindSafe(|| target(&input))).is_ok();
            let took = processor_time().saturating_sub(start);
            slowest = slowest.max(took);
            tried += 1;
            if !fine || took > LONGEST {
                bad += 1;
                let kept = keep(&format!("{name}-{tried}"), &input);
                println!("{name} {} after {took:?}: {}", if fine { "was slow" } else { "panicked" }, kept.display());
            }
        }
    }
    println!("{tried} inputs in {seconds} s, {bad} bad, the slowest took {slowest:?}");
    std::process::exit(i32::from(bad > 0));
}

/// What this thread has had of the processor: others on the machine do not make an input slow.
fn processor_time() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap()
}

/// What is tried at this moment, and since when.
type Tried = Arc<Mutex<Option<(Instant, &'static str, Vec<u8>)>>>;

/// Ends the run at an input that does not end.
fn watch(now: Tried) {
    thread::spawn(move || {
        loop {
            thread::sleep(HANGS / 10);
            let Some((since, name, input)) = &*now.lock().unwrap() else { continue };
            if since.elapsed() > HANGS {
                println!("{name} does not end: {}", keep(&format!("{name}-hangs"), input).display());
                std::process::exit(1);
            }
        }
    });
}

fn keep(name: &str, input: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("artifacts");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), input).unwrap();
    folder.join(name)
}

fn mutated(corpus: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut input = corpus[dice.below(corpus.len())].clone();
    if input.len() > 2_000 && dice.below(3) == 0 {
        let start = dice.below(input.len());
        input.drain(..start);
    }
    for _ in 0..=dice.below(12) {
        let at = dice.below(input.len() + 1);
        let until = (at + dice.below(40)).min(input.len());
        match dice.below(8) {
            // Raw bytes, wherever they fall.
            0 => input.splice(at..at, [dice.below(256) as u8]).for_each(drop),
            1 => drop(input.drain(at..until)),
            2 => {
                let other = &corpus[dice.below(corpus.len())];
                let from = dice.below(other.len());
                let to = (from + dice.below(300)).min(other.len());
                input.splice(at..until, other[from..to].iter().copied()).for_each(drop);
            }
            3 => {
                let again = input[at..until].repeat(1 + dice.below(60));
                input.splice(at..at, again).for_each(drop);
            }
            4 => {
                let line_ends = input.iter_mut().filter(|byte| **byte == b'\n');
                line_ends.for_each(|byte| *byte = b' ');
            }
            5 => {
                let most = if dice.below(20) == 0 { 4_000 } else { 3 };
                let piece = PIECES[dice.below(PIECES.len())].repeat(1 + dice.below(most));
                input.splice(at..at, piece.bytes()).for_each(drop);
            }
            // Between characters, so that much of what is tried is valid UTF-8.
            _ => {
                let mut text: Vec<char> = String::from_utf8_lossy(&input).chars().collect();
                let at = dice.below(text.len() + 1);
                let until = (at + dice.below(6)).min(text.len());
                text.splice(at..until, PIECES[dice.below(PIECES.len())].chars()).for_each(drop);
                input = text.into_iter().collect::<String>().into_bytes();
            }
        }
    }
    input.truncate(LARGEST);
    input
}
