//! Writes the table of languages, from their folders.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, error, fs};

use translation::languages::{self, Language};

fn main() -> Result<(), Box<dyn error::Error>> {
    let folder = languages::folder(Path::new(env!("CARGO_MANIFEST_DIR")));
    println!("cargo::rerun-if-changed={}", folder.display());
    let all = languages::all(&folder)?;
    let path = Path::new(&env::var("OUT_DIR")?).join("languages.rs");
    Ok(fs::write(path, table(&all)?)?)
}

fn table(all: &[Language]) -> Result<String, Box<dyn error::Error>> {
    let mut table = format!("const LANGUAGES: [Entry; {}] = [\n", all.len());
    for language in all {
        let Language {
            tag,
            name,
            locale,
            group,
            decimal,
            amount,
            ..
        } = language;
        writeln!(
            table,
            "Entry {{ tag: {tag:?}, name: {name:?}, locale: {locale:?}, group: {group:?}, decimal: {decimal:?}, \
             amount: {amount:?} }},"
        )?;
    }
    table.push_str("];\n");
    Ok(table)
}
