//! The command line: one thin file a command. Exit codes: 0 fine, 1 a script or a conversation is at fault, 2 misuse.

mod bench;
mod chat;
mod check;
mod complaint;
mod conversation;
mod count;
mod coverage;
mod coverage_page;
mod difference;
mod doc;
mod explain;
mod fmt;
mod framed;
mod hear;
mod json;
mod new;
mod paint;
mod place;
mod practice_list;
mod practices;
mod progress;
mod replay;
mod review;
mod run;
mod saved;
mod serve;
mod session;
mod simulate;
mod staff;
mod stop;
mod store;
mod test;
mod why;
mod wrap;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use stop::Stop;

/// A small declarative language in which a shop writes how it answers its customers.
#[derive(Parser)]
#[command(name = "patter", version, arg_required_else_help = true, after_help = EXAMPLES, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// When to use colours.
    #[arg(long, value_enum, default_value_t = When::Auto, global = true, value_name = "WHEN", visible_alias = "colour")]
    color: When,
}

const EXAMPLES: &str = "\
A first shop in three commands:
  patter new my-shop         a small shop with a conversation
  patter chat my-shop        talk to it
  patter test my-shop        play its conversations and compare

PATH is a `.patter` file or a folder with a `main.patter`; without one it is the folder you are in.";

#[derive(Subcommand)]
enum Command {
    New(new::Arguments),
    Check(check::Arguments),
    Fmt(fmt::Arguments),
    Chat(chat::Arguments),
    Run(run::Arguments),
    Test(test::Arguments),
    Why(why::Arguments),
    Hear(hear::Arguments),
    Simulate(simulate::Arguments),
    Replay(replay::Arguments),
    Serve(serve::Arguments),
    Staff(staff::Arguments),
    Store(store::Arguments),
    Practices(practices::Arguments),
    Doc(doc::Arguments),
    Bench(bench::Arguments),
    Explain(explain::Arguments),
}

/// When to use colours.
#[derive(Clone, Copy, ValueEnum)]
enum When {
    /// Where a person watches and `NO_COLOR` is not set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// For whom the output is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// People.
    #[default]
    Text,
    /// Programs.
    Json,
}

/// Reads the command line, does what it says and tells how it went.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match cli.color {
        When::Auto => anstream::ColorChoice::Auto,
        When::Always => anstream::ColorChoice::Always,
        When::Never => anstream::ColorChoice::Never,
    }
    .write_global();
    let mut out = std::io::BufWriter::new(anstream::stdout());
    let done = match cli.command {
        Command::New(arguments) => new::new(&arguments, &mut out),
        Command::Check(arguments) => check::check(&arguments, &mut out),
        Command::Fmt(arguments) => fmt::fmt(&arguments, &mut out),
        Command::Chat(arguments) => chat::chat(&arguments, &mut out),
        Command::Run(arguments) => run::run(&arguments, &mut out),
        Command::Test(arguments) => test::test(&arguments, &mut out),
        Command::Why(arguments) => why::why(&arguments, &mut out),
        Command::Hear(arguments) => hear::hear(&arguments, &mut out),
        Command::Serve(arguments) => serve::serve(&arguments, &mut out),
        Command::Staff(arguments) => staff::staff(&arguments, &mut out),
        Command::Store(arguments) => store::store(&arguments, &mut out),
        Command::Simulate(arguments) => simulate::simulate(&arguments, &mut out),
        Command::Replay(arguments) => replay::replay(&arguments, &mut out),
        Command::Practices(arguments) => practices::practices(&arguments, &mut out),
        Command::Bench(arguments) => bench::bench(&arguments, &mut out),
        Command::Doc(arguments) => doc::doc(&arguments, &mut out),
        Command::Explain(arguments) => explain::explain(&arguments, &mut out),
    };
    let done = done.and_then(|()| Ok(out.flush()?));
    match done {
        // Whoever closed the pipe has read enough.
        Ok(()) | Err(Stop::Closed) => ExitCode::SUCCESS,
        Err(Stop::Fault) => {
            let _ = out.flush();
            ExitCode::from(1)
        }
        Err(Stop::Misuse(message)) => {
            let _ = out.flush();
            let label = paint::style(anstream::stderr().current_choice(), paint::Ink::Wrong, "error");
            let _ = writeln!(anstream::stderr(), "{label}: {message}");
            ExitCode::from(2)
        }
    }
}
