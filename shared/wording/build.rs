//! Writes the sentences, from their files.

use std::path::Path;

fn main() -> Result<(), translation::Error> {
    translation::sentences::write(Path::new(env!("CARGO_MANIFEST_DIR")))
}
