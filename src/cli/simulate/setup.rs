//! What a dry run is made of: the shop with its customers, their shares, and what is known.

use std::collections::BTreeMap;
use std::path::Path;

use crate::check::{Compilation, DiskFiles, compile_with, compile_with_customers};
use crate::cli::stop::Stop;
use crate::diagnostic::did_you_mean;
use crate::program::{Datum, Program};
use crate::simulate::{Mix, can_begin};
use crate::syntax::ast::Keywords;
use crate::transcript::{settings, words};

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

/// Who comes: `habitual=40%,comparer=60%`, or as many of each.
pub fn mix(written: Option<&str>, program: &Program) -> Result<Mix, Stop> {
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
            true => Err(Stop::Misuse(
                "nobody can begin a conversation: the shop understands nothing that these customers open with"
                    .to_owned(),
            )),
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
            return Err(Stop::Misuse(format!(
                "`{name}` opens with nothing that this shop understands; take another customer"
            )));
        }
        if !(share > 0.0 && share.is_finite()) {
            return Err(wrong());
        }
        shares.push((id, share));
    }
    Ok(Mix(shares))
}
