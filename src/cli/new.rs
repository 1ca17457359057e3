//! `patter new`

use std::io::Write;
use std::path::Path;

use super::fmt::KeywordLanguage;
use super::stop::Stop;

/// Begin a small shop with a conversation that passes `patter test`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter new my-shop
  patter new mi-tienda --language es")]
pub struct Arguments {
    /// The folder to make; it must not exist or be empty.
    #[arg(value_name = "DIR")]
    folder: String,
    /// The language of the keywords and texts.
    #[arg(long, value_enum, default_value = "en", value_name = "LANG")]
    language: KeywordLanguage,
}

/// The files of a small shop.
struct Shop {
    script: &'static str,
    chat: &'static str,
    chat_name: &'static str,
}

const ENGLISH: Shop =
    Shop { script: include_str!("new/en.patter"), chat: include_str!("new/en.chat"), chat_name: "first.chat" };
const CHINESE: Shop =
    Shop { script: include_str!("new/zh.patter"), chat: include_str!("new/zh.chat"), chat_name: "第一次.chat" };
const SPANISH: Shop =
    Shop { script: include_str!("new/es.patter"), chat: include_str!("new/es.chat"), chat_name: "primera.chat" };

pub fn new(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let name = &arguments.folder;
    let folder = Path::new(name);
    let cannot = |error: std::io::Error| Stop::Misuse(format!("cannot make `{name}`: {error}"));
    if folder.exists() && (!folder.is_dir() || folder.read_dir().map_err(cannot)?.next().is_some()) {
        return Err(Stop::Misuse(format!(
            "`{name}` is there already and not empty; name a folder that is not there yet"
        )));
    }
    let shop = match arguments.language {
        KeywordLanguage::En => ENGLISH,
        KeywordLanguage::Zh => CHINESE,
        KeywordLanguage::Es => SPANISH,
    };
    std::fs::create_dir_all(folder).map_err(cannot)?;
    std::fs::write(folder.join("main.patter"), shop.script).map_err(cannot)?;
    std::fs::write(folder.join(shop.chat_name), shop.chat).map_err(cannot)?;
    writeln!(out, "made {name}/main.patter, the script")?;
    writeln!(out, "made {name}/{}, a conversation", shop.chat_name)?;
    writeln!(out, "next: patter chat {name}, or patter test {name}")?;
    Ok(())
}
