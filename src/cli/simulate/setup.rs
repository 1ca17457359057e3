//! What a dry run is made of: the shop with its customers, their shares, and what is known.

use std::collections::BTreeMap;
use std::path::Path;

use crate::check::{Compilation, DiskFiles, compile_with, compile_with_customers};
use crate::cli::stop::Stop;
use crate::diagnostic::did_you_mean;
use crate::program::{Customer, Datum, Program};
use crate::simulate::{Mix, can_begin};
use crate::syntax::ast::Keywords;
use crate::transcript::{settings, words};

/// How many intents that a shop lacks are named.
const MOST_NAMED: usize = 6;

/// The customers of a shop that has none of its own.
const LIBRARY: &str = "std/customers";

/// The shop with these customers; with its own where none are named, else with the library's.
pub fn compiled(main: &str, customers: &[String]) -> Result<Compilation, Stop> {
    if let Some(missing) = customers.iter().find(|file| !file.starts_with("std/") && !Path::new(file).is_file()) {
        let example = format!("for example: --customers {LIBRARY}");
        return Err(Stop::Misuse(format!("there is no file `{missing}` with customers; {example}")));
    }
    if !customers.is_empty() {
        return Ok(compile_with(main, customers, &DiskFiles));
    }
    Ok(compile_with_customers(main, LIBRARY, &DiskFiles))
}

/// Facts known in every conversation.
pub fn given(written: &[String], program: &Program, keywords: Keywords) -> Result<BTreeMap<String, Datum>, Stop> {
    let mut facts = BTreeMap::new();
    for given in written {
        // `knot.stock=5` is how shells and other flags taught it.
        let given = given.replacen('=', " ", 1);
        let event = settings(&given, program, keywords).map_err(|mistakes| {
            let example = mistakes.iter().find_map(|mistake| mistake.example.as_deref());
            let word = words(keywords).given;
            let example = example.and_then(|line| line.strip_prefix(word)).map_or("cart.total 120", str::trim_start);
            let told: Vec<String> = mistakes
                .iter()
                .map(|mistake| {
                    mistake
                        .help
                        .as_ref()
                        .map_or_else(|| mistake.message.clone(), |help| format!("{}; {help}", mistake.message))
                })
                .collect();
            let told = told.join("; ");
            let stop = if told.ends_with('?') { "" } else { ";" };
            Stop::Misuse(format!("--given: {told}{stop} for example: --given \"{example}\""))
        })?;
        facts.extend(event.facts);
    }
    Ok(facts)
}

/// What customers would begin with where the shop had it, what most of them do first: the first, and all in a sentence.
fn lacking(customers: &[&Customer]) -> (String, String) {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for name in customers.iter().flat_map(|customer| &customer.lacks) {
        match counted.iter_mut().find(|(known, _)| **known == **name) {
            Some((_, count)) => *count += 1,
            None => counted.push((name, 1)),
        }
    }
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let named: Vec<String> = counted.iter().take(MOST_NAMED).map(|(name, _)| format!("`{name}`")).collect();
    let listed = match (counted.len().saturating_sub(MOST_NAMED), named.split_last()) {
        (0, Some((last, rest))) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        (0, _) => named.join(", "),
        (more, _) => format!("{} or one of {more} more", named.join(", ")),
    };
    (counted.first().map_or("bargain", |(name, _)| name).to_owned(), listed)
}

/// An intent of this name.
fn intent(keywords: Keywords, name: &str) -> String {
    match keywords {
        Keywords::English => format!("intent {name}: phrases \"…\""),
        Keywords::Chinese => format!("意图 {name}：常说“…”"),
        Keywords::Spanish => format!("intención {name}: frases «…»"),
    }
}

/// Who comes: `habitual=40%,comparer=60%`, or as many of each.
pub fn mix(written: Option<&str>, program: &Program, keywords: Keywords) -> Result<Mix, Stop> {
    let able: Vec<&str> = program
        .names
        .customers
        .iter()
        .filter(|(_, id)| can_begin(program, **id))
        .map(|(name, _)| name.as_str())
        .collect();
    let Some(written) = written else {
        let mix = Mix::even(program);
        return match mix.0.is_empty() {
            false => Ok(mix),
            true => {
                let lacks: Vec<&Customer> = program.customers.iter().collect();
                let (first, listed) = lacking(&lacks);
                Err(Stop::Misuse(format!(
                    "nobody can begin a conversation: these customers open with {listed}, and the shop has no intent called so; \
                     give an intent of yours such a name, for example: {}",
                    intent(keywords, &first)
                )))
            }
        };
    };
    let mut shares = Vec::new();
    for part in written.split([',', '，', '、']) {
        let wrong = || {
            let theirs = part.split('=').next().map(|name| name.trim().to_lowercase());
            let theirs = able.iter().copied().find(|name| Some(*name) == theirs.as_deref());
            let name = theirs.or_else(|| able.first().copied()).unwrap_or("habitual");
            Stop::Misuse(format!("`{}` is no share; for example: --mix {name}=40%", part.trim()))
        };
        let (name, share) = part.split_once('=').ok_or_else(wrong)?;
        let share: f64 = share.trim().trim_end_matches(['%', '％']).trim_end().parse().map_err(|_| wrong())?;
        let name = name.trim().to_lowercase();
        let Some(id) = program.names.customers.get(&name).copied() else {
            let near = did_you_mean(&name, program.names.customers.keys().map(String::as_str));
            let there =
                near.map_or_else(|| format!("there are {}", able.join(", ")), |near| format!("did you mean `{near}`?"));
            return Err(Stop::Misuse(format!("there is no customer `{name}`; {there}")));
        };
        if !can_begin(program, id) {
            let (_, listed) = lacking(&program.customer(id).into_iter().collect::<Vec<_>>());
            return Err(Stop::Misuse(format!(
                "`{name}` opens with {listed}, and the shop has no intent called so; take another customer"
            )));
        }
        if !(share > 0.0 && share.is_finite()) {
            return Err(wrong());
        }
        shares.push((id, share));
    }
    Ok(Mix(shares))
}
